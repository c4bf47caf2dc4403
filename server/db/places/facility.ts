import type { FacilityPlace } from "../../../geodata/city/demand.ts";
import type { Facilities } from "../../../geodata/contract/feature.ts";
import type { QueryRunner } from "../store/store.ts";
import { PLACE_CONDITIONS, type PlaceFilter, placeParams } from "./list-filter.ts";
import { pageBounds, toPage } from "./page.ts";

type FacilityProperties = Facilities["features"][number]["properties"];

interface FacilityRow extends FacilityProperties, Record<string, unknown> {
	lng: number;
	lat: number;
}

/** A column of entrances as `[[lng, lat], …]`, empty where none is known. */
export function entrancesJson(column: string): string {
	return `coalesce(st_asgeojson(${column}, 7)::jsonb -> 'coordinates', '[]')`;
}

/**
 * Facilities by id, a page at a time.
 * @throws {GeodataError} LIMIT_OUT_OF_RANGE, CURSOR_INVALID, BBOX_INVALID
 */
export async function listFacilities(db: QueryRunner, filter: PlaceFilter): Promise<Facilities> {
	const { rowLimit, afterKey } = pageBounds(filter);
	const rows = await db.query<FacilityRow>(
		`select f.facility_id as "facilityId", f.kind_id as kind, f.name, t.name as town,
			f.community_code as "communityCode", ${entrancesJson("f.entrances")} as entrances, f.attributes, f.sample, f.verified,
			f.version, st_x(f.geom) as lng, st_y(f.geom) as lat
		from facility f left join town t using (city_id, town_id)
		where ${PLACE_CONDITIONS}
		order by f.facility_id limit $9`,
		[...placeParams(filter, afterKey), rowLimit],
	);
	const { items, nextCursor } = toPage(rows, filter, (row) => row.facilityId);
	return {
		type: "FeatureCollection",
		features: items.map(({ lng, lat, ...properties }) => ({
			type: "Feature",
			id: properties.facilityId,
			geometry: { type: "Point", coordinates: [lng, lat] },
			properties,
		})),
		nextCursor,
		sample: items.some((row) => row.sample),
	};
}

/** Every open facility of the kinds that give a service, by id: what coverage is computed from. */
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
