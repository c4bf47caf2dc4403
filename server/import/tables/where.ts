import { GeodataError } from "../../../geodata/units/error.ts";
import { markOfColumn, numberIn, numbersOf } from "./number-format.ts";
import { markOfPlaces } from "./raw-places.ts";
import { namedColumn, type Table, type TableRow } from "./table.ts";

const FORM = /^\s*(.+?)\s*(>=|<=|!=|>|<|=)\s*(.*?)\s*$/;

/**
 * Rows for which `column op value` holds; op is one of > >= < <= = !=. Two numbers are compared as numbers,
 * anything else as text, with = and != only; a blank is never smaller, larger or equal.
 *
 * @throws {GeodataError} WHERE_INVALID, COLUMN_UNKNOWN, NUMBER_FORMAT
 */
export function rowsWhere(table: Table, where: string): TableRow[] {
	const parts = FORM.exec(where);
	if (!parts) throw invalid(where, "it has no operator");
	const [, name = "", operator = "", text = ""] = parts;
	const column = namedColumn(table, name);
	const wanted = numberIn(text, ".");
	const isOrdering = operator !== "=" && operator !== "!=";
	if (isOrdering && Number.isNaN(wanted)) throw invalid(where, `"${text}" is not a number`);
	const values = valuesOf(table, column, isOrdering);
	return table.rows.filter(({ cells }, i) => {
		const cell = cells[column]?.trim() ?? "";
		const value = values[i]!;
		const isEqual = Number.isNaN(wanted) || Number.isNaN(value) ? cell === text : value === wanted;
		if (operator === "=") return isEqual;
		if (operator === "!=") return !isEqual;
		if (operator === ">") return value > wanted;
		if (operator === ">=") return value >= wanted;
		return operator === "<" ? value < wanted : value <= wanted;
	});
}

/** The numbers of a column. Text that is ambiguous as a number may still equal a text. */
function valuesOf(table: Table, column: number, isOrdering: boolean): number[] {
	if (isOrdering) return numbersOf(table, table.rows, column, markOfPlaces(table)).values;
	const mark = markOfColumn(table, table.rows, column, markOfPlaces(table));
	return table.rows.map(({ cells }) => (mark === null ? Number.NaN : numberIn(cells[column] ?? "", mark)));
}

function invalid(where: string, why: string): GeodataError {
	return new GeodataError(
		"WHERE_INVALID",
		`"${where}" cannot be understood, ${why}; allowed is a column, one of > >= < <= = != and a value, in quotes: "healthcare>0".`,
		{ value: where },
	);
}
