import { describe, expect, it } from "vitest";
import { csvTable } from "./csv-table.ts";
import { markOf, numberIn, numbersOf } from "./number-format.ts";
import { type DecimalMark, PLAIN_TABLE } from "./table-options.ts";

describe("a number", () => {
	it.each<[string, number, number]>([
		["1234", 1234, 1234],
		["-0", -0, -0],
		["1.5", 1.5, Number.NaN],
		["1,5", Number.NaN, 1.5],
		["1,234", 1234, 1.234],
		["1.234", 1.234, 1234],
		["12,345,678", 12_345_678, Number.NaN],
		["12.345.678", Number.NaN, 12_345_678],
		["1,234.5", 1234.5, Number.NaN],
		["1.234,5", Number.NaN, 1234.5],
		["1 234,5", Number.NaN, 1234.5],
		["1 234.5", 1234.5, Number.NaN],
		["1\u00a0234", 1234, 1234],
		["1\u202f234\u202f567", 1_234_567, 1_234_567],
		["1'234.5", 1234.5, Number.NaN],
		["1’234’567", 1_234_567, 1_234_567],
		["0,512", Number.NaN, 0.512],
		["1234,567", Number.NaN, 1234.567],
		["1,2345", Number.NaN, 1.2345],
		["1,234 567", Number.NaN, Number.NaN],
		["1,2345,6789", Number.NaN, Number.NaN],
		["12,34,567", Number.NaN, Number.NaN],
		["−5", -5, -5],
		["１２３", 123, 123],
		["1.2e3", 1200, Number.NaN],
		["5e-3", 0.005, 0.005],
		[".5", 0.5, Number.NaN],
		["5.", 5, Number.NaN],
		["", Number.NaN, Number.NaN],
		["-", Number.NaN, Number.NaN],
		[".", Number.NaN, Number.NaN],
		["e5", Number.NaN, Number.NaN],
		["n/a", Number.NaN, Number.NaN],
		["0x10", Number.NaN, Number.NaN],
		["Infinity", Number.NaN, Number.NaN],
		["=SUM(A1:A3)", Number.NaN, Number.NaN],
		["1.2万", Number.NaN, Number.NaN],
		["12 %", Number.NaN, Number.NaN],
	])("%j is %d with a decimal point and %d with a comma", (cell, point, comma) => {
		expect(numberIn(cell, ".")).toBe(point);
		expect(numberIn(cell, ",")).toBe(comma);
	});

	it("says how it is written, or leaves it open", () => {
		const marks = ["12", "1.5", "1,5", "1,234", "1,234.5", "many"].map(markOf);
		expect(marks).toEqual([null, ".", ",", "open", ".", null]);
	});
});

describe("the numbers of a column", () => {
	const read = (
		cells: readonly string[],
		ofTable: DecimalMark | null,
		decimalMark: DecimalMark | null = null,
	) => {
		const table = csvTable("t.csv", `lon;lat;pop\n${cells.map((cell) => `1;2;${cell}`).join("\n")}`, {
			...PLAIN_TABLE,
			decimalMark,
		});
		return numbersOf(table, table.rows, 2, ofTable);
	};

	it.each<[string, string[], DecimalMark | null, number[], string | null]>([
		["no mark", ["1", "20"], null, [1, 20], null],
		["a point in one cell", ["1,234", "12.5"], null, [1234, 12.5], 'pop "1,234" as 1234'],
		["a comma in one cell", ["1.234", "12,5"], null, [1234, 12.5], 'pop "1.234" as 1234'],
		["two groups in one cell", ["1,234", "1,234,567"], null, [1234, 1_234_567], 'pop "1,234" as 1234'],
		["coordinates with points", ["1,234"], ".", [1234], 'pop "1,234" as 1234'],
		["coordinates with commas", ["1,234"], ",", [1.234], 'pop "1,234" as 1.234'],
		["nothing that is open", ["12,5", "many"], null, [12.5, Number.NaN], null],
	])("are decided by %s", (_what, cells, ofTable, values, note) => {
		expect(read(cells, ofTable)).toEqual({ values, note });
	});

	it("follow the given format, whatever they look like", () => {
		expect(read(["1,234"], ".", ",").values).toEqual([1.234]);
		expect(read(["12,5"], ".", ".").values).toEqual([Number.NaN]);
	});

	it.each<[string, string[], DecimalMark | null, string]>([
		[
			"may be either",
			["1", "1,234", "5,678"],
			null,
			't.csv rows 3, 4: pop is "1,234", which is 1234 or 1.234; say how it is written with --number-format 1,234.5 or --number-format 1.234,5.',
		],
		[
			"are written in two ways",
			["1.5", "2,5"],
			null,
			't.csv rows 2, 3: pop is "1.5" and "2,5", which are written in two ways; say',
		],
		[
			"contradict the coordinates",
			["12,5"],
			".",
			't.csv row 2: pop is "12,5" with a decimal comma, while the coordinates have a decimal point; say',
		],
		[
			"group by ten thousand",
			["1,2345"],
			".",
			't.csv row 2: pop is "1,2345" with a decimal comma, while the coordinates have a decimal point; say',
		],
	])("are refused with a question where they %s", (_what, cells, ofTable, message) => {
		expect(() => read(cells, ofTable)).toThrowError(
			expect.objectContaining({ code: "NUMBER_FORMAT", message: expect.stringContaining(message) }),
		);
	});
});
