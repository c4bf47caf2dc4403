import type { MultiPolygon, Polygon } from "geojson";
import type { TargetGroup } from "../../geodata/catalogue/vocabulary.ts";
import type { CommunityRow } from "../../geodata/city/city-pack.ts";
import type { FacilityPlace } from "../../geodata/city/demand.ts";
import type { Profile, Rule } from "../../geodata/cost/profile.ts";
import type { CoverageReport } from "../../geodata/engine/functions.ts";
import type { BBox, Position } from "../../geodata/units/position.ts";
import type { HomeList } from "../derived/home-list.ts";

export interface OpenInput {
	/** URL of the city's pack. */
	readonly url: string;
	/** The expected hash. */
	readonly graphHash: string;
	/** Bypasses every cache: the previous download was damaged. */
	readonly fresh: boolean;
}

export type OpenProgress =
	| { readonly phase: "download"; readonly doneBytes: number; readonly totalBytes: number | null }
	| { readonly phase: "open" };

/** What the page displays of a city without calling the worker again. */
export interface OpenedCity {
	readonly homes: HomeList;
	readonly communities: readonly CommunityRow[];
	/** Shape [communities]; extent of a community's homes, null without any. */
	readonly communityBBoxes: readonly (BBox | null)[];
}

export interface PlacesInput {
	/** Key of the places in later calls. */
	readonly key: string;
	readonly places: readonly FacilityPlace[];
}

export interface CoverageInput {
	readonly key: string;
	readonly rule: Rule;
	readonly profile: Profile;
	readonly targetGroup: TargetGroup;
	/** End of the histogram's axis, seconds or metres; unchanged while the cutoff is dragged. */
	readonly axisEnd: number;
}

export interface CoverageResult {
	readonly input: CoverageInput;
	/** Shape [homes]; ms or mm by rule type, UNREACHED where no place is reached. */
	readonly impedance: Uint32Array;
	/** Shape [homes]; ms by the profile for any rule type: the minutes of a hovered home. */
	readonly timeMs: Uint32Array;
	/** Shape [homes]; index into the places of `key`, -1 for none. */
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

/** Shape [places]; null where the place cannot be snapped to a street. */
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
	/** Name of the community. */
	readonly code: string;
	readonly services: readonly {
		readonly serviceId: string;
		readonly key: string;
		readonly rule: Rule;
		readonly profile: Profile;
		readonly targetGroup: TargetGroup;
	}[];
}

/** How many people of a community one service covers. */
export interface Standing {
	readonly serviceId: string;
	/** People in the service's target group. */
	readonly people: number;
	readonly coveredPeople: number;
}

/** The walk from one home to the nearest place of each service. */
export interface Walk {
	readonly serviceId: string;
	/** Seconds or metres by rule type; null where no place is reached. */
	readonly walk: number | null;
	readonly timeSec: number | null;
	readonly covered: boolean;
	/** Name of the nearest place; null where none is reached. */
	readonly nearest: string | null;
}
