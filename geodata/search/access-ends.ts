import { costFromStart, legCost, NEVER, type NetworkCosts } from "../cost/network-costs.ts";
import { WAY_FLAG } from "../graph/street-source.ts";
import type { AccessPoints, WalkGraph } from "../graph/walk-graph.ts";
import { UNREACHED } from "../units/constants.ts";

/** `from`: walks that start at the places. `to`: walks that end at them. */
export type Direction = "from" | "to";

/**
 * Cost between places and the two end nodes of their edges, straight legs included. Two slots per access entry: slot
 * 2e is its edgeFrom, 2e + 1 its edgeTo.
 */
export interface AccessEnds {
	/** Shape [2 · entries]; node indices. */
	readonly node: Uint32Array;
	/** Shape [2 · entries]; impedance, or NEVER where a one-way or impassable edge forbids the walk. */
	readonly cost: Int32Array;
	/** Shape [2 · entries]; the place of the entry. */
	readonly label: Int32Array;
}

/**
 * True when a walk in `direction` may use the edge from its start to its end (`upward`) or from its end to its start.
 */
export function spreads(flags: number, direction: Direction, upward: boolean): boolean {
	const forward = (direction === "from") === upward;
	return (flags & (forward ? WAY_FLAG.WALK_FORWARD : WAY_FLAG.WALK_BACKWARD)) !== 0;
}

/**
 * Cost of walking along one edge from one position on it to another, or NEVER where that direction is not walkable.
 */
export function walkAlong(
	graph: WalkGraph,
	costs: NetworkCosts,
	edge: number,
	fromMm: number,
	toMm: number,
): number {
	if (fromMm === toMm) return 0;
	const way = toMm > fromMm ? WAY_FLAG.WALK_FORWARD : WAY_FLAG.WALK_BACKWARD;
	if (costs.edgeCost[edge] === UNREACHED || (graph.edgeFlags[edge]! & way) === 0) return NEVER;
	return Math.abs(costFromStart(graph, costs, edge, toMm) - costFromStart(graph, costs, edge, fromMm));
}

export function accessEnds(
	graph: WalkGraph,
	costs: NetworkCosts,
	access: AccessPoints,
	direction: Direction,
): AccessEnds {
	const entries = access.edge.length;
	const node = new Uint32Array(entries * 2);
	const cost = new Int32Array(entries * 2).fill(NEVER);
	const label = new Int32Array(entries * 2);
	for (let place = 0; place < access.count; place++) {
		for (let entry = access.start[place]!; entry < access.start[place + 1]!; entry++) {
			const edge = access.edge[entry]!;
			const flags = graph.edgeFlags[edge]!;
			node[2 * entry] = graph.edgeFrom[edge]!;
			node[2 * entry + 1] = graph.edgeTo[edge]!;
			label[2 * entry] = place;
			label[2 * entry + 1] = place;
			const leg = legCost(costs, access.offsetMm[entry]!);
			const alongMm = access.alongMm[entry]!;
			// A place at an end of the edge is on the node, even where the edge is impassable.
			if (alongMm === 0) cost[2 * entry] = leg;
			if (alongMm === graph.edgeLengthMm[edge]) cost[2 * entry + 1] = leg;
			const edgeCost = costs.edgeCost[edge]!;
			if (edgeCost === UNREACHED) continue;
			const below = costFromStart(graph, costs, edge, alongMm);
			if (spreads(flags, direction, false)) cost[2 * entry] = leg + below;
			if (spreads(flags, direction, true)) cost[2 * entry + 1] = leg + edgeCost - below;
		}
	}
	return { node, cost, label };
}
