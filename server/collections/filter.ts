import { searchText } from "../../geodata/text/search-text.ts";
import { GeodataError } from "../../geodata/units/error.ts";
import { type BBox, isPosition } from "../../geodata/units/position.ts";

/** Filters of a list, as in its query. */
export interface Asked {
	/** Any of these. */
	readonly kind?: readonly string[] | undefined;
	/** All of these. */
	readonly amenity?: readonly string[] | undefined;
	/** Inside or on the edge. */
	readonly bbox?: BBox | undefined;
	/** Part of the name; case and accents are ignored. */
	readonly q?: string | undefined;
}

/** Columns by filter: text for `kind`, a text array for `amenity`, a point for `bbox`, a search name for `q`. */
export type Filters = { readonly [K in keyof Asked]?: string };

/** Adds a parameter and returns its name: `$1`, `$2`, … */
export type AddParam = (value: unknown) => string;

/** SQL condition of a filter on a column; null where the value filters nothing. */
const CONDITIONS: {
	readonly [K in keyof Required<Asked>]: (
		column: string,
		value: NonNullable<Asked[K]>,
		add: AddParam,
	) => string | null;
} = {
	kind: (column, kinds, add) => `${column} = any(${add(kinds)}::text[])`,
	amenity: (column, amenities, add) => `${column} @> ${add(amenities)}::text[]`,
	bbox(column, bbox, add) {
		checkBBox(bbox);
		const [west, south, east, north] = bbox.map((deg) => `${add(deg)}::float8`);
		return `(${column} && st_makeenvelope(${west}, ${south}, ${east}, ${north}, 4326)
			and st_x(${column}) between ${west} and ${east} and st_y(${column}) between ${south} and ${north})`;
	},
	q(column, text, add) {
		const searched = searchText(text);
		return searched === "" ? null : `position(${add(searched)}::text in ${column}) > 0`;
	},
};

/**
 * The SQL conditions of a request.
 * @throws {GeodataError} BBOX_INVALID
 */
export function conditionsOf(filters: Filters, asked: Asked, add: AddParam): string[] {
	const one = <K extends keyof Asked>(name: K): string | null => {
		const value = asked[name];
		if (value === undefined) return null;
		const column = filters[name];
		if (column === undefined) throw new Error(`a list without the filter ${name} was asked for it`);
		return CONDITIONS[name](column, value as NonNullable<Asked[K]>, add);
	};
	return [one("kind"), one("amenity"), one("bbox"), one("q")].filter((condition) => condition !== null);
}

function checkBBox([west, south, east, north]: BBox): void {
	if (isPosition(west, south) && isPosition(east, north) && west <= east && south <= north) return;
	throw new GeodataError(
		"BBOX_INVALID",
		`The bbox ${[west, south, east, north].join(",")} is not west,south,east,north in degrees.`,
		{ value: [west, south, east, north].map(String), allowed: "west,south,east,north in degrees" },
	);
}
