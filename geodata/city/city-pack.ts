import type { Barriers, WalkGraph } from "../graph/walk-graph.ts";
import type { DemandSet } from "./demand.ts";

/** A community as the ledger groups by it. Its index is its place in {@link CityPack.communities}. */
export interface CommunityRow {
	readonly code: string;
	readonly name: string;
	readonly type: string | null;
	readonly town: string | null;
	readonly unit: string | null;
}

/**
 * Everything the engine needs of a city except its facilities: built once at import, stored under its hash, opened by
 * the server's workers and the browser's.
 */
export interface CityPack {
	readonly cityId: string;
	readonly graph: WalkGraph;
	readonly barriers: Barriers;
	readonly demand: DemandSet;
	readonly communities: readonly CommunityRow[];
}
