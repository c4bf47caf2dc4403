import { GeodataError } from "../../../geodata/units/error.ts";
import { rowsNamed, shortened, type Table, type TableRow } from "./table.ts";
import { type DecimalMark, NUMBER_FORMATS } from "./table-options.ts";

/**
 * Digits, optionally in groups of three not starting with 0; then decimals, then an exponent. No hexadecimal, no
 * "Infinity", no groups of four.
 */
const PATTERNS: Readonly<Record<DecimalMark, RegExp>> = {
	".": /^[+-]?(?:\d+|[1-9]\d{0,2}(?:([, '])\d{3})(?:\1\d{3})*)?(?:(?<=\d)\.\d*|\.\d+)?(?:(?<=[\d.])e[+-]?\d+)?$/i,
	",": /^[+-]?(?:\d+|[1-9]\d{0,2}(?:([. '])\d{3})(?:\1\d{3})*)?(?:(?<=\d),\d*|,\d+)?(?:(?<=[\d,])e[+-]?\d+)?$/i,
};

/** The number of a cell with the decimal mark `mark`, or NaN. */
export function numberIn(cell: string, mark: DecimalMark): number {
	const text = written(cell);
	if (text === "" || !PATTERNS[mark].test(text)) return Number.NaN;
	const grouped = mark === "." ? text.replace(/[, ']/g, "") : text.replace(/[. ']/g, "").replace(",", ".");
	return Number(grouped);
}

/** The number format that a cell implies; null where it reads as the same number in both formats. */
export function markOf(cell: string): DecimalMark | "open" | null {
	const [point, comma] = [numberIn(cell, "."), numberIn(cell, ",")];
	if (Number.isNaN(point)) return Number.isNaN(comma) ? null : ",";
	if (Number.isNaN(comma)) return ".";
	return point === comma ? null : "open";
}

/**
 * The decimal mark of a column, by all of its cells; where they are ambiguous, that of the table's coordinates. Null
 * where both are open.
 *
 * @param ofTable The mark of the coordinates; null where they have none.
 * @throws {GeodataError} NUMBER_FORMAT where cells contradict each other or the coordinates
 */
export function markOfColumn(
	table: Table,
	rows: readonly TableRow[],
	column: number,
	ofTable: DecimalMark | null,
): DecimalMark | null {
	if (table.options.decimalMark !== null) return table.options.decimalMark;
	const marked = rows.map((row) => ({ row, mark: markOf(row.cells[column] ?? "") }));
	const point = marked.find(({ mark }) => mark === ".");
	const comma = marked.find(({ mark }) => mark === ",");
	if (point && comma) {
		throw refused(
			table,
			column,
			[point.row, comma.row],
			`"${cellOf(point.row, column)}" and "${cellOf(comma.row, column)}", which are written in two ways`,
		);
	}
	const own = point ? "." : comma ? "," : null;
	if (own !== null && ofTable !== null && own !== ofTable) {
		const rowsSo = marked.filter(({ mark }) => mark === own).map(({ row }) => row);
		throw refused(
			table,
			column,
			rowsSo,
			`"${cellOf(rowsSo[0]!, column)}" with ${inWords(own)}, while the coordinates have ${inWords(ofTable)}`,
		);
	}
	if (own !== null || ofTable !== null) return own ?? ofTable;
	return marked.some(({ mark }) => mark === "open") ? null : ".";
}

/**
 * The numbers of a column; NaN where a cell has none.
 *
 * @throws {GeodataError} NUMBER_FORMAT where "1,234" may be 1234 or 1.234
 */
export function numbersOf(
	table: Table,
	rows: readonly TableRow[],
	column: number,
	ofTable: DecimalMark | null,
): { values: number[]; note: string | null } {
	const mark = markOfColumn(table, rows, column, ofTable);
	const isOpen = (row: TableRow) => markOf(row.cells[column] ?? "") === "open";
	if (mark === null) {
		const open = rows.filter(isOpen);
		const cell = cellOf(open[0]!, column);
		throw refused(
			table,
			column,
			open,
			`"${cell}", which is ${numberIn(cell, ".")} or ${numberIn(cell, ",")}`,
		);
	}
	const values = rows.map(({ cells }) => numberIn(cells[column] ?? "", mark));
	const grouped = rows.find((row) => isOpen(row) || GROUPED.test(written(row.cells[column] ?? "")));
	const note = grouped
		? `${table.columns[column]} "${cellOf(grouped, column)}" as ${numberIn(cellOf(grouped, column), mark)}`
		: null;
	return { values, note };
}

const GROUPED = /\d[., ']\d{3}[., ']|\d[ ']\d{3}/;

/** Normalizes a cell: wide digits to ASCII, non-breaking spaces to spaces, every minus to "-". */
function written(cell: string): string {
	return cell.normalize("NFKC").trim().replace(/−/g, "-").replace(/[’‘`]/g, "'");
}

function cellOf(row: TableRow, column: number): string {
	return (row.cells[column] ?? "").trim();
}

function inWords(mark: DecimalMark): string {
	return mark === "." ? "a decimal point" : "a decimal comma";
}

function refused(table: Table, column: number, rows: readonly TableRow[], why: string): GeodataError {
	const formats = Object.keys(NUMBER_FORMATS).map(
		(format) => `${table.options.prefix}number-format ${format}`,
	);
	return new GeodataError(
		"NUMBER_FORMAT",
		`${table.file} ${rowsNamed(
			table,
			rows.map(({ number }) => number),
		)}: ${shortened(table.columns[column] ?? "")} is ${why}; say how it is written with ${formats.join(" or ")}.`,
		{ file: table.file, rows: rows.slice(0, 100).map(({ number }) => number), count: rows.length },
	);
}
