import { GeodataError } from "../../geodata/units/error.ts";

/** What both drivers tell of an error the database itself reported. */
interface DatabaseReport {
	readonly message: string;
	readonly code?: string | undefined;
	readonly detail?: string | undefined;
	readonly constraint?: string | undefined;
	readonly table?: string | undefined;
	readonly column?: string | undefined;
}

/**
 * The one shape of a failed statement on both stores. `details.sqlState` tells causes apart
 * (23505 duplicate, 23503 missing reference, 23514 check, 22P02 bad text form…).
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
	return new GeodataError("STORE_QUERY_FAILED", `The database refused a statement: ${report.message}.`, {
		sqlState,
		detail: report.detail ?? null,
		constraint: report.constraint ?? null,
		table: report.table ?? null,
		column: report.column ?? null,
	});
}
