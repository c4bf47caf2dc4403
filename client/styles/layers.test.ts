import { globSync, readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { describe, expect, it } from "vitest";

const read = (file: string) => readFileSync(`client/${file}`, "utf8");
const sheets = globSync("**/*.css", { cwd: "client" }).filter((file) => file !== "styles/layers.css");
const scripts = globSync("**/*.{ts,tsx}", { cwd: "client" });
const LAYERS = /@layer ([^;{]+);/.exec(read("styles/layers.css"))?.[1]?.split(", ") ?? [];

describe("a style sheet", () => {
	it.each(sheets)("%s is completely in a named layer", (sheet) => {
		const css = read(sheet).replace(/\/\*[\s\S]*?\*\//g, "");
		const [, layer = "", body = ""] =
			/^\s*@layer ([\w-]+) \{([\s\S]*)\}\s*$/.exec(css) ??
			/^\s*@import "[^"]+" layer\(([\w-]+)\);(\s*)$/.exec(css) ??
			[];
		expect(LAYERS).toContain(layer);
		// The layer's brace closes only at its end.
		let depth = 0;
		let lowest = 0;
		for (const brace of body.match(/[{}]/g) ?? []) {
			depth += brace === "{" ? 1 : -1;
			lowest = Math.min(lowest, depth);
		}
		expect([depth, lowest]).toEqual([0, 0]);
	});

	it.each(sheets)("%s is imported by a script of its folder or below, or by the entry", (sheet) => {
		const name = basename(sheet);
		const importing = scripts.filter((script) =>
			script === "main.tsx"
				? read(script).includes(`import "./${sheet}";`)
				: dirname(script).startsWith(dirname(sheet)) &&
					new RegExp(`^import "[./]*/${name}";`, "m").test(read(script)),
		);
		expect(importing).not.toEqual([]);
	});
});
