import type { TargetGroup } from "../../geodata/catalogue/vocabulary.ts";
import type { FacilityPlace } from "../../geodata/city/demand.ts";
import type { CoverageResponse, IsochroneRequest } from "../../geodata/contract/coverage.ts";
import type { Profile, Rule } from "../../geodata/cost/profile.ts";

/** A city pack in memory that all workers share; never written once it is here. */
export interface SharedPack {
	readonly graphHash: string;
	readonly bytes: Uint8Array<SharedArrayBuffer>;
}

/** Whole-city coverage by `places`; answers one coverage response as JSON. */
export interface CoverageJob {
	readonly kind: "coverage";
	readonly pack: SharedPack;
	readonly places: readonly FacilityPlace[];
	readonly rule: Rule;
	readonly profile: Profile;
	readonly targetGroup: TargetGroup;
	readonly provenance: CoverageResponse["provenance"];
}

/** Isochrones of some origins; answers their features as JSON, separated by commas, without the collection. */
export interface IsochroneJob {
	readonly kind: "isochrones";
	readonly pack: SharedPack;
	readonly request: IsochroneRequest;
	readonly profile: Profile;
	/** Place of the first of these origins in the whole request. */
	readonly firstOrigin: number;
}

export type EngineJob = CoverageJob | IsochroneJob;

/** A {@link GeodataError} as data: an error loses its class and details on the way from a worker. */
export interface EngineRefusal {
	readonly code: string;
	readonly message: string;
	readonly details: Readonly<Record<string, unknown>>;
}

/** What crosses from a worker: JSON as UTF-8, or why there is none. */
export type EngineReply = Uint8Array | EngineRefusal;
