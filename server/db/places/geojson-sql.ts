/** A point column as GeoJSON, with all stored digits. */
export function pointJson(column: string): string {
	return `jsonb_build_object('type', 'Point', 'coordinates', ${positionJson(column)})`;
}

/** A point column as `[lng, lat]`. */
export function positionJson(column: string): string {
	return `jsonb_build_array(st_x(${column}), st_y(${column}))`;
}

/** GeoJSON of an area column with the stored precision; a multipolygon with one polygon becomes a polygon. */
export function areaJson(column: string): string {
	return `st_asgeojson(case when st_numgeometries(${column}) = 1 then st_geometryn(${column}, 1) else ${column} end, 7)::jsonb`;
}

/** A column of entrances as `[[lng, lat], …]`, empty where none are known. */
export function entrancesJson(column: string): string {
	return `coalesce(st_asgeojson(${column}, 7)::jsonb -> 'coordinates', '[]')`;
}
