import type { MultiPolygon, Polygon } from "geojson";
import type { QueryRunner } from "../store/store.ts";

/** Waters of a city's base map that contain any of some positions, as areas in degrees. */
export async function watersAt(
	db: QueryRunner,
	cityId: string,
	positions: readonly { readonly lngDeg: number; readonly latDeg: number }[],
): Promise<{ name: string; area: Polygon | MultiPolygon }[]> {
	const rows = await db.query<{ name: string; area: string }>(
		`select b.name, st_asgeojson(b.geom, 7) as area from base_feature b
		where b.city_id = $1 and b.layer = 'water' and st_dimension(b.geom) = 2 and exists (
			select from unnest($2::float8[], $3::float8[]) as place(lng, lat)
			where st_intersects(b.geom, st_setsrid(st_makepoint(place.lng, place.lat), 4326)))
		order by b.feature_no`,
		[cityId, positions.map(({ lngDeg }) => lngDeg), positions.map(({ latDeg }) => latDeg)],
	);
	return rows.map(({ name, area }) => ({ name, area: JSON.parse(area) as Polygon | MultiPolygon }));
}
