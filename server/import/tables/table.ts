import { GeodataError } from "../../../geodata/units/error.ts";
import type { Position } from "../../../geodata/units/position.ts";

/** What a CSV or GeoJSON file holds, before anything is made of it. */
export interface Table {
	/** As it is shown in messages. */
	readonly file: string;
	readonly columns: readonly string[];
	readonly rows: readonly TableRow[];
	/** True where numbers are written 12,5. */
	readonly decimalComma: boolean;
	/** What one row is called in messages. */
	readonly rowNoun: "row" | "feature";
}

export interface TableRow {
	/** As a spreadsheet counts: the header is row 1. Features count from 1. */
	readonly number: number;
	/** One a column; "" where blank. */
	readonly cells: readonly string[];
	/** From GeoJSON; null in a CSV. */
	readonly position: Position | null;
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** The number a cell holds, or NaN: no hexadecimal, no "Infinity", no thousands marks. */
export function numberIn(table: Table, cell: string): number {
	const text = table.decimalComma ? cell.trim().replace(/^([+-]?\d+),(\d+)$/, "$1.$2") : cell.trim();
	return NUMBER.test(text) ? Number(text) : Number.NaN;
}

/** Lower case without blanks, marks and units, so that "Total Population (2020)" meets "totalpopulation2020". */
function plain(name: string): string {
	return name
		.normalize("NFKC")
		.toLowerCase()
		.replace(/[\s_\-.()[\]"'/:°]/g, "");
}

/** Index of the first column called one of `names`, in the order of the names; -1 where none is. */
export function columnOf(table: Table, names: readonly string[]): number {
	const columns = table.columns.map(plain);
	for (const name of names) {
		const index = columns.indexOf(plain(name));
		if (index >= 0) return index;
	}
	return -1;
}

/** Index of the column the user named, exactly or but for case and blanks. */
export function namedColumn(table: Table, name: string): number {
	const exact = table.columns.indexOf(name);
	const index = exact >= 0 ? exact : columnOf(table, [name]);
	if (index >= 0) return index;
	throw new GeodataError(
		"COLUMN_UNKNOWN",
		`${table.file} has no column "${name}"; its columns are ${listed(table.columns)}.`,
		{ value: name, allowed: table.columns },
	);
}

/** "a, b, c and 12 more". */
export function listed(items: readonly (string | number)[], most = 12): string {
	if (items.length === 0) return "none";
	const shown = items.slice(0, most).join(", ");
	return items.length > most ? `${shown} and ${items.length - most} more` : shown;
}

/** "rows 3, 7 and 9 more", to begin a sentence about rows that are wrong. */
export function rowsNamed(table: Table, numbers: readonly number[]): string {
	return `${table.rowNoun}${numbers.length > 1 ? "s" : ""} ${listed(numbers, 5)}`;
}
