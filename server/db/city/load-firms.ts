import type { CityInput, FirmInput } from "../../../geodata/city/city-input.ts";
import { GeodataError } from "../../../geodata/units/error.ts";
import { bulkInsert, type LoadControl } from "../store/bulk-insert.ts";
import type { QueryRunner } from "../store/store.ts";
import type { RowOrigin } from "./load-facilities.ts";

/** Inserts firms and grades; must run before compounds, which refer to their firm. */
export async function insertFirms(
	tx: QueryRunner,
	firms: readonly FirmInput[],
	origin: RowOrigin,
	control: LoadControl,
): Promise<void> {
	await bulkInsert(
		tx,
		{
			table: "firm",
			rows: firms,
			columns: [
				["firm_id", "text", (row) => row.firmId],
				["name", "text", (row) => row.name],
			],
			fixed: { ...origin },
		},
		control,
	);
	await bulkInsert(
		tx,
		{
			table: "firm_grade",
			rows: firms.flatMap(({ firmId, grades }) => grades.map((grade) => ({ firmId, ...grade }))),
			columns: [
				["firm_id", "text", (row) => row.firmId],
				["year", "int", (row) => row.year],
				["quarter", "int", (row) => row.quarter],
				["grade", "text", (row) => row.grade],
				["score", "float8", (row) => row.score],
			],
			fixed: { ...origin },
		},
		control,
	);
}

/**
 * The firm of each compound by the compound's id; compounds without a firm are missing.
 * @throws {GeodataError} FIRM_COMPOUND_UNKNOWN, FIRM_COMPOUND_TAKEN
 */
export function firmOfCompound({
	firms,
	compounds,
}: Pick<CityInput, "firms" | "compounds">): ReadonlyMap<string, string> {
	const known = new Set(compounds.map(({ compoundId }) => compoundId));
	const firmOf = new Map<string, string>();
	for (const { firmId, compoundIds } of firms) {
		for (const compoundId of compoundIds) {
			if (!known.has(compoundId)) {
				throw new GeodataError(
					"FIRM_COMPOUND_UNKNOWN",
					`The firm ${firmId} serves the compound ${compoundId}, which the city does not have.`,
					{ value: compoundId, firmId },
				);
			}
			const other = firmOf.get(compoundId);
			if (other !== undefined) {
				throw new GeodataError(
					"FIRM_COMPOUND_TAKEN",
					`The compound ${compoundId} is served by ${other} and by ${firmId}; allowed is one firm.`,
					{ value: compoundId, firmIds: [other, firmId] },
				);
			}
			firmOf.set(compoundId, firmId);
		}
	}
	return firmOf;
}
