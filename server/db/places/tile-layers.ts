import type { BaseLayer } from "../../../geodata/city/city-input.ts";
import type { StreetClass } from "../../../geodata/graph/street-source.ts";

/** Where the rows of a tile layer come from. */
export interface TileSource {
	readonly table: string;
	/** Where they come from for the staff, where those may see more. */
	readonly staffTable?: string;
	readonly cityId: string;
	/** The web mercator column. */
	readonly geom: string;
	/** Property and the SQL it is read by: nothing else of a row is ever in a tile. */
	readonly properties: Readonly<Record<string, string>>;
	/** SQL of what is drawn, where it is not that column. */
	readonly drawn?: string;
	/** What is drawn at a zoom; null draws nothing. `pixelM` is the ground length of a pixel (1/512 of a tile). */
	shownAt(z: number, pixelM: number): string | null;
	readonly order: string;
}

export const TILE_LAYERS = [
	"land",
	"water",
	"waterway",
	"green",
	"building",
	"label",
	"railway",
	"wall",
	"street",
	"place",
	"boundary",
	"town",
	"community",
	"compound",
	"plot",
	"park",
	"facility",
] as const;
export type TileLayer = (typeof TILE_LAYERS)[number];

export function isTileLayer(layer: string): layer is TileLayer {
	return (TILE_LAYERS as readonly string[]).includes(layer);
}

/** From which zoom on a class of street is drawn: fewer classes far out keep tiles small. */
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

/** Areas smaller than this many pixels are not drawn. */
const MIN_AREA_PIXELS = 4;

const largeEnough = (pixelM: number, geom = "geom_3857"): string =>
	`st_area(${geom}) >= ${MIN_AREA_PIXELS * pixelM ** 2}`;

function baseLayer(layer: BaseLayer, shownAt: TileSource["shownAt"]): TileSource {
	return {
		table: "base_feature",
		cityId: "city_id",
		geom: "geom_3857",
		properties: {
			kind: "kind",
			name: "nullif(name, '')",
			nameEn: "nullif(name_en, '')",
			rank: "rank",
			bridge: "nullif(bridge, false)",
			tunnel: "nullif(tunnel, false)",
		},
		shownAt(z, pixelM) {
			const shown = shownAt(z, pixelM);
			return shown === null ? null : `layer = '${layer}' and ${shown}`;
		},
		order: "rank, feature_no",
	};
}

/** Named areas as one point each: a name drawn from an area is drawn anew in every tile the area touches. */
const NAME_MIN_PIXELS = 1200;
const LABELS: TileSource = {
	...baseLayer("water", () => null),
	properties: {
		of: "layer",
		name: "name",
		nameEn: "nullif(name_en, '')",
		rank: "rank",
	},
	drawn: "st_pointonsurface(geom_3857)",
	shownAt(z, pixelM) {
		const large = z >= 16 ? "true" : `st_area(geom_3857) >= ${NAME_MIN_PIXELS * pixelM ** 2}`;
		return `layer in ('water', 'green') and name <> '' and st_dimension(geom_3857) = 2
			and kind not in ('river', 'canal', 'stream', 'ditch', 'drain') and ${large}`;
	},
};

const areaLayer = (layer: BaseLayer, minZoom: number): TileSource =>
	baseLayer(layer, (z, pixelM) => (z < minZoom ? null : largeEnough(pixelM)));

export const TILE_SOURCES: Readonly<Record<TileLayer, TileSource>> = {
	land: areaLayer("land", 9),
	water: areaLayer("water", 0),
	green: areaLayer("green", 9),
	building: areaLayer("building", 13),
	label: LABELS,
	waterway: baseLayer("waterway", (z) =>
		z < 9 ? "kind in ('river', 'coastline')" : z < 12 ? "kind in ('river', 'canal', 'coastline')" : "true",
	),
	railway: baseLayer("railway", (z) => (z < 8 ? null : z < 12 ? "kind = 'rail'" : "true")),
	wall: baseLayer("wall", (z) => (z < 14 ? null : "true")),
	place: baseLayer("place", () => "true"),
	street: {
		table: "street",
		cityId: "city_id",
		geom: "geom_3857",
		properties: {
			class: "class",
			name: "nullif(name, '')",
			bridge: "nullif(flags & 4 > 0, false)",
			tunnel: "nullif(flags & 8 > 0, false)",
			link: "nullif(flags & 32 > 0, false)",
			walk: "flags & 3 > 0",
		},
		shownAt(z) {
			const classes = Object.entries(STREET_ZOOM).filter(([, minZoom]) => z >= minZoom);
			return `class in (${classes.map(([name]) => `'${name}'`).join(", ")})`;
		},
		order: "street_no",
	},
	boundary: {
		table: "city",
		cityId: "city_id",
		geom: "boundary_3857",
		properties: { name: "name", nameEn: "name_en" },
		shownAt: () => "true",
		order: "city_id",
	},
	town: {
		table: "town",
		cityId: "city_id",
		geom: "geom_3857",
		properties: { townId: "town_id", name: "name", nameEn: "name_en", unit: "unit" },
		shownAt: () => "true",
		order: "town_id",
	},
	community: {
		table: "community",
		cityId: "city_id",
		geom: "geom_3857",
		properties: { code: "code", name: "name", type: "type" },
		shownAt: (z) => (z < 10 ? null : "true"),
		order: "code",
	},
	// Who lives there, and how many, is in no tile.
	compound: {
		table: "compound",
		cityId: "city_id",
		geom: "land_3857",
		properties: { compoundId: "compound_id", kind: "kind", communityCode: "community_code" },
		shownAt: (z, pixelM) => (z < 12 ? null : largeEnough(pixelM, "land_3857")),
		order: "compound_id",
	},
	plot: {
		table: "plot",
		cityId: "city_id",
		geom: "geom_3857",
		properties: { plotId: "plot_id", kind: "kind", name: "nullif(name, '')" },
		shownAt: (z, pixelM) => (z < 12 ? null : largeEnough(pixelM)),
		order: "plot_id",
	},
	park: {
		table: "park join facility f on f.city_id = park.city_id and f.facility_id = park.park_id",
		cityId: "park.city_id",
		geom: "park.geom_3857",
		properties: { parkId: "park_id", kind: "f.kind_id", name: "f.name" },
		shownAt: (z, pixelM) => (z < 10 ? null : `park.area_m2 >= ${MIN_AREA_PIXELS * pixelM ** 2}`),
		order: "park_id",
	},
	facility: {
		table: "facility f join facility_kind k on k.kind_id = f.kind_id and k.audience = 'public'",
		staffTable: "facility f",
		cityId: "f.city_id",
		geom: "f.geom_3857",
		properties: { facilityId: "f.facility_id", kind: "f.kind_id", name: "f.name" },
		shownAt: () => "true",
		order: "f.facility_id",
	},
};
