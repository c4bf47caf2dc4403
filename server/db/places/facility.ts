import type { FacilityPlace } from "../../../geodata/city/demand.ts";
import type { QueryRunner } from "../store/store.ts";
import { entrancesJson } from "./geojson-sql.ts";

/** All open facilities of a service's kinds, by id: the input of a coverage. */
export async function facilitiesForService(
	db: QueryRunner,
	cityId: string,
	serviceId: string,
): Promise<FacilityPlace[]> {
	const rows = await db.query<{
		facilityId: string;
		kind: string;
		name: string;
		lngDeg: number;
		latDeg: number;
		entrances: [number, number][];
		isArea: boolean;
	}>(
		`select f.facility_id as "facilityId", f.kind_id as kind, f.name, st_x(f.geom) as "lngDeg",
			st_y(f.geom) as "latDeg", ${entrancesJson("f.entrances")} as entrances,
			f.attributes -> 'isArea' is not distinct from 'true'::jsonb as "isArea"
		from facility f join service_kind sk using (kind_id)
		where f.city_id = $1 and sk.service_id = $2 and f.attributes -> 'open' is distinct from 'false'::jsonb
		order by f.facility_id`,
		[cityId, serviceId],
	);
	return rows;
}
