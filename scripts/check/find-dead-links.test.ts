import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { findDeadLinks } from "./find-dead-links.ts";

const root = mkdtempSync(join(tmpdir(), "lucheng-links-"));
afterAll(() => rmSync(root, { recursive: true }));
beforeEach(() => {
	rmSync(root, { recursive: true });
	plant("geodata/cost/rule.ts", "");
	plant("client/map/use-map.tsx", "");
	plant("docs/map.jpg", "");
});

function plant(file: string, text: string): void {
	mkdirSync(dirname(join(root, file)), { recursive: true });
	writeFileSync(join(root, file), text);
}

describe("pages", () => {
	it.each([
		["a whole path", "`geodata/cost/rule.ts`"],
		["the end of a path", "`cost/rule.ts` and `rule.ts`, `use-map.tsx`"],
		["a path with a name after it", "`geodata/cost/rule.ts:12`"],
		["a command", "`node geodata/cost/rule.ts --seed 1`"],
		["a link", "[map](docs/map.jpg) ![map](./docs/map.jpg#top) [docs](docs/)"],
		["a link elsewhere", "[OSM](https://www.openstreetmap.org/a.ts) [here](#rules) [mail](mailto:a@b.cn)"],
		["a path outside code", "gone.ts"],
	])("may name %s", (_what, text) => {
		plant("README.md", text);
		expect(findDeadLinks(root)).toEqual([]);
	});

	it.each([
		["a file that does not exist", "`geodata/cost/gone.ts`", "geodata/cost/gone.ts"],
		["a file of another folder", "`units/rule.ts`", "units/rule.ts"],
		["part of a file's name", "`ule.ts`", "ule.ts"],
		["the second of two files", "`cost/rule.ts`, `gone.tsx`", "gone.tsx"],
		["a link to nothing", "[rules](rules.md#metres)", "rules.md"],
		["a picture that does not exist", "![map](docs/gone.jpg)", "docs/gone.jpg"],
	])("may not name %s", (_what, text, path) => {
		plant("README.md", `# Title\n\n${text}\n`);
		expect(findDeadLinks(root)).toEqual([`README.md:3 names ${path}, which does not exist`]);
	});

	it("link from their own folder", () => {
		plant("geodata/docs/page.md", "[a](../cost/rule.ts) [b](docs/map.jpg)");
		expect(findDeadLinks(root)).toEqual(["geodata/docs/page.md:1 names docs/map.jpg, which does not exist"]);
	});

	it("of installed packages are not read", () => {
		plant("node_modules/a/README.md", "[gone](gone.md)");
		expect(findDeadLinks(root)).toEqual([]);
	});
});
