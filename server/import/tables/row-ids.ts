import { GeodataError } from "../../../geodata/units/error.ts";
import { CLASS_NAMES, ID_NAMES } from "./column-names.ts";
import { indicesOf, namedColumn, plain, shortened, type Table, type TableRow } from "./table.ts";

/** Longer values are not ids and cannot be looked up. */
const MAX_ID_LENGTH = 200;

/**
 * The ids of rows: from the given column, or the first column with an id name and unique values, or the row numbers. A
 * class column such as `code` is skipped where it repeats.
 *
 * @throws {GeodataError} ID_DUPLICATE where every column with an id name repeats, ID_TOO_LONG
 */
export function rowIds(table: Table, rows: readonly TableRow[]): { ids: string[]; notes: string[] } {
	const { idColumn } = table.options;
	const own = idColumn === null ? columnsCalled(table, ID_NAMES) : [namedColumn(table, idColumn)];
	const classes = idColumn === null ? columnsCalled(table, CLASS_NAMES) : [];
	const [first] = own;
	for (const column of [...own, ...classes]) {
		if (duplicate(table, rows, column) !== null) continue;
		const ids = rows.map((row) => idOf(table, row, column));
		const long = ids.findIndex((id) => id.length > MAX_ID_LENGTH);
		if (long >= 0) {
			throw new GeodataError(
				"ID_TOO_LONG",
				`${table.file} ${table.rowNoun} ${rows[long]!.number} has an id of ${ids[long]!.length} characters, "${shortened(ids[long]!)}"; allowed are ${MAX_ID_LENGTH}.`,
				{ file: table.file, row: rows[long]!.number },
			);
		}
		return { ids, notes: [`ids of ${table.columns[column]}`] };
	}
	if (first !== undefined) {
		const [row, other, id] = duplicate(table, rows, first)!;
		throw new GeodataError(
			"ID_DUPLICATE",
			`${table.file} ${table.rowNoun}s ${row} and ${other} both have the id "${shortened(id)}"; an id may stand once.`,
			{ file: table.file, rows: [row, other], value: id },
		);
	}
	const [repeated] = classes;
	return {
		ids: rows.map((row) => idOf(table, row, -1)),
		notes:
			repeated === undefined ? [] : [`${table.columns[repeated]} repeats and is no id, rows are numbered`],
	};
}

function columnsCalled(table: Table, names: readonly string[]): number[] {
	return names.flatMap((name) => indicesOf(table, (column) => plain(column) === plain(name)));
}

function idOf(table: Table, row: TableRow, column: number): string {
	const own = column < 0 ? "" : (row.cells[column]?.trim() ?? "");
	return own === "" ? `${table.rowNoun}-${row.number}` : own;
}

/** The first two rows with the same id in a column, and that id. */
function duplicate(
	table: Table,
	rows: readonly TableRow[],
	column: number,
): [row: number, other: number, id: string] | null {
	const rowOf = new Map<string, number>();
	for (const row of rows) {
		const id = idOf(table, row, column);
		const other = rowOf.get(id);
		if (other !== undefined) return [other, row.number, id];
		rowOf.set(id, row.number);
	}
	return null;
}
