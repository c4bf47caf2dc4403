import type { ParkInput } from "../../../geodata/city/city-input.ts";
import { bulkInsert, type LoadControl } from "../store/bulk-insert.ts";
import { areaWkb } from "../store/encode-wkb.ts";
import type { QueryRunner } from "../store/store.ts";
import { PLACE_COLUMNS, type RowOrigin } from "./load-facilities.ts";

/** A park is a facility at a point inside its polygon, plus a row with the polygon. */
export async function insertParks(
	tx: QueryRunner,
	parks: readonly ParkInput[],
	origin: RowOrigin,
	control: LoadControl,
): Promise<void> {
	await bulkInsert<ParkInput>(
		tx,
		{
			table: "facility",
			rows: parks,
			columns: [
				["facility_id", "text", (row) => row.parkId],
				["geom", "inside", (row) => areaWkb(row.polygon)],
				...PLACE_COLUMNS,
			],
			fixed: { ...origin },
		},
		control,
	);
	await bulkInsert(
		tx,
		{
			table: "park",
			rows: parks,
			columns: [
				["park_id", "text", (row) => row.parkId],
				["geom", "area", (row) => areaWkb(row.polygon)],
				["area_m2", "float8", (row) => row.areaM2],
				["built_year", "int", (row) => row.builtYear],
				["amenities", "textlist", (row) => JSON.stringify(row.amenities)],
				["story", "text", (row) => row.story],
			],
			fixed: { city_id: origin.city_id },
		},
		control,
	);
}
