import type { WalkGraph } from "../graph/walk-graph.ts";
import type { CityCosts } from "../search/city-costs.ts";
import { type CoreEnds, type CoreNetwork, coreEnds, coreNetwork } from "../search/core-network.ts";
import { coreNodes } from "../search/core-nodes.ts";
import type { DemandSet } from "./demand.ts";

/** The core of a city's network under one profile's costs, as walks lead to facilities, taken backwards. */
export interface FoldedCore {
	readonly core: CoreNetwork;
	/** How homes leave for it. */
	readonly ends: CoreEnds;
}

const coresOf = new WeakMap<WalkGraph, Uint8Array>();
const folds = new WeakMap<CityCosts, FoldedCore>();

/** {@link coreNodes}, told apart once a network. */
export function coreNodesOf(graph: WalkGraph): Uint8Array {
	const isCore = coresOf.get(graph) ?? coreNodes(graph);
	coresOf.set(graph, isCore);
	return isCore;
}

/** Folded when first asked for; what-ifs and whole coverages share it. */
export function foldedCore(graph: WalkGraph, demand: DemandSet, costs: CityCosts): FoldedCore {
	let folded = folds.get(costs);
	if (folded === undefined) {
		const core = coreNetwork(coreNodesOf(graph), costs.network.reverse);
		folded = { core, ends: coreEnds(core, costs.demandEnds, demand.count) };
		folds.set(costs, folded);
	}
	return folded;
}
