import type { Parks } from "../../../geodata/contract/feature.ts";
import type { QueryRunner } from "../store/store.ts";
import { entrancesJson } from "./facility.ts";
import { PLACE_CONDITIONS, type PlaceFilter, placeParams } from "./list-filter.ts";
import { pageBounds, toPage } from "./page.ts";

type Park = Parks["features"][number];
type Area = Park["geometry"];

interface ParkRow extends Omit<Park["properties"], "centre">, Record<string, unknown> {
	lng: number;
	lat: number;
	geometry: Area;
}

/** GeoJSON of an area column at the precision it is stored with; a multipolygon of one is written as a polygon. */
export function areaJson(column: string): string {
	return `st_asgeojson(case when st_numgeometries(${column}) = 1 then st_geometryn(${column}, 1) else ${column} end, 7)::jsonb`;
}

export interface ParkFilter extends PlaceFilter {
	/** Only parks that have all of these. */
	readonly amenities?: readonly string[] | undefined;
}

/**
 * Parks with their shape, by id, a page at a time.
 * @throws {GeodataError} LIMIT_OUT_OF_RANGE, CURSOR_INVALID, BBOX_INVALID
 */
export async function listParks(db: QueryRunner, filter: ParkFilter): Promise<Parks> {
	const { rowLimit, afterKey } = pageBounds(filter);
	const rows = await db.query<ParkRow>(
		`select f.facility_id as "parkId", f.kind_id as kind, f.name, t.name as town,
			f.community_code as "communityCode", p.area_m2 as "areaM2", p.built_year as "builtYear", p.amenities,
			p.story, ${entrancesJson("f.entrances")} as entrances, f.sample, f.version, st_x(f.geom) as lng, st_y(f.geom) as lat,
			${areaJson("p.geom")} as geometry
		from facility f join park p on p.city_id = f.city_id and p.park_id = f.facility_id
			left join town t on t.city_id = f.city_id and t.town_id = f.town_id
		where ${PLACE_CONDITIONS} and ($9::text[] is null or p.amenities @> $9)
		order by f.facility_id limit $10`,
		[...placeParams(filter, afterKey), filter.amenities ?? null, rowLimit],
	);
	const { items, nextCursor } = toPage(rows, filter, (row) => row.parkId);
	return {
		type: "FeatureCollection",
		features: items.map(({ lng, lat, geometry, ...properties }) => ({
			type: "Feature",
			id: properties.parkId,
			geometry,
			properties: { ...properties, centre: [lng, lat] },
		})),
		nextCursor,
		sample: items.some((row) => row.sample),
	};
}
