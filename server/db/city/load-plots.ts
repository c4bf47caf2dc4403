import type { PlotInput } from "../../../geodata/city/city-input.ts";
import { bulkInsert, type LoadControl } from "../store/bulk-insert.ts";
import { areaWkb, multiPointWkb } from "../store/encode-wkb.ts";
import type { QueryRunner } from "../store/store.ts";
import type { RowOrigin } from "./load-facilities.ts";

export async function insertPlots(
	tx: QueryRunner,
	plots: readonly PlotInput[],
	origin: RowOrigin,
	control: LoadControl,
): Promise<void> {
	await bulkInsert(
		tx,
		{
			table: "plot",
			rows: plots,
			columns: [
				["plot_id", "text", (row) => row.plotId],
				["kind", "text", (row) => row.kind],
				["name", "text", (row) => row.name],
				["geom", "area", (row) => areaWkb(row.polygon)],
				["centre", "inside", (row) => areaWkb(row.polygon)],
				["entrances", "wkb", (row) => multiPointWkb(row.entrances)],
				["area_m2", "float8", (row) => row.areaM2],
				["cost_yuan", "bigint", (row) => row.costYuan],
				["town_id", "text", (row) => row.townId],
				["community_code", "text", (row) => row.communityCode],
			],
			fixed: { ...origin },
		},
		control,
	);
}
