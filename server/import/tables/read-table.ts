import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { TextDecoder } from "node:util";
import Papa from "papaparse";
import { GeodataError } from "../../../geodata/units/error.ts";
import { unreadable } from "../osm/read-osm.ts";
import { geojsonTable } from "./geojson-table.ts";
import { listed, type Table, type TableRow } from "./table.ts";

/** A table is held whole while it is checked, for nothing is imported before all of it is right. */
export const MAX_TABLE_BYTES = 256 * 1024 * 1024;

/**
 * Reads a CSV (comma, semicolon, tab; UTF-8, UTF-16 with a mark, GB18030) or a GeoJSON file, told apart by
 * content.
 *
 * @throws {GeodataError} FILE_UNREADABLE, TABLE_TOO_LARGE, TABLE_NOT_TEXT, TABLE_EMPTY, TABLE_MALFORMED
 */
export async function readTable(path: string): Promise<Table> {
	const file = basename(path);
	const text = decoded(file, await contents(path, file));
	return /^\s*\{/.test(text) ? geojsonTable(file, text) : csvTable(file, text);
}

async function contents(path: string, file: string): Promise<Uint8Array> {
	let bytes: Uint8Array;
	try {
		const { size } = await stat(path);
		if (size > MAX_TABLE_BYTES) {
			throw new GeodataError(
				"TABLE_TOO_LARGE",
				`${file} has ${size} bytes; a table may have at most ${MAX_TABLE_BYTES}.`,
				{ value: size, allowed: MAX_TABLE_BYTES },
			);
		}
		bytes = await readFile(path);
	} catch (error) {
		throw error instanceof GeodataError ? error : unreadable(path, error);
	}
	if (bytes.length === 0) throw new GeodataError("TABLE_EMPTY", `${file} is empty.`, { file });
	return bytes;
}

function decoded(file: string, bytes: Uint8Array): string {
	const utf16 =
		bytes[0] === 0xff && bytes[1] === 0xfe
			? "utf-16le"
			: bytes[0] === 0xfe && bytes[1] === 0xff
				? "utf-16be"
				: null;
	if (!utf16 && bytes.subarray(0, 4096).includes(0)) throw notText(file);
	for (const encoding of utf16 ? [utf16] : ["utf-8", "gb18030"]) {
		try {
			return new TextDecoder(encoding, { fatal: true }).decode(bytes);
		} catch {
			// Not this encoding: the next may fit.
		}
	}
	throw notText(file);
}

function notText(file: string): GeodataError {
	return new GeodataError(
		"TABLE_NOT_TEXT",
		`${file} is not a text table; allowed are CSV in UTF-8, UTF-16 or GB18030, and GeoJSON.`,
		{ file },
	);
}

/** A table of a CSV text; the first row names the columns. */
export function csvTable(file: string, text: string): Table {
	const parsed = Papa.parse<string[]>(text.trimEnd(), {
		header: false,
		delimitersToGuess: [",", ";", "\t", "|"],
	});
	const quote = parsed.errors.find((error) => error.type === "Quotes");
	if (quote) {
		throw new GeodataError("TABLE_MALFORMED", `${file} row ${(quote.row ?? 0) + 1}: ${quote.message}.`, {
			file,
		});
	}
	const [header = [], ...body] = parsed.data;
	const columns = header.map((name) => name.trim());
	const rows: TableRow[] = [];
	body.forEach((cells, i) => {
		if (cells.every((cell) => cell.trim() === "")) return;
		if (cells.length > columns.length && cells.slice(columns.length).some((cell) => cell.trim() !== "")) {
			throw new GeodataError(
				"TABLE_MALFORMED",
				`${file} row ${i + 2} has ${cells.length} cells; its header has ${columns.length} (${listed(columns)}).`,
				{ file, row: i + 2 },
			);
		}
		rows.push({ number: i + 2, cells: columns.map((_, k) => cells[k] ?? ""), position: null });
	});
	if (rows.length === 0) {
		throw new GeodataError("TABLE_EMPTY", `${file} has a header and no rows; at least one is needed.`, {
			file,
		});
	}
	return { file, columns, rows, decimalComma: parsed.meta.delimiter !== ",", rowNoun: "row" };
}
