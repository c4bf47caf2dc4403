import { GeodataError } from "../../../geodata/units/error.ts";
import type { Position } from "../../../geodata/units/position.ts";
import type { Area } from "../geos.ts";
import type { TableOptions } from "./table-options.ts";

/** The raw content of a CSV or GeoJSON file. */
export interface Table {
	/** Its name in messages. */
	readonly file: string;
	readonly columns: readonly string[];
	readonly rows: readonly TableRow[];
	/** What a row is called in messages. */
	readonly rowNoun: "row" | "feature";
	readonly options: TableOptions;
	/** Assumptions made when reading, for the report. */
	readonly notes: readonly string[];
}

export interface TableRow {
	/** Spreadsheet numbering: the header is row 1. Features count from 1. */
	readonly number: number;
	/** One per column; "" where blank. */
	readonly cells: readonly string[];
	/** From GeoJSON; null in a CSV. */
	readonly place: RowPlace | null;
}

export interface RowPlace {
	/** As in the file, before conversion of the datum. */
	readonly position: Position;
	/** Half the diagonal of an area's box, metres; null for a point or line. */
	readonly radiusM: number | null;
	/** The area itself, as in the file; null for a point or line. */
	readonly area: Area | null;
}

/** A table with more columns is not one of places; more cells exceed the memory of a small machine. */
export const MAX_COLUMNS = 2000;
export const MAX_ROWS = 2_000_000;
export const MAX_TABLE_CELLS = 20_000_000;

/** Lower case without blanks, punctuation and units, so that "Total Population (2020)" matches "totalpopulation2020". */
export function plain(name: string): string {
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

/** Index of the column the user named; case and blanks are ignored if there is no exact match. */
export function namedColumn(table: Table, name: string): number {
	const exact = indicesOf(table, (column) => column === name);
	const [index, twin] =
		exact.length > 0 ? exact : indicesOf(table, (column) => plain(column) === plain(name));
	if (index !== undefined && twin === undefined) return index;
	if (index === undefined) {
		throw new GeodataError(
			"COLUMN_UNKNOWN",
			`${table.file} has no column "${name}"; its columns are ${listed(table.columns)}.`,
			{ value: name, allowed: table.columns.slice(0, 100) },
		);
	}
	throw new GeodataError(
		"COLUMN_TWICE",
		`${table.file} has the column "${name}" more than once (columns ${index + 1} and ${twin! + 1}); a column may be called so once.`,
		{ value: name },
	);
}

export function indicesOf(table: Table, fits: (column: string) => boolean): number[] {
	return table.columns.flatMap((column, i) => (fits(column) ? [i] : []));
}

/** "a, b, c and 12 more", long items shortened. */
export function listed(items: readonly (string | number)[], most = 12): string {
	if (items.length === 0) return "none";
	const shown = items.slice(0, most).map(shortened).join(", ");
	return items.length > most ? `${shown} and ${items.length - most} more` : shown;
}

/** A cell as displayed in a message. */
export function shortened(text: string | number): string {
	const one = String(text);
	return one.length > 60 ? `${one.slice(0, 57)}…` : one;
}

/** "rows 3, 7 and 9 more", to begin a sentence about invalid rows. */
export function rowsNamed(table: Table, numbers: readonly number[]): string {
	return `${table.rowNoun}${numbers.length > 1 ? "s" : ""} ${listed(numbers, 5)}`;
}
