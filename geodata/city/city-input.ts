import type { Geometry, MultiPolygon, Polygon } from "geojson";
import type { FirmGrade, ParkKind, PlotKind } from "../catalogue/vocabulary.ts";
import type { StreetSource } from "../graph/street-source.ts";
import type { BBox, Position } from "../units/position.ts";

/** What an import (OpenStreetMap and tables, or the sample city) passes to the store and the pack builder. */
export interface CityInput {
	/** {@link SLUG} */
	readonly cityId: string;
	readonly name: string;
	readonly nameEn: string;
	readonly bbox: BBox;
	readonly boundary: Polygon | MultiPolygon | null;
	readonly sample: boolean;
	/**
	 * Attribution printed on the map, e.g. "© OpenStreetMap contributors (ODbL)" or "示例数据 Sample data · seed 1".
	 */
	readonly source: string;
	readonly streets: StreetSource;
	readonly baseFeatures: readonly BaseFeature[];
	/** Gates, stiles and entrances in a wall or fence, where it is open. None where left out. */
	readonly wallOpenings?: readonly Position[];
	readonly towns: readonly TownInput[];
	readonly communities: readonly CommunityInput[];
	readonly compounds: readonly CompoundInput[];
	readonly facilities: readonly FacilityInput[];
	readonly parks: readonly ParkInput[];
	readonly courtyards: readonly CourtyardInput[];
	/** Land that could become a pocket park. */
	readonly plots: readonly PlotInput[];
	readonly firms: readonly FirmInput[];
	/** Earlier states of the city, oldest first; the input itself is the present. */
	readonly snapshots: readonly SnapshotInput[];
}

export const BASE_LAYERS = [
	"water",
	"waterway",
	"green",
	"building",
	"railway",
	"wall",
	"place",
	"land",
] as const;
export type BaseLayer = (typeof BASE_LAYERS)[number];

/**
 * A feature of the built-in base map; streets are not among them. `water`, `waterway` outside tunnels, `railway` at
 * grade and `wall` are also barriers to walking.
 */
export interface BaseFeature {
	readonly layer: BaseLayer;
	/** Within its layer: lake, river, canal, stream; park, wood; rail, metro; city, town, village; industrial, residential… */
	readonly kind: string;
	readonly name: string;
	readonly nameEn: string;
	readonly bridge: boolean;
	readonly tunnel: boolean;
	/** Label and drawing rank: 0 first. */
	readonly rank: number;
	/** Polygon or MultiPolygon for areas, LineString or MultiLineString for lines, Point for places. */
	readonly geometry: Geometry;
}

export interface TownInput {
	readonly townId: string;
	readonly name: string;
	readonly nameEn: string;
	/** The working unit (区镇) it belongs to; null where none. */
	readonly unit: string | null;
	readonly centre: Position;
	readonly polygon: Polygon | MultiPolygon | null;
}

export interface CommunityInput {
	readonly code: string;
	readonly name: string;
	/**
	 * One of the article's six types, `commodity`, `old`, `resettlement`, `mixed`, `traditional-village`,
	 * `new-village`; null where unknown.
	 */
	readonly type: string | null;
	readonly townId: string | null;
	readonly unit: string | null;
	readonly polygon: Polygon | MultiPolygon | null;
	/** Goals, funds, teams, the three lists: shown on the community page. */
	readonly attributes: Readonly<Record<string, unknown>>;
}

/** A residential compound, hamlet or population cell: a demand point. */
export interface CompoundInput {
	readonly compoundId: string;
	readonly name: string;
	readonly lngDeg: number;
	readonly latDeg: number;
	readonly people: number;
	/** null where ages are unknown. */
	readonly people0To14: number | null;
	readonly people60Plus: number | null;
	readonly communityCode: string | null;
	/** Positions of the gates; where empty, the centre is snapped and flagged gateUnknown. */
	readonly gates: readonly Position[];
	readonly polygon: Polygon | null;
	/** compound, hamlet, cell, building. */
	readonly kind: string;
	/** Half the diagonal of the cell around the position, metres; null for a point. */
	readonly cellRadiusM: number | null;
}

export interface FacilityInput {
	readonly facilityId: string;
	readonly kind: string;
	readonly name: string;
	readonly lngDeg: number;
	readonly latDeg: number;
	readonly entrances: readonly Position[];
	/**
	 * Outline of a park, a campus, a hospital; without known entrances it is reached where streets meet it. None for a
	 * point.
	 */
	readonly outline?: Polygon | MultiPolygon | null;
	readonly communityCode: string | null;
	readonly townId: string | null;
	/**
	 * Shown on the facility's card. `open: false` marks a facility planned or under construction: shown, not counted.
	 */
	readonly attributes: Readonly<Record<string, unknown>>;
}

/** Stored parks are also facilities (kind `pocket-park` or `park`). */
export interface ParkInput {
	readonly parkId: string;
	readonly kind: ParkKind;
	readonly name: string;
	readonly polygon: Polygon;
	readonly areaM2: number;
	readonly builtYear: number | null;
	/** Any of seats, shade, toilet, children, sport, barrier-free. */
	readonly amenities: readonly string[];
	readonly story: string;
	readonly entrances: readonly Position[];
	readonly communityCode: string | null;
	readonly townId: string | null;
}

export interface CourtyardInput {
	readonly courtyardId: string;
	/** 3, 4 or 5. */
	readonly star: number;
	readonly communityCode: string;
	readonly lngDeg: number;
	readonly latDeg: number;
	readonly year: number | null;
}

export interface PlotInput {
	readonly plotId: string;
	readonly kind: PlotKind;
	readonly name: string;
	readonly polygon: Polygon;
	readonly areaM2: number;
	/** Estimated cost of making it a park; null where there is no estimate. */
	readonly costYuan: number | null;
	/** Possible entrances of the park. */
	readonly entrances: readonly Position[];
	readonly communityCode: string | null;
	readonly townId: string | null;
}

/** A property-management firm and the compounds it serves; a compound has at most one firm. */
export interface FirmInput {
	readonly firmId: string;
	readonly name: string;
	readonly compoundIds: readonly string[];
	/** Oldest first. */
	readonly grades: readonly FirmQuarter[];
}

export interface FirmQuarter {
	readonly year: number;
	/** 1 to 4. */
	readonly quarter: number;
	readonly grade: FirmGrade;
	/** 0 to 100. */
	readonly score: number;
}

/** Open facilities and people at the end of a year. */
export interface SnapshotInput {
	/** ISO date, YYYY-MM-DD. */
	readonly date: string;
	/** Facilities and parks of the input that were open at that date. */
	readonly openFacilityIds: readonly string[];
	/** Shape [compounds] each, in the order of the input's compounds; ages null where unknown. */
	readonly people: readonly number[];
	readonly people0To14: readonly number[] | null;
	readonly people60Plus: readonly number[] | null;
}
