import type { SnapshotFigures } from "../../../geodata/coverage/snapshot-figures.ts";
import { bulkInsert, type LoadControl } from "../store/bulk-insert.ts";
import type { QueryRunner } from "../store/store.ts";
import type { RowOrigin } from "./load-facilities.ts";

export async function insertSnapshots(
	tx: QueryRunner,
	snapshots: readonly SnapshotFigures[],
	origin: RowOrigin,
	control: LoadControl,
): Promise<void> {
	await bulkInsert(
		tx,
		{
			table: "coverage_snapshot",
			rows: snapshots,
			columns: [
				["taken_on", "date", (row) => row.date],
				["service_id", "text", (row) => row.serviceId],
				["rule_id", "text", (row) => row.ruleId],
				["profile_id", "text", (row) => row.profileId],
				["facilities", "int", (row) => row.facilities],
				["people", "bigint", (row) => row.people],
				["covered_people", "bigint", (row) => row.coveredPeople],
				["by_community", "jsonb", (row) => JSON.stringify(row.byCommunity)],
				["sample", "bool", (row) => row.sample],
			],
			fixed: {
				city_id: origin.city_id,
				source: origin.source,
				datum_in: origin.datum_in,
				changed_by: origin.changed_by,
			},
		},
		control,
	);
}
