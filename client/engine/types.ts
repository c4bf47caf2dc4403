import type { MultiPolygon, Polygon } from "geojson";
import type { TargetGroup } from "../../geodata/catalogue/vocabulary.ts";
import type { CommunityRow } from "../../geodata/city/city-pack.ts";
import type { FacilityPlace } from "../../geodata/city/demand.ts";
import type { Profile, Rule } from "../../geodata/cost/profile.ts";
import type { CoverageReport } from "../../geodata/engine/functions.ts";
import type { BBox, Position } from "../../geodata/units/position.ts";
import type { HomeList } from "../derived/home-list.ts";

export interface OpenInput {
	/** Address of the city's pack. */
	readonly url: string;
	/** The hash it must have. */
	readonly graphHash: string;
	/** Past every cache: what was read before was damaged. */
	readonly fresh: boolean;
}

export type OpenProgress =
	| { readonly phase: "download"; readonly doneBytes: number; readonly totalBytes: number | null }
	| { readonly phase: "open" };

/** What the page shows of a city without asking the worker again. */
export interface OpenedCity {
	readonly homes: HomeList;
	readonly communities: readonly CommunityRow[];
	/** Shape [communities]; extent of a community's homes, null where it has none. */
	readonly communityBBoxes: readonly (BBox | null)[];
}

export interface PlacesInput {
	/** Name the places go by in later calls. */
	readonly key: string;
	readonly places: readonly FacilityPlace[];
}

export interface CoverageInput {
	readonly key: string;
	readonly rule: Rule;
	readonly profile: Profile;
	readonly targetGroup: TargetGroup;
	/** End of the histogram's axis, seconds or metres: it stays while the cutoff is dragged along it. */
	readonly axisEnd: number;
}

export interface CoverageResult {
	readonly input: CoverageInput;
	/** Shape [homes]; ms or mm as the rule, UNREACHED where nothing is. */
	readonly impedance: Uint32Array;
	/** Shape [homes]; ms by the profile whatever the rule: the minutes of a hovered home. */
	readonly timeMs: Uint32Array;
	/** Shape [homes]; index into the places of `key`, -1 where none. */
	readonly nearest: Int32Array;
	/** Shape [homes]; 1 where a nominal circle covers the home. */
	readonly inCircle: Uint8Array;
	readonly figures: CoverageReport;
}

export interface AreasInput {
	readonly key: string;
	readonly rule: Rule;
	readonly profile: Profile;
}

/** Shape [places]; null where the place meets no street. */
export type AreasResult = readonly (Polygon | MultiPolygon | null)[];

export interface IsochroneInput {
	readonly position: Position;
	readonly type: Rule["type"];
	/** Seconds or metres as the type, any order. */
	readonly cutoffs: readonly number[];
	readonly profile: Profile;
}

export interface WalksInput {
	/** Index of the home. */
	readonly home: number;
	readonly services: readonly {
		readonly serviceId: string;
		readonly key: string;
		readonly rule: Rule;
		readonly profile: Profile;
	}[];
}

export interface StandingInput {
	/** Of the community. */
	readonly code: string;
	readonly services: readonly {
		readonly serviceId: string;
		readonly key: string;
		readonly rule: Rule;
		readonly profile: Profile;
		readonly targetGroup: TargetGroup;
	}[];
}

/** How many of a community's people one service covers. */
export interface Standing {
	readonly serviceId: string;
	/** Of the service's target group. */
	readonly people: number;
	readonly coveredPeople: number;
}

/** The walk from one home to the nearest place of each service. */
export interface Walk {
	readonly serviceId: string;
	/** Seconds or metres as the rule; null where it cannot be walked. */
	readonly walk: number | null;
	readonly timeSec: number | null;
	readonly covered: boolean;
	/** Name of the nearest place; null where none can be walked to. */
	readonly nearest: string | null;
}
