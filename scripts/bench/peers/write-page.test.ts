import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writePage, writeSection } from "./write-page.ts";

let folder: string;
let file: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "lucheng-page-"));
	file = join(folder, "bench.md");
});
afterEach(() => rmSync(folder, { recursive: true }));

const DAY = new Date("2026-01-02T00:00:00Z");
const page = (): string => readFileSync(file, "utf8");
const headings = (): string[] => page().match(/^## .*$/gm) ?? [];

describe("writePage", () => {
	it("rewrites the tables and keeps the sections of other runs", () => {
		writePage(file, { measurements: [], remarks: ["first run"] }, DAY);
		writeSection(file, "Growth", "it grew");
		writeSection(file, "Polygons", "they agree");
		writePage(file, { measurements: [], remarks: ["second run"] }, DAY);
		expect(headings()).toEqual(["## Ours alone", "## What was compared", "## Polygons", "## Growth"]);
		expect(page()).not.toContain("first run");
		expect(page().endsWith("- second run\n\n## Polygons\n\nthey agree\n\n## Growth\n\nit grew\n")).toBe(true);
	});
});

describe("writeSection", () => {
	it("replaces its own section alone, whichever was written first", () => {
		writeSection(file, "Growth", "### of what\n\nit grew");
		writeSection(file, "Polygons", "they differ");
		const before = page();
		writeSection(file, "Polygons", "they agree");
		expect(page()).toBe(before.replace("differ", "agree"));
		expect(headings()).toEqual(["## Polygons", "## Growth"]);
	});
});
