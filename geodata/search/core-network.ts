import { NEVER, type SearchArcs } from "../cost/network-costs.ts";
import { NONE } from "../units/constants.ts";
import type { AccessEnds } from "./access-ends.ts";
import type { Seeds } from "./search.ts";
import { WalksToCore } from "./walks-to-core.ts";

/** A network with its fringe folded into arcs between core nodes: about half the nodes, equal costs. */
export interface CoreNetwork {
	/** Shape [nodeCount]; 1 in the core. */
	readonly isCore: Uint8Array;
	/** Shape [nodeCount]; a node's number in the core, else NONE. */
	readonly coreOf: Int32Array;
	readonly coreCount: number;
	/** Between core nodes, by core number. */
	readonly arcs: SearchArcs;
	/** The unfolded network. */
	readonly whole: SearchArcs;
	/**
	 * Shape [2 · nodeCount]; the core numbers of the at most two core nodes of a fringe node (NONE where fewer), and
	 * the cost in the direction of `whole`, from the core node to the fringe node.
	 */
	readonly exit: Int32Array;
	readonly exitCost: Int32Array;
}

/** Folds a network, in the direction of `whole`. */
export function coreNetwork(isCore: Uint8Array, whole: SearchArcs): CoreNetwork {
	const nodeCount = isCore.length;
	const coreOf = new Int32Array(nodeCount).fill(NONE);
	let coreCount = 0;
	for (let node = 0; node < nodeCount; node++) if (isCore[node] === 1) coreOf[node] = coreCount++;
	const exit = new Int32Array(nodeCount * 2).fill(NONE);
	const exitCost = new Int32Array(nodeCount * 2).fill(NEVER);
	const row = new Int32Array(coreCount + 1);
	const arcs: number[] = [];
	let maxCost = 0;
	const walk = new WalksToCore(nodeCount);
	for (let node = 0; node < nodeCount; node++) {
		const core = coreOf[node]!;
		if (core === NONE) continue;
		walk.spreadFrom(whole, isCore, node);
		for (const met of walk.met) {
			const cost = walk.cost[met]!;
			if (met === node) continue;
			if (isCore[met] === 1) {
				arcs.push(coreOf[met]! * 2, cost);
				if (cost > maxCost) maxCost = cost;
				continue;
			}
			const slot = exit[2 * met] === NONE ? 2 * met : 2 * met + 1;
			if (exit[slot] !== NONE) throw new Error(`Fringe node ${met} has more than two ways into the core.`);
			exit[slot] = core;
			exitCost[slot] = cost;
		}
		walk.clear();
		row[core + 1] = arcs.length;
	}
	return {
		isCore,
		coreOf,
		coreCount,
		arcs: { row, arcs: Int32Array.from(arcs), maxCost },
		whole,
		exit,
		exitCost,
	};
}

/** Homes by the core nodes through which they enter the core. Place i owns slots start[i] .. start[i + 1). */
export interface CoreEnds {
	/** Shape [places + 1]. */
	readonly start: Uint32Array;
	/** Shape [slots]; core numbers, each at most once per place. */
	readonly node: Uint32Array;
	/** Shape [slots]; cheapest cost from the place to that core node through the fringe. */
	readonly cost: Int32Array;
}

/** @param ends Labels ascend with the places; `places` is their number. */
export function coreEnds(core: CoreNetwork, ends: AccessEnds, places: number): CoreEnds {
	const start = new Uint32Array(places + 1);
	const node: number[] = [];
	const cost: number[] = [];
	const best = new Map<number, number>();
	const take = (exit: number, walk: number): void => {
		if (walk < Math.min(best.get(exit) ?? NEVER, NEVER)) best.set(exit, walk);
	};
	let slot = 0;
	for (let place = 0; place < places; place++) {
		best.clear();
		for (; slot < ends.node.length && ends.label[slot] === place; slot++) {
			const at = ends.node[slot]!;
			if (core.isCore[at] === 1) take(core.coreOf[at]!, ends.cost[slot]!);
			for (const way of [2 * at, 2 * at + 1]) {
				if (core.exit[way] !== NONE) take(core.exit[way]!, ends.cost[slot]! + core.exitCost[way]!);
			}
		}
		for (const [exit, walk] of best) {
			node.push(exit);
			cost.push(walk);
		}
		start[place + 1] = node.length;
	}
	return { start, node: Uint32Array.from(node), cost: Int32Array.from(cost) };
}

/**
 * Moves seeds through the fringe to the core.
 *
 * @param walk Afterwards holds the cheapest walks between the seeds and the fringe nodes beside them.
 * @returns Seeds of a search over `core.arcs`.
 */
export function coreSeeds(core: CoreNetwork, seeds: Seeds, walk: WalksToCore): Seeds {
	walk.clear();
	for (let i = 0; i < seeds.node.length; i++) walk.reach(seeds.node[i]!, seeds.cost[i]!, seeds.label[i]!);
	walk.spread(core.whole, core.isCore);
	const found = { node: [] as number[], cost: [] as number[], label: [] as number[] };
	for (const node of walk.met) {
		const at = core.coreOf[node]!;
		if (at === NONE) continue;
		found.node.push(at);
		found.cost.push(walk.cost[node]!);
		found.label.push(walk.label[node]!);
	}
	return found;
}
