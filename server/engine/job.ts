import type { CoverageResponse, IsochroneRequest } from "../../geodata/contract/coverage.ts";
import type { Profile, Rule } from "../../geodata/cost/profile.ts";
import type { FacilityPlace } from "../../geodata/coverage/demand.ts";
import type { TargetGroup } from "../../geodata/standards/types.ts";

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

/** What crosses from a worker: an error loses its class on the way, so it travels as data. */
export type EngineReply =
	| { readonly ok: true; readonly json: Uint8Array }
	| {
			readonly ok: false;
			readonly code: string;
			readonly message: string;
			readonly details: Readonly<Record<string, unknown>>;
	  };
