import { describe, expect, it } from "vitest";
import { csvTable } from "./csv-table.ts";

const HEADER = "id,lon,lat,pop";

describe("a table of a CSV text", () => {
	it.each<[string, string]>([
		["a comma", "id,lon,lat,pop\na,1,2,3"],
		["a semicolon", "id;lon;lat;pop\na;1;2;3"],
		["a tab, with commas in every cell", 'id\tlon\tlat\tpop\na\t1\t2\t3\n"b"\t1,5\t2,5\t3,5'],
		["a bar", "id|lon|lat|pop\na|1|2|3"],
		["sep=;", "sep=;\nid;lon;lat;pop\na;1;2;3"],
		['"sep=^" in quotes', '"sep=^"\r\nid^lon^lat^pop\r\na^1^2^3\r\n'],
	])("is split by %s", (_what, text) => {
		const { columns, rows } = csvTable("t.csv", text);
		expect(columns).toEqual(["id", "lon", "lat", "pop"]);
		// Excel's `sep=` line is not a row: the header stays row 1.
		expect(rows[0]).toEqual({ number: 2, cells: ["a", "1", "2", "3"], place: null });
	});

	it.each<[string, string, string, string]>([
		[
			"names in the third row",
			`Kunshan 2020,,,\n,,,\n${HEADER}\na,1,2,3`,
			"TABLE_HEADER",
			"t.csv: its header seems to be row 3 (id, lon, lat, pop); allowed is one row of names, the first.",
		],
		[
			"names in two rows",
			"id,lon,lat,population,\n,,,all,women\na,1,2,3,1",
			"TABLE_HEADER",
			"t.csv: its header seems to take rows 1 and 2, as merged cells do; allowed is one row of names, the first.",
		],
		[
			"no names",
			"a,120.95,31.4,3\nb,120.96,31.4,3",
			"TABLE_HEADER",
			"t.csv: it seems to have no header: its first row holds 120.95, 31.4, 3; allowed is one row of names, the first.",
		],
		[
			"names again, as of files joined",
			`${HEADER}\na,1,2,3\n${HEADER}\nb,1,2,3`,
			"TABLE_HEADER",
			"t.csv row 3: the header again (id, lon, lat, pop); it may stand once, in the first row.",
		],
		[
			"an end within a row",
			`${HEADER}\na,1,2,3\nb,1,2.`,
			"TABLE_MALFORMED",
			"t.csv row 3 has 3 of 4 cells and no end of line: the file seems cut off.",
		],
		[
			"an end within quotes",
			`${HEADER}\na,1,2,3\n"b`,
			"TABLE_MALFORMED",
			"t.csv row 3: Quoted field unterminated; the file may be cut off.",
		],
		[
			"a million columns",
			`${HEADER},${Array.from({ length: 1_000_000 }, (_, i) => `c${i}`).join(",")}\n1`,
			"TABLE_TOO_LARGE",
			"t.csv has more than 2000 columns; a table may have at most 2000.",
		],
	])("is refused with %s", (_what, text, code, message) => {
		const startedMs = performance.now();
		expect(() => csvTable("t.csv", text)).toThrowError(expect.objectContaining({ code, message }));
		expect(performance.now() - startedMs).toBeLessThan(5000);
	});

	it("is refused with too many rows, before all are in memory", () => {
		const text = `a\n${"1\n".repeat(2_000_001)}`;
		expect(() => csvTable("t.csv", text)).toThrowError(
			"t.csv has more than 2000000 rows; a table may have at most 2000000.",
		);
	});
});
