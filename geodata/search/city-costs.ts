import type { NetworkCosts } from "../cost/network-costs.ts";
import type { AccessEnds } from "./access-ends.ts";

/** A profile's costs, with the access slots of homes, which every coverage needs. */
export interface CityCosts {
	readonly network: NetworkCosts;
	/** Direction `from`: two slots per access entry of the homes. */
	readonly demandEnds: AccessEnds;
}
