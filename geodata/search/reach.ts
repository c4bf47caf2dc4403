import { costFromStart, legCost, NEVER, type NetworkCosts } from "../cost/network-costs.ts";
import type { AccessPoints, WalkGraph } from "../graph/walk-graph.ts";
import { UNREACHED } from "../units/constants.ts";
import { accessEnds, type Direction, spreads } from "./access-ends.ts";
import { searchFrom } from "./search.ts";
import type { SearchWorkspace } from "./search-workspace.ts";

/**
 * Every place on the network within a cutoff of some origins: nodes, and stretches of edges. Stretches of one edge
 * overlap at most at their ends; along each, impedance is linear.
 */
export interface Reach {
	/** Inclusive; ms or mm as the costs. */
	readonly cutoff: number;
	/** Shape [reachedNodes]; node indices, unordered, and their impedance. */
	readonly node: Uint32Array;
	readonly nodeCost: Uint32Array;
	/** Shape [stretchCount]; edge of the stretch. */
	readonly edge: Uint32Array;
	/** Shape [stretchCount]; mm along the edge, fromMm ≤ toMm. */
	readonly fromMm: Uint32Array;
	readonly toMm: Uint32Array;
	/** Shape [stretchCount]; impedance at fromMm and at toMm, both ≤ cutoff. */
	readonly fromCost: Uint32Array;
	readonly toCost: Uint32Array;
}

/**
 * Reach of a set of places taken together, e.g. the entrances of one facility.
 *
 * @param access    The places' access entries, straight legs included; several places count as one.
 * @param direction `from` the places, or `to` them as people walk from home.
 * @param cutoff    Inclusive impedance, 0 … IMPEDANCE_MAX.
 * @example
 * const reach = reachFrom(workspace, graph, costs, facilities.access, "to", cutoffOf({ type: "distance", cutoffM: 500 }));
 */
export function reachFrom(
	workspace: SearchWorkspace,
	graph: WalkGraph,
	costs: NetworkCosts,
	access: AccessPoints,
	direction: Direction,
	cutoff: number,
): Reach {
	const ends = accessEnds(graph, costs, access, direction);
	const found = searchFrom(workspace, direction === "from" ? costs.forward : costs.reverse, ends, cutoff);

	const originsOf = originsByEdge(graph, costs, access, cutoff);
	const { cost } = found;
	const first = direction === "from" ? graph.firstArc : graph.reverseFirstArc;
	const arcEdge = direction === "from" ? graph.arcEdge : graph.reverseArcEdge;
	const node = found.reachedNodes();
	const nodeCost = new Uint32Array(node.length);
	// Two stretches per edge, and two more per origin on it.
	let most = 2 * (originsOf.size + access.edge.length);
	for (let i = 0; i < node.length; i++) {
		nodeCost[i] = cost[node[i]!]!;
		most += 2 * (first[node[i]! + 1]! - first[node[i]!]!);
	}
	const stretches = new StretchList(most);
	const walk = (edge: number): void => {
		const flags = graph.edgeFlags[edge]!;
		const up = spreads(flags, direction, true);
		const down = spreads(flags, direction, false);
		let lowMm = 0;
		let lowCost = cost[graph.edgeFrom[edge]!]!;
		const highCost = cost[graph.edgeTo[edge]!]!;
		const origins = originsOf.get(edge);
		if (origins !== undefined) {
			settle(origins, graph, costs, edge, up, down, lowCost, highCost);
			for (const [alongMm, originCost] of origins) {
				const below = up ? lowCost : NEVER;
				stretches.add(graph, costs, edge, lowMm, alongMm, below, down ? originCost : NEVER, cutoff);
				lowMm = alongMm;
				lowCost = originCost;
			}
		}
		const end = graph.edgeLengthMm[edge]!;
		stretches.add(graph, costs, edge, lowMm, end, up ? lowCost : NEVER, down ? highCost : NEVER, cutoff);
	};
	for (const tail of node) {
		for (let arc = first[tail]!; arc < first[tail + 1]!; arc++) {
			const edge = arcEdge[arc]!;
			if (costs.edgeCost[edge] === UNREACHED || originsOf.has(edge)) continue;
			if (workspace.meetEdge(edge)) walk(edge);
		}
	}
	for (const edge of originsOf.keys()) walk(edge);
	return {
		cutoff,
		node,
		nodeCost,
		...stretches.columns(),
	};
}

type Origin = [alongMm: number, cost: number];

/** Origins within the cutoff by their edge, in order along it. */
function originsByEdge(
	graph: WalkGraph,
	costs: NetworkCosts,
	access: AccessPoints,
	cutoff: number,
): Map<number, Origin[]> {
	const byEdge = new Map<number, Origin[]>();
	for (let entry = 0; entry < access.edge.length; entry++) {
		const edge = access.edge[entry]!;
		const cost = legCost(costs, access.offsetMm[entry]!);
		if (costs.edgeCost[edge] === UNREACHED || cost > cutoff) continue;
		const alongMm = Math.min(access.alongMm[entry]!, graph.edgeLengthMm[edge]!);
		const origins = byEdge.get(edge);
		if (origins === undefined) byEdge.set(edge, [[alongMm, cost]]);
		else origins.push([alongMm, cost]);
	}
	for (const origins of byEdge.values()) origins.sort((a, b) => a[0] - b[0]);
	return byEdge;
}

/** Lowers each origin on an edge to its cheapest impedance, from either direction. */
function settle(
	origins: readonly Origin[],
	graph: WalkGraph,
	costs: NetworkCosts,
	edge: number,
	up: boolean,
	down: boolean,
	startCost: number,
	endCost: number,
): void {
	const along = (mm: number): number => costFromStart(graph, costs, edge, mm);
	let fromBelow = startCost;
	for (const origin of up ? origins : []) {
		origin[1] = Math.min(origin[1], fromBelow + along(origin[0]));
		fromBelow = origin[1] - along(origin[0]);
	}
	let fromAbove = endCost + costs.edgeCost[edge]!;
	for (const origin of down ? origins.toReversed() : []) {
		origin[1] = Math.min(origin[1], fromAbove - along(origin[0]));
		fromAbove = origin[1] + along(origin[0]);
	}
}

/** A growing list of stretches, in columns. */
class StretchList {
	readonly #edge: Uint32Array;
	readonly #fromMm: Uint32Array;
	readonly #toMm: Uint32Array;
	readonly #fromCost: Uint32Array;
	readonly #toCost: Uint32Array;
	#count = 0;

	constructor(capacity: number) {
		this.#edge = new Uint32Array(capacity);
		this.#fromMm = new Uint32Array(capacity);
		this.#toMm = new Uint32Array(capacity);
		this.#fromCost = new Uint32Array(capacity);
		this.#toCost = new Uint32Array(capacity);
	}

	/**
	 * Adds the reached parts of [lowMm, highMm] for a walk that enters at its low end at `lowCost` and at its high end
	 * at `highCost` (NEVER: no walk enters there): the whole where the two meet, else a part at either end.
	 */
	add(
		graph: WalkGraph,
		costs: NetworkCosts,
		edge: number,
		lowMm: number,
		highMm: number,
		lowCost: number,
		highCost: number,
		cutoff: number,
	): void {
		if (highMm <= lowMm) return;
		const lowAlong = costFromStart(graph, costs, edge, lowMm);
		const span = costFromStart(graph, costs, edge, highMm) - lowAlong;
		/** Whole mm along this stretch for a cost; all of it for the whole span. */
		const mmOf = (cost: number): number => Math.floor((cost * (highMm - lowMm)) / Math.max(1, span));
		const upReach = lowCost <= cutoff ? Math.min(span, cutoff - lowCost) : -1;
		const downReach = highCost <= cutoff ? Math.min(span, cutoff - highCost) : -1;
		let upEnd = upReach;
		let downEnd = downReach;
		if (upReach >= 0 && downReach >= 0 && upReach + downReach >= span) {
			// Where walks from both ends cost the same.
			const meet = Math.min(span, Math.max(0, Math.floor((highCost + span - lowCost) / 2)));
			upEnd = Math.min(upReach, meet);
			downEnd = span - upEnd;
		}
		const upMm = lowMm + mmOf(upEnd);
		if (upEnd > 0) this.#push(edge, lowMm, Math.min(highMm, upMm), lowCost, lowCost + upEnd);
		const meets = upEnd >= 0 && downEnd >= 0 && upEnd + downEnd === span;
		const downMm = meets ? Math.max(lowMm, upMm) : highMm - mmOf(downEnd);
		if (downEnd > 0) this.#push(edge, Math.min(highMm, downMm), highMm, highCost + downEnd, highCost);
	}

	#push(edge: number, fromMm: number, toMm: number, fromCost: number, toCost: number): void {
		const at = this.#count++;
		this.#edge[at] = edge;
		this.#fromMm[at] = fromMm;
		this.#toMm[at] = toMm;
		this.#fromCost[at] = fromCost;
		this.#toCost[at] = toCost;
	}

	columns() {
		return {
			edge: this.#edge.subarray(0, this.#count),
			fromMm: this.#fromMm.subarray(0, this.#count),
			toMm: this.#toMm.subarray(0, this.#count),
			fromCost: this.#fromCost.subarray(0, this.#count),
			toCost: this.#toCost.subarray(0, this.#count),
		};
	}
}
