import type { NetworkCosts } from "../cost/network-costs.ts";
import type { AccessEnds } from "./access-ends.ts";

/** Costs of a profile with what every coverage needs of them: how homes leave for their streets. */
export interface CityCosts {
	readonly network: NetworkCosts;
	/** Direction `from`: two slots an access entry of the demand. */
	readonly demandEnds: AccessEnds;
}
