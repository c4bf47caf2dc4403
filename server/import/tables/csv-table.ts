import Papa from "papaparse";
import { GeodataError } from "../../../geodata/units/error.ts";
import { knownNames, namesPlaces } from "./column-names.ts";
import { markOf } from "./number-format.ts";
import {
	listed,
	MAX_COLUMNS,
	MAX_ROWS,
	MAX_TABLE_CELLS,
	rowsNamed,
	type Table,
	type TableRow,
} from "./table.ts";
import { PLAIN_TABLE, type TableOptions } from "./table-options.ts";

const DELIMITERS = [",", ";", "\t", "|"] as const;
/** Rows, and characters of them, searched for a header: enough for any header, and a bound without one. */
const FIRST_ROWS = 20;
const FIRST_CHARACTERS = 2_000_000;

/**
 * A table from CSV text; the first row names the columns. A line `sep=;` before it sets the delimiter.
 *
 * @throws {GeodataError} TABLE_EMPTY, TABLE_MALFORMED, TABLE_HEADER, TABLE_TOO_LARGE
 */
export function csvTable(
	file: string,
	text: string,
	options: TableOptions = PLAIN_TABLE,
	notes: readonly string[] = [],
): Table {
	const said = /^"?sep=(.)"?[ \t]*(\r?\n|\r)/i.exec(text);
	const body = said ? text.slice(said[0].length) : text;
	const delimiter = said?.[1] ?? delimiterOf(body);
	const first = firstRows(body, delimiter);
	const columns = (first[0] ?? []).map((name) => name.trim());
	if (columns.length > MAX_COLUMNS) {
		throw tooLarge(file, `more than ${MAX_COLUMNS} columns`, `${MAX_COLUMNS}`);
	}
	refuseHeader(file, first, columns);
	const table: Table = { file, columns, rows: [], rowNoun: "row", options, notes };
	const rows = rowsOf(file, body, delimiter, columns);
	if (rows.length === 0) {
		throw new GeodataError("TABLE_EMPTY", `${file} has a header and no rows; at least one is needed.`, {
			file,
		});
	}
	refuseHeaderAgain(table, rows);
	return { ...table, rows };
}

/** The delimiter that splits off the most known column names; else the one that splits rows evenly. */
function delimiterOf(text: string): string {
	const scored = DELIMITERS.map((delimiter) => ({
		delimiter,
		known: Math.max(0, ...firstRows(text, delimiter).map(knownNames)),
	}));
	const best = scored.reduce((a, b) => (b.known > a.known ? b : a));
	if (best.known > 0) return best.delimiter;
	const { meta } = Papa.parse<string[]>(text.slice(0, FIRST_CHARACTERS), {
		preview: FIRST_ROWS,
		delimitersToGuess: [...DELIMITERS],
	});
	return meta.delimiter;
}

function firstRows(text: string, delimiter: string): string[][] {
	const { data } = Papa.parse<string[]>(text.slice(0, FIRST_CHARACTERS), { preview: FIRST_ROWS, delimiter });
	return data;
}

function rowsOf(file: string, text: string, delimiter: string, columns: readonly string[]): TableRow[] {
	const rows: TableRow[] = [];
	let number = 0;
	let short = 0;
	let lastWidth = columns.length;
	Papa.parse<string[]>(text.trimEnd(), {
		delimiter,
		step: ({ data: cells, errors }) => {
			number++;
			const quote = errors.find(({ type }) => type === "Quotes");
			if (quote) {
				const hint = quote.code === "MissingQuotes" ? "; the file may be cut off" : "";
				throw malformed(file, number, `: ${quote.message}${hint}`);
			}
			if (number === 1 || cells.every((cell) => cell.trim() === "")) return;
			if (cells.length > columns.length && cells.slice(columns.length).some((cell) => cell.trim() !== "")) {
				throw malformed(
					file,
					number,
					` has ${cells.length} cells; its header has ${columns.length} (${listed(columns)})`,
				);
			}
			lastWidth = cells.length;
			if (lastWidth < columns.length) short++;
			rows.push({ number, cells: columns.map((_, k) => cells[k] ?? ""), place: null });
			if (rows.length > MAX_ROWS) throw tooLarge(file, `more than ${MAX_ROWS} rows`, `${MAX_ROWS}`);
			if (rows.length * columns.length > MAX_TABLE_CELLS) {
				throw tooLarge(file, `more than ${MAX_TABLE_CELLS} cells`, `${MAX_TABLE_CELLS}`);
			}
		},
	});
	// Where every other row is complete and the last has no line end, the file is cut off.
	const isCut = short === 1 && lastWidth < columns.length && rows.length > 1 && !/[\r\n]\s*$/.test(text);
	if (isCut) {
		throw malformed(
			file,
			rows.at(-1)!.number,
			` has ${lastWidth} of ${columns.length} cells and no end of line: the file seems cut off`,
		);
	}
	return rows;
}

/** A title above the header, a header in two rows, or no header. */
function refuseHeader(file: string, rows: readonly (readonly string[])[], columns: readonly string[]): void {
	if (namesPlaces(columns)) {
		const [, second = [], third = []] = rows;
		const isUnder = columns.some((name, k) => name === "" && (second[k] ?? "").trim() !== "");
		if (isUnder && !second.some(isNumber) && third.some(isNumber)) {
			throw header(file, "its header seems to take rows 1 and 2, as merged cells do");
		}
		return;
	}
	const below = rows.findIndex(
		(cells, i) => i > 0 && namesPlaces(cells.map((cell) => cell.trim())) && knownNames(cells) >= 2,
	);
	if (below > 0) {
		const names = rows[below]!.map((cell) => cell.trim()).filter((name) => name !== "");
		throw header(file, `its header seems to be row ${below + 1} (${listed(names)})`);
	}
	const numbers = columns.filter(isNumber);
	if (numbers.length >= 2)
		throw header(file, `it seems to have no header: its first row holds ${listed(numbers.slice(0, 3))}`);
}

function isNumber(cell: string): boolean {
	return /\d/.test(cell) && (markOf(cell) !== null || /^[+-]?\d+$/.test(cell.trim()));
}

function refuseHeaderAgain(table: Table, rows: readonly TableRow[]): void {
	const again = rows.filter(({ cells }) => cells.every((cell, k) => cell.trim() === table.columns[k]));
	if (again.length === 0) return;
	const numbers = again.map(({ number }) => number);
	throw new GeodataError(
		"TABLE_HEADER",
		`${table.file} ${rowsNamed(table, numbers)}: the header again (${listed(table.columns)}); it may stand once, in the first row.`,
		{ file: table.file, rows: numbers.slice(0, 100) },
	);
}

function header(file: string, why: string): GeodataError {
	return new GeodataError("TABLE_HEADER", `${file}: ${why}; allowed is one row of names, the first.`, {
		file,
	});
}

function malformed(file: string, row: number, why: string): GeodataError {
	return new GeodataError("TABLE_MALFORMED", `${file} row ${row}${why}.`, {
		file,
		row,
	});
}

function tooLarge(file: string, has: string, allowed: string): GeodataError {
	return new GeodataError("TABLE_TOO_LARGE", `${file} has ${has}; a table may have at most ${allowed}.`, {
		file,
		allowed: Number(allowed),
	});
}
