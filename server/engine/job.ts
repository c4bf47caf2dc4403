import type { TargetGroup } from "../../geodata/catalogue/vocabulary.ts";
import type { FacilityPlace } from "../../geodata/city/demand.ts";
import type { CoverageResponse, IsochroneRequest } from "../../geodata/contract/coverage.ts";
import type { Profile, Rule } from "../../geodata/cost/profile.ts";

/** A city pack in memory shared by all workers; read-only. */
export interface SharedPack {
	readonly graphHash: string;
	readonly bytes: Uint8Array<SharedArrayBuffer>;
}

/** Coverage of a whole city by `places`; returns the coverage response as JSON. */
export interface CoverageJob {
	readonly kind: "coverage";
	readonly pack: SharedPack;
	readonly places: readonly FacilityPlace[];
	readonly rule: Rule;
	readonly profile: Profile;
	readonly targetGroup: TargetGroup;
	readonly provenance: CoverageResponse["provenance"];
}

/** Isochrones of some origins; returns their features as JSON, separated by commas, without the collection. */
export interface IsochroneJob {
	readonly kind: "isochrones";
	readonly pack: SharedPack;
	readonly request: IsochroneRequest;
	readonly profile: Profile;
	/** Index of the first of these origins in the whole request. */
	readonly firstOrigin: number;
}

export type EngineJob = CoverageJob | IsochroneJob;

/** A {@link GeodataError} as data, because an error sent by a worker loses its class and details. */
export interface EngineRefusal {
	readonly code: string;
	readonly message: string;
	readonly details: Readonly<Record<string, unknown>>;
}

/** A worker's reply: JSON as UTF-8, or a refusal. */
export type EngineReply = Uint8Array | EngineRefusal;
