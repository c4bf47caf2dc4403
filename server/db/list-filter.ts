import { GeodataError } from "../../geodata/units/error.ts";
import type { BBox } from "../../geodata/units/position.ts";
import { isPosition } from "../../geodata/units/position.ts";
import type { PageRequest } from "./page.ts";
import { searchText } from "./search-text.ts";

/** What a list of places may be narrowed by; null and undefined are no filter. */
export interface PlaceFilter extends PageRequest {
	readonly cityId: string;
	/** Kinds to list; the caller decides who may see which. */
	readonly kinds?: readonly string[] | undefined;
	readonly bbox?: BBox | null | undefined;
	/** Part of the name, whatever its case and accents. */
	readonly q?: string | null | undefined;
}

/**
 * The conditions on facility `f` that follow from a filter, using parameters $1 … $8:
 * city, kinds, text, west, south, east, north, key to start after.
 */
export const PLACE_CONDITIONS = `
	f.city_id = $1
	and ($2::text[] is null or f.kind_id = any($2))
	and ($3::text is null or position($3 in f.search_name) > 0)
	and ($4::float8 is null or (
		f.geom && st_makeenvelope($4::float8, $5::float8, $6::float8, $7::float8, 4326)
		and st_x(f.geom) between $4 and $6 and st_y(f.geom) between $5 and $7))
	and f.facility_id > $8`;

/** @throws {GeodataError} BBOX_INVALID */
export function placeParams(filter: PlaceFilter, afterKey: string): unknown[] {
	const { cityId, kinds, bbox, q } = filter;
	const text = q === null || q === undefined ? "" : searchText(q);
	if (bbox) checkBBox(bbox);
	return [cityId, kinds ?? null, text === "" ? null : text, ...(bbox ?? [null, null, null, null]), afterKey];
}

function checkBBox([west, south, east, north]: BBox): void {
	if (isPosition(west, south) && isPosition(east, north) && west <= east && south <= north) return;
	throw new GeodataError(
		"BBOX_INVALID",
		`The bbox ${[west, south, east, north].join(",")} is not west,south,east,north in degrees.`,
		{ value: [west, south, east, north].map(String), allowed: "west,south,east,north in degrees" },
	);
}
