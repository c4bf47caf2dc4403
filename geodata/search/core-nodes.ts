import { arcRows } from "../graph/arc-rows.ts";
import type { WalkGraph } from "../graph/walk-graph.ts";

/**
 * Separates nodes where a walk has a choice from the others: dead-end trees and chains between two crossings are the
 * *fringe*, the rest the *core*. Direction and cost are ignored, so one core serves all profiles.
 *
 * Every connected part of the fringe touches at most two core nodes; trees and rings without a crossing are all
 * fringe.
 *
 * @returns Shape [nodeCount]; 1 in the core.
 */
export function coreNodes(graph: WalkGraph): Uint8Array {
	const { nodeCount, edgeCount, edgeFrom, edgeTo } = graph;
	// A loop shortens no walk between nodes.
	const near: number[] = [];
	const far: number[] = [];
	for (let edge = 0; edge < edgeCount; edge++) {
		const from = edgeFrom[edge]!;
		const to = edgeTo[edge]!;
		if (from === to) continue;
		near.push(from, to);
		far.push(to, from);
	}
	const rows = arcRows(
		nodeCount,
		Uint32Array.from(near),
		Uint32Array.from(far),
		new Uint32Array(near.length),
	);
	const degree = Int32Array.from(
		{ length: nodeCount },
		(_, node) => rows.first[node + 1]! - rows.first[node]!,
	);

	// Dead ends are removed until none is left.
	const pruned = new Uint8Array(nodeCount);
	const stack: number[] = [];
	for (let node = 0; node < nodeCount; node++) if (degree[node] === 1) stack.push(node);
	for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
		if (degree[node] !== 1) continue;
		pruned[node] = 1;
		for (let i = rows.first[node]!; i < rows.first[node + 1]!; i++) {
			const next = rows.node[i]!;
			if (pruned[next] === 0 && --degree[next]! === 1) stack.push(next);
		}
	}

	return Uint8Array.from(degree, (ends, node) => (pruned[node] === 0 && ends > 2 ? 1 : 0));
}
