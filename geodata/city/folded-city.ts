import type { NetworkCosts, SearchArcs } from "../cost/network-costs.ts";
import type { WalkGraph } from "../graph/walk-graph.ts";
import { type CoreEnds, type CoreNetwork, coreNetwork } from "../search/core-network.ts";
import { WalksToCore } from "../search/walks-to-core.ts";

/**
 * The core of a city's network under one profile's costs. Its arcs run from facilities, against the walking
 * direction.
 */
export interface FoldedCore {
	readonly core: CoreNetwork;
	/** How homes reach the core. */
	readonly ends: CoreEnds;
}

/** What a what-if scenario reads of a city under one profile's costs. */
export interface FoldedCity extends FoldedCore {
	/** Arcs between core nodes in walking direction; the same object as `core.arcs` where no street is one-way. */
	readonly forward: SearchArcs;
	/**
	 * Shape [core nodes + 1]; homes that enter the core at node n are homes[homesFrom[n]] .. homes[homesFrom[n + 1]).
	 */
	readonly homesFrom: Uint32Array;
	/** Two numbers each: a home, and its cost to the core node. */
	readonly homes: Int32Array;
	/** Workspace for the fringe beside a facility. */
	readonly fringe: WalksToCore;
}

export function foldedCity(
	graph: WalkGraph,
	isCore: Uint8Array,
	{ forward, reverse }: NetworkCosts,
	{ core, ends }: FoldedCore,
): FoldedCity {
	return {
		core,
		forward: forward === reverse ? core.arcs : coreNetwork(isCore, forward).arcs,
		ends,
		...homesByCoreNode(core.coreCount, ends),
		fringe: new WalksToCore(graph.nodeCount),
	};
}

function homesByCoreNode(
	coreCount: number,
	{ start, node, cost }: CoreEnds,
): Pick<FoldedCity, "homesFrom" | "homes"> {
	const homesFrom = new Uint32Array(coreCount + 1);
	for (const core of node) homesFrom[core + 1]! += 2;
	for (let core = 0; core < coreCount; core++) homesFrom[core + 1]! += homesFrom[core]!;
	const next = homesFrom.slice(0, coreCount);
	const homes = new Int32Array(2 * node.length);
	for (let home = 0; home + 1 < start.length; home++) {
		for (let slot = start[home]!; slot < start[home + 1]!; slot++) {
			const at = next[node[slot]!]!;
			next[node[slot]!] = at + 2;
			homes[at] = home;
			homes[at + 1] = cost[slot]!;
		}
	}
	return { homesFrom, homes };
}
