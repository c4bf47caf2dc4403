import Papa from "papaparse";
import type { CoverageResponse } from "../../geodata/contract/coverage.ts";
import { ledgerColumns, ledgerRows } from "./ledger-columns.ts";

/** Marks the file as UTF-8 for Excel. */
const BYTE_ORDER_MARK = "\uFEFF";

/**
 * The ledger as CSV: UTF-8 with byte-order mark, one row per community and the total last. Names cannot run as
 * formulas.
 */
export function ledgerCsv(response: CoverageResponse): string {
	const columns = ledgerColumns(response);
	const rows = ledgerRows(response).map((row) => columns.map(({ value }) => value(row)));
	const csv = Papa.unparse(
		{ fields: columns.map(({ header }) => header), data: rows },
		{ escapeFormulae: true },
	);
	return `${BYTE_ORDER_MARK}${csv}\r\n`;
}
