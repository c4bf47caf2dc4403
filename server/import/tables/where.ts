import { GeodataError } from "../../../geodata/units/error.ts";
import { namedColumn, numberIn, type Table, type TableRow } from "./table.ts";

const FORM = /^\s*(.+?)\s*(>=|<=|!=|>|<|=)\s*(.*?)\s*$/;

/**
 * Rows for which `column op value` holds; op is one of > >= < <= = !=. Both sides are compared as numbers where
 * both are, as text with = and != otherwise; a blank is smaller, larger and equal to nothing.
 *
 * @throws {GeodataError} WHERE_INVALID, COLUMN_UNKNOWN
 */
export function rowsWhere(table: Table, where: string): TableRow[] {
	const parts = FORM.exec(where);
	if (!parts) throw invalid(where, "it has no operator");
	const [, name = "", operator = "", text = ""] = parts;
	const column = namedColumn(table, name);
	const wanted = numberIn({ ...table, decimalComma: false }, text);
	const isOrdering = operator !== "=" && operator !== "!=";
	if (isOrdering && Number.isNaN(wanted)) throw invalid(where, `"${text}" is not a number`);
	return table.rows.filter(({ cells }) => {
		const cell = cells[column]?.trim() ?? "";
		const value = numberIn(table, cell);
		const isEqual = Number.isNaN(wanted) || Number.isNaN(value) ? cell === text : value === wanted;
		if (operator === "=") return isEqual;
		if (operator === "!=") return !isEqual;
		if (operator === ">") return value > wanted;
		if (operator === ">=") return value >= wanted;
		return operator === "<" ? value < wanted : value <= wanted;
	});
}

function invalid(where: string, why: string): GeodataError {
	return new GeodataError(
		"WHERE_INVALID",
		`"${where}" cannot be understood, ${why}; allowed is a column, one of > >= < <= = != and a value, in quotes: "healthcare>0".`,
		{ value: where },
	);
}
