import { describe, expect, it } from "vitest";
import { finder, searchText } from "./search-text.ts";

describe("searchText", () => {
	it.each([
		["Farmácia Central", "farmacia central"],
		["ＡＢＣ１２", "abc12"],
		["  茶馆\u3000", "茶馆"],
		["Straße", "straße"],
		["İstanbul", "istanbul"],
		["100% _", "100% _"],
	])("of %j is %j, and of that itself", (name, text) => {
		expect(searchText(name)).toBe(text);
		expect(searchText(text)).toBe(text);
	});
});

describe("finder", () => {
	it("finds by any of a row's names, whatever the case, accents and width on either side", () => {
		const finds = finder(" FARMÁCIA ");
		expect([finds("farmacia do Sul"), finds("x", "Ｆarmacia"), finds("Farm", "ácia"), finds()]).toEqual([
			true,
			true,
			false,
			false,
		]);
	});

	it("finds every row by nothing, and takes signs for themselves", () => {
		expect([
			finder("")(null),
			finder("  ")(undefined, "x"),
			finder(".*")("abc"),
			finder("%")("100%"),
		]).toEqual([true, true, false, true]);
	});

	it("passes over names that are not there", () => {
		expect([finder("null")(null, undefined), finder("a")(null, "a")]).toEqual([false, true]);
	});
});
