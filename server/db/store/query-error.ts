import { GeodataError } from "../../../geodata/units/error.ts";

/** Error fields that both drivers report. */
interface DatabaseReport {
	readonly message: string;
	readonly code?: string | undefined;
	readonly detail?: string | undefined;
	readonly constraint?: string | undefined;
	readonly table?: string | undefined;
	readonly column?: string | undefined;
}

/**
 * The error of a failed statement, equal for both stores. `details.sqlState` gives the cause (23505 duplicate, 23503
 * missing reference, 23514 check, 22P02 bad text form…).
 */
export function queryError(report: DatabaseReport): GeodataError {
	const sqlState = report.code ?? null;
	if (sqlState === "57014") {
		return new GeodataError(
			"STORE_TIMEOUT",
			"A statement took longer than the store allows and was stopped.",
			{
				sqlState,
			},
		);
	}
	const { table } = report;
	const where = [...(table ? [`table ${table}`] : []), ...(sqlState ? [`SQLSTATE ${sqlState}`] : [])].join(
		", ",
	);
	const message = `The store refused a statement: ${inWords(sqlState)}${where === "" ? "" : ` (${where})`}; nothing of it was kept.`;
	return new GeodataError("STORE_QUERY_FAILED", message, {
		sqlState,
		// The database's message, for the log.
		report: report.message,
		detail: report.detail ?? null,
		constraint: report.constraint ?? null,
		table: report.table ?? null,
		column: report.column ?? null,
	});
}

/** From the code alone: the database's message contains internals. */
function inWords(sqlState: string | null): string {
	return CAUSES.find(([code]) => sqlState?.startsWith(code))?.[1] ?? "something it does not say is wrong";
}

const CAUSES: readonly (readonly [code: string, cause: string])[] = [
	["23505", "what was to be written stands there already"],
	["23503", "a row names another that is not there"],
	["23514", "a value is out of its range"],
	["23502", "a value is missing"],
	["22", "a value cannot be kept as it is"],
	["40", "something else changed the same rows meanwhile"],
	["42501", "this user may not do that"],
	["42", "it does not understand it, so program and store do not fit each other"],
	["53100", "its disk is full"],
	["53", "it has no memory or connections left"],
	["54", "a value is larger than it can keep"],
	["58", "it cannot read or write its files"],
];
