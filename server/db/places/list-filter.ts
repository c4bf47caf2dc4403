import { searchText } from "../../../geodata/text/search-text.ts";
import { GeodataError } from "../../../geodata/units/error.ts";
import type { BBox } from "../../../geodata/units/position.ts";
import { isPosition } from "../../../geodata/units/position.ts";
import type { PageRequest } from "./page.ts";

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
	and ${inBox("f.geom", 4)}
	and f.facility_id > $8`;

/** The condition that a point lies in a box or on its edge, by four parameters from `first` on; true where they are null. */
export function inBox(point: string, first: number): string {
	const [west, south, east, north] = [first, first + 1, first + 2, first + 3].map((n) => `$${n}::float8`);
	return `(${west} is null or (
		${point} && st_makeenvelope(${west}, ${south}, ${east}, ${north}, 4326)
		and st_x(${point}) between ${west} and ${east} and st_y(${point}) between ${south} and ${north}))`;
}

/**
 * What {@link inBox} takes.
 * @throws {GeodataError} BBOX_INVALID
 */
export function boxParams(bbox: BBox | null | undefined): readonly (number | null)[] {
	if (!bbox) return [null, null, null, null];
	checkBBox(bbox);
	return bbox;
}

/** @throws {GeodataError} BBOX_INVALID */
export function placeParams(filter: PlaceFilter, afterKey: string): unknown[] {
	const { cityId, kinds, bbox, q } = filter;
	const text = q === null || q === undefined ? "" : searchText(q);
	return [cityId, kinds ?? null, text === "" ? null : text, ...boxParams(bbox), afterKey];
}

function checkBBox([west, south, east, north]: BBox): void {
	if (isPosition(west, south) && isPosition(east, north) && west <= east && south <= north) return;
	throw new GeodataError(
		"BBOX_INVALID",
		`The bbox ${[west, south, east, north].join(",")} is not west,south,east,north in degrees.`,
		{ value: [west, south, east, north].map(String), allowed: "west,south,east,north in degrees" },
	);
}
