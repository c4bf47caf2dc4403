import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readTable } from "./read-table.ts";
import { PLAIN_TABLE } from "./table-options.ts";

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "lucheng-table-"));
});
afterAll(() => rm(folder, { recursive: true }));

const read = async (content: string | Uint8Array) => {
	const path = join(folder, "table.csv");
	await writeFile(path, content);
	return readTable(path);
};

describe("reading tables", () => {
	it.each<[string, Uint8Array]>([
		["UTF-8", Buffer.from("经度,纬度\n1,2")],
		["UTF-8 with a mark", Buffer.from("\uFEFF经度,纬度\n1,2")],
		["UTF-16", Buffer.from("\uFEFF经度,纬度\n1,2", "utf16le")],
		// 经 BEAD 度 B6C8 纬 CEB3 in GB 18030.
		["GB18030", Buffer.from([0xbe, 0xad, 0xb6, 0xc8, 0x2c, 0xce, 0xb3, 0xb6, 0xc8, 0x0a, 0x31, 0x2c, 0x32])],
	])("reads %s", async (_encoding, bytes) => {
		const table = await read(bytes);
		expect(table.columns).toEqual(["经度", "纬度"]);
		expect(table.rows).toEqual([{ number: 2, cells: ["1", "2"], place: null }]);
	});

	it("says that an encoding was guessed, and takes the one that is named", async () => {
		// ú is FA, ã E3, í ED, ç E7 in Windows-1252.
		const bytes = Buffer.from(
			"id,name,lon,lat\n1,Posto de Saúde São Bento,1,2\n2,Clínica da Família Conceição,1,2\n",
			"latin1",
		);
		const table = await read(bytes);
		expect(table.rows.map(({ cells }) => cells[1])).toEqual([
			"Posto de Saúde São Bento",
			"Clínica da Família Conceição",
		]);
		expect(table.notes).toEqual([
			"table.csv: in windows-1252, guessed, such as “Posto de Saúde São Bento”; --encoding names another",
		]);
		const path = join(folder, "table.csv");
		const named = await readTable(path, { ...PLAIN_TABLE, encoding: "windows-1252" });
		expect(named.notes).toEqual([]);
		await expect(readTable(path, { ...PLAIN_TABLE, encoding: "utf-8" })).rejects.toMatchObject({
			code: "ENCODING_UNKNOWN",
			message: expect.stringMatching(
				/^table\.csv is not in utf-8, for it has bytes that mean nothing there; --encoding may be utf-8,/,
			),
		});
	});

	it("counts rows as a spreadsheet does, blank ones too", async () => {
		const { rows } = await read('a,b\n1,"two, quoted"\n,\n3\n');
		expect(rows.map(({ number, cells }) => [number, cells])).toEqual([
			[2, ["1", "two, quoted"]],
			[4, ["3", ""]],
		]);
	});

	it("knows GeoJSON by its content", async () => {
		const json =
			'{"type":"FeatureCollection","features":[{"type":"Feature","id":"x","properties":{"a":1},"geometry":{"type":"Point","coordinates":[1,2,3]}}]}';
		const table = await read(json);
		expect(table).toMatchObject({ columns: ["a", "id"], rowNoun: "feature" });
		expect(table.rows).toEqual([
			{ number: 1, cells: ["1", "x"], place: { position: [1, 2], radiusM: null, area: null } },
		]);
	});

	it.each<[string, string | Uint8Array, string, RegExp]>([
		["an empty file", "", "TABLE_EMPTY", /^table\.csv is empty\.$/],
		[
			"a spreadsheet",
			Buffer.from("PK\u0003\u0004\u0000\u0000"),
			"TABLE_NOT_TEXT",
			/^table\.csv is a zip archive, as \.xlsx, \.kmz and zipped shapefiles are, not a text table; allowed are CSV and GeoJSON in UTF-8, UTF-16, GB18030, Big5 or Windows-1252\.$/,
		],
		[
			"bytes of no encoding",
			Buffer.from([0x61, 0x81, 0xff, 0x0a, 0x81]),
			"TABLE_NOT_TEXT",
			/^table\.csv is not a text table; allowed/,
		],
		[
			"bytes with zeros",
			Buffer.from("a\0b"),
			"TABLE_NOT_TEXT",
			/^table\.csv is not a text table, for it has characters of value 0;/,
		],
		["other JSON", "[1,2]", "TABLE_MALFORMED", /^table\.csv holds JSON that is no GeoJSON\.$/],
		[
			"an open quote",
			'a,b\n1,"two',
			"TABLE_MALFORMED",
			/^table\.csv row 2: Quoted field unterminated; the file may be cut off\.$/,
		],
		["broken JSON", '{"type":', "TABLE_MALFORMED", /^table\.csv is not valid JSON: /],
	])("refuses %s in one sentence", async (_what, content, code, message) => {
		await expect(read(content)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
	});
});
