import { IMPEDANCE_MAX, legCost, type NetworkCosts } from "../cost/network-costs.ts";
import { edgeStretch } from "../graph/edge-shape.ts";
import type { AccessPoints, WalkGraph } from "../graph/walk-graph.ts";
import { NONE } from "../units/constants.ts";
import type { Position } from "../units/position.ts";
import { type AccessEnds, accessEnds, walkAlong } from "./access-ends.ts";
import { searchFrom } from "./search.ts";
import type { SearchResult, SearchWorkspace } from "./search-workspace.ts";

/** One edge of a walk, in walking order; `fromMm > toMm` walks against the edge. */
export interface PathStep {
	readonly edge: number;
	readonly fromMm: number;
	readonly toMm: number;
}

export interface WalkPath {
	/** mm or ms as the costs; straight legs at both ends included. */
	readonly impedance: number;
	/** The places where the walk starts and ends, and the access entries it uses. */
	readonly fromEntry: number;
	readonly toEntry: number;
	readonly steps: readonly PathStep[];
	/** Along the streets, from the first snapped position to the last; at least two positions. */
	readonly line: readonly Position[];
}

/** A walk between two sets of entries: along one shared edge, or through an end slot of each. */
interface BestWalk {
	impedance: number;
	fromSlot: number;
	toSlot: number;
	sharedEdge: boolean;
}

/**
 * The cheapest walk from any of some places to any of some others, with its route.
 *
 * @returns null when there is none. Ties go to the first in the order of entries, so equal questions get equal
 * routes.
 */
export function pathBetween(
	workspace: SearchWorkspace,
	graph: WalkGraph,
	costs: NetworkCosts,
	from: AccessPoints,
	to: AccessPoints,
): WalkPath | null {
	const out = accessEnds(graph, costs, from, "from");
	const into = accessEnds(graph, costs, to, "to");
	// Searched from the destination, so that the route can be followed forwards from its start.
	const found = searchFrom(
		workspace,
		costs.reverse,
		{ node: into.node, cost: into.cost, label: slotLabels(into) },
		IMPEDANCE_MAX,
	);
	const { cost, label } = found;
	const best: BestWalk = { impedance: IMPEDANCE_MAX + 1, fromSlot: NONE, toSlot: NONE, sharedEdge: false };
	for (let slot = 0; slot < out.node.length; slot++) {
		const node = out.node[slot]!;
		const walk = out.cost[slot]! + cost[node]!;
		if (walk >= best.impedance) continue;
		Object.assign(best, {
			impedance: walk,
			fromSlot: slot,
			toSlot: label[node],
			sharedEdge: false,
		});
	}
	takeSharedEdges(graph, costs, from, to, best);
	if (best.fromSlot === NONE) return null;
	const fromEntry = best.fromSlot >> 1;
	const toEntry = best.toSlot >> 1;
	const walked = best.sharedEdge
		? [{ edge: from.edge[fromEntry]!, fromMm: from.alongMm[fromEntry]!, toMm: to.alongMm[toEntry]! }]
		: stepsBetween(found, graph, costs, from, to, into, best);
	const steps = walked.filter((step) => step.fromMm !== step.toMm);
	return {
		impedance: best.impedance,
		fromEntry,
		toEntry,
		steps,
		// A walk of length zero has no steps; its line is the place.
		line: lineOf(graph, steps.length > 0 ? steps : walked.slice(0, 1)),
	};
}

/** Labels are slots, so that the end of the walk names its access entry and direction. */
function slotLabels(ends: AccessEnds): Uint32Array {
	return Uint32Array.from(ends.node.keys());
}

function takeSharedEdges(
	graph: WalkGraph,
	costs: NetworkCosts,
	from: AccessPoints,
	to: AccessPoints,
	best: BestWalk,
): void {
	for (let i = 0; i < from.edge.length; i++) {
		const edge = from.edge[i]!;
		for (let j = 0; j < to.edge.length; j++) {
			if (to.edge[j] !== edge) continue;
			const along = walkAlong(graph, costs, edge, from.alongMm[i]!, to.alongMm[j]!);
			const walk = legCost(costs, from.offsetMm[i]!) + along + legCost(costs, to.offsetMm[j]!);
			if (walk >= best.impedance) continue;
			Object.assign(best, { impedance: walk, fromSlot: 2 * i, toSlot: 2 * j, sharedEdge: true });
		}
	}
}

/** Follows descending costs from the first end node to the last, edge by edge. */
function stepsBetween(
	found: SearchResult,
	graph: WalkGraph,
	costs: NetworkCosts,
	from: AccessPoints,
	to: AccessPoints,
	into: AccessEnds,
	best: BestWalk,
): PathStep[] {
	const { cost, label } = found;
	const fromEntry = best.fromSlot >> 1;
	const toEntry = best.toSlot >> 1;
	const firstEdge = from.edge[fromEntry]!;
	const endMm = (edge: number, atStart: boolean): number => (atStart ? 0 : graph.edgeLengthMm[edge]!);
	const steps: PathStep[] = [
		{
			edge: firstEdge,
			fromMm: from.alongMm[fromEntry]!,
			toMm: endMm(firstEdge, (best.fromSlot & 1) === 0),
		},
	];
	let node = best.fromSlot & 1 ? graph.edgeTo[firstEdge]! : graph.edgeFrom[firstEdge]!;
	while (!(node === into.node[best.toSlot] && cost[node] === into.cost[best.toSlot])) {
		const arc = descendingArc(graph, costs, cost, label, node);
		const edge = graph.arcEdge[arc]!;
		const next = graph.arcHead[arc]!;
		const forward = graph.edgeFrom[edge] === node;
		steps.push({ edge, fromMm: endMm(edge, forward), toMm: endMm(edge, !forward) });
		node = next;
	}
	const lastEdge = to.edge[toEntry]!;
	steps.push({
		edge: lastEdge,
		fromMm: endMm(lastEdge, (best.toSlot & 1) === 0),
		toMm: to.alongMm[toEntry]!,
	});
	return steps;
}

/** The first arc out of a node on a cheapest walk to the target of its label. */
function descendingArc(
	graph: WalkGraph,
	costs: NetworkCosts,
	cost: Int32Array,
	label: Int32Array,
	node: number,
): number {
	for (let arc = graph.firstArc[node]!; arc < graph.firstArc[node + 1]!; arc++) {
		const head = graph.arcHead[arc]!;
		const edgeCost = costs.edgeCost[graph.arcEdge[arc]!]!;
		if (label[head] === label[node] && cost[head]! + edgeCost === cost[node]) return arc;
	}
	throw new Error(`The walk search left node ${node} without a way on.`);
}

function lineOf(graph: WalkGraph, steps: readonly PathStep[]): Position[] {
	const line: Position[] = [];
	for (const { edge, fromMm, toMm } of steps) {
		const stretch = edgeStretch(graph, edge, fromMm, toMm);
		line.push(...(line.length === 0 ? stretch : stretch.slice(1)));
	}
	return line;
}
