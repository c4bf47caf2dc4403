import type { BaseLayer } from "../../geodata/city/city-input.ts";
import type { StreetClass } from "../../geodata/graph/street-source.ts";
import { largeEnough, type TileSource } from "./tile-source.ts";

/** Minimum zoom of each class of street; fewer classes at low zoom keep tiles small. */
const STREET_ZOOM: Readonly<Record<StreetClass, number>> = {
	motorway: 0,
	trunk: 0,
	primary: 7,
	secondary: 9,
	tertiary: 11,
	unclassified: 12,
	residential: 12,
	living_street: 13,
	pedestrian: 13,
	service: 14,
	track: 14,
	cycleway: 14,
	footway: 14,
	path: 14,
	steps: 14,
	crossing: 15,
	platform: 15,
	corridor: 15,
	elevator: 15,
	bridleway: 14,
};

function baseLayer(layer: BaseLayer, shownAt: TileSource["shownAt"]): TileSource {
	return {
		table: "base_feature",
		cityId: "city_id",
		geom: "geom_3857",
		properties: {
			kind: { sql: "kind", type: "String" },
			name: { sql: "nullif(name, '')", type: "String" },
			nameEn: { sql: "nullif(name_en, '')", type: "String" },
			rank: { sql: "rank", type: "Number" },
			bridge: { sql: "nullif(bridge, false)", type: "Boolean" },
			tunnel: { sql: "nullif(tunnel, false)", type: "Boolean" },
		},
		shownAt(z, pixelM) {
			const shown = shownAt(z, pixelM);
			return shown === null ? null : `layer = '${layer}' and ${shown}`;
		},
		order: "rank, feature_no",
	};
}

/** Labels of areas as one point each: an area's label would be repeated in every tile it touches. */
const NAME_MIN_PIXELS = 1200;
const LABELS: TileSource = {
	...baseLayer("water", () => null),
	properties: {
		of: { sql: "layer", type: "String" },
		name: { sql: "name", type: "String" },
		nameEn: { sql: "nullif(name_en, '')", type: "String" },
		rank: { sql: "rank", type: "Number" },
	},
	drawn: "st_pointonsurface(geom_3857)",
	shownAt(z, pixelM) {
		const large = z >= 16 ? "true" : `st_area(geom_3857) >= ${NAME_MIN_PIXELS * pixelM ** 2}`;
		return `layer in ('water', 'green') and name <> '' and st_dimension(geom_3857) = 2
			and kind not in ('river', 'canal', 'stream', 'ditch', 'drain') and ${large}`;
	},
};

const areaLayer = (layer: BaseLayer, minZoom: number): TileSource =>
	baseLayer(layer, (z, pixelM) => (z < minZoom ? null : largeEnough("st_area(geom_3857)", pixelM)));

/** Layers of the base map, in the order of TileJSON. */
export const BASE_TILE_SOURCES = {
	land: areaLayer("land", 9),
	water: areaLayer("water", 0),
	waterway: baseLayer("waterway", (z) =>
		z < 9 ? "kind in ('river', 'coastline')" : z < 12 ? "kind in ('river', 'canal', 'coastline')" : "true",
	),
	green: areaLayer("green", 9),
	building: areaLayer("building", 13),
	label: LABELS,
	railway: baseLayer("railway", (z) => (z < 8 ? null : z < 12 ? "kind = 'rail'" : "true")),
	wall: baseLayer("wall", (z) => (z < 14 ? null : "true")),
	street: {
		table: "street",
		cityId: "city_id",
		geom: "geom_3857",
		properties: {
			class: { sql: "class", type: "String" },
			name: { sql: "nullif(name, '')", type: "String" },
			bridge: { sql: "nullif(flags & 4 > 0, false)", type: "Boolean" },
			tunnel: { sql: "nullif(flags & 8 > 0, false)", type: "Boolean" },
			link: { sql: "nullif(flags & 32 > 0, false)", type: "Boolean" },
			walk: { sql: "flags & 3 > 0", type: "Boolean" },
		},
		shownAt(z) {
			const classes = Object.entries(STREET_ZOOM).filter(([, minZoom]) => z >= minZoom);
			return `class in (${classes.map(([name]) => `'${name}'`).join(", ")})`;
		},
		order: "street_no",
	},
	place: baseLayer("place", () => "true"),
	boundary: {
		table: "city",
		cityId: "city_id",
		geom: "boundary_3857",
		properties: { name: { sql: "name", type: "String" }, nameEn: { sql: "name_en", type: "String" } },
		shownAt: () => "true",
		order: "city_id",
	},
	town: {
		table: "town",
		cityId: "city_id",
		geom: "geom_3857",
		properties: {
			townId: { sql: "town_id", type: "String" },
			name: { sql: "name", type: "String" },
			nameEn: { sql: "name_en", type: "String" },
			unit: { sql: "unit", type: "String" },
		},
		shownAt: () => "true",
		order: "town_id",
	},
} satisfies Readonly<Record<string, TileSource>>;
