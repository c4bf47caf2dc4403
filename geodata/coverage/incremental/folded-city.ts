import type { SearchArcs } from "../../cost/network-costs.ts";
import type { WalkGraph } from "../../graph/walk-graph.ts";
import { type CoreEnds, type CoreNetwork, coreEnds, coreNetwork } from "../../search/core-network.ts";
import { coreNodes } from "../../search/core-nodes.ts";
import { FringeWalk } from "../../search/fringe.ts";
import type { CityCosts, CityModel } from "../city-model.ts";

/** The core of a city's network under one profile's costs, and how homes leave for it. */
export interface FoldedCity {
	/** As walks lead to facilities, taken backwards. */
	readonly core: CoreNetwork;
	/** Arcs between core nodes as they are walked; the same object as `core.arcs` where no street is one-way. */
	readonly forward: SearchArcs;
	readonly ends: CoreEnds;
	/** Shape [core nodes + 1]; homes that leave by core node n are homes[homesFrom[n]] .. homes[homesFrom[n + 1]). */
	readonly homesFrom: Uint32Array;
	/** Two numbers each: a home, and what it costs it to get to the core node. */
	readonly homes: Int32Array;
	/** Memory for the fringe beside a facility. */
	readonly fringe: FringeWalk;
}

const coreOfGraph = new WeakMap<WalkGraph, Uint8Array>();
const known = new WeakMap<CityCosts, FoldedCity>();

/** Folded when first asked for. */
export function foldedCity({ graph, demand }: CityModel, costs: CityCosts): FoldedCity {
	let folded = known.get(costs);
	if (folded === undefined) {
		const isCore = coreOfGraph.get(graph) ?? coreNodes(graph);
		coreOfGraph.set(graph, isCore);
		const { forward, reverse } = costs.network;
		const core = coreNetwork(isCore, reverse);
		const ends = coreEnds(core, costs.demandEnds, demand.count);
		folded = {
			core,
			forward: forward === reverse ? core.arcs : coreNetwork(isCore, forward).arcs,
			ends,
			...homesByCoreNode(core.coreCount, ends),
			fringe: new FringeWalk(graph.nodeCount),
		};
		known.set(costs, folded);
	}
	return folded;
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
