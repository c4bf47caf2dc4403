import { basename } from "node:path";
import Papa from "papaparse";
import { GeodataError } from "../../../geodata/units/error.ts";
import { readText } from "../file-text.ts";
import { geojsonTable } from "./geojson-table.ts";
import { listed, type Table, type TableRow } from "./table.ts";

/**
 * Reads a CSV (comma, semicolon, tab; UTF-8, UTF-16 with a mark, GB18030) or a GeoJSON file, told apart by
 * content.
 *
 * @throws {GeodataError} FILE_UNREADABLE, TABLE_TOO_LARGE, TABLE_NOT_TEXT, TABLE_EMPTY, TABLE_MALFORMED
 */
export async function readTable(path: string): Promise<Table> {
	const file = basename(path);
	const { text } = await readText(path, null, "--encoding");
	return /^\s*\{/.test(text) ? geojsonTable(file, text) : csvTable(file, text);
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
