import type { StreetNetwork } from "./street-network.ts";
import { NODE_FLAG, type StreetSource, WAY_FLAG } from "./street-source.ts";

/** The flags of a way with its node order reversed. */
export function reversedFlags(flags: number): number {
	const rest = flags & ~(WAY_FLAG.WALK_FORWARD | WAY_FLAG.WALK_BACKWARD);
	const forward = (flags & WAY_FLAG.WALK_FORWARD) !== 0 ? WAY_FLAG.WALK_BACKWARD : 0;
	const backward = (flags & WAY_FLAG.WALK_BACKWARD) !== 0 ? WAY_FLAG.WALK_FORWARD : 0;
	return rest | forward | backward;
}

/**
 * Merges two edges of the same street (class, flags, name) at a vertex where only they meet: a cut made in editing,
 * not a crossing. Lengths and shapes stay; the network has fewer nodes to search.
 *
 * @param keepEdge Shape [edgeCount]; edges with 0 are left out of the result.
 * @param isCorner Shape [sourceNodeCount]; nodes that stay because squares have their corners there.
 */
export function mergeEdges(
	network: StreetNetwork,
	source: StreetSource,
	keepEdge: Uint8Array,
	isCorner?: Uint8Array,
): StreetNetwork {
	const { edgeFrom, edgeTo, edgeWay, shapeStart, shapeNode } = network;
	const edgeCount = edgeFrom.length;
	const vertexCount = network.vertexNode.length;
	const degree = new Uint32Array(vertexCount);
	const firstEdge = new Int32Array(vertexCount).fill(-1);
	const secondEdge = new Int32Array(vertexCount).fill(-1);
	const meet = (vertex: number, edge: number): void => {
		if (degree[vertex] === 0) firstEdge[vertex] = edge;
		else if (degree[vertex] === 1) secondEdge[vertex] = edge;
		degree[vertex]!++;
	};
	let keptPoints = 0;
	for (let edge = 0; edge < edgeCount; edge++) {
		if (keepEdge[edge] === 0) continue;
		meet(edgeFrom[edge]!, edge);
		meet(edgeTo[edge]!, edge);
		keptPoints += shapeStart[edge + 1]! - shapeStart[edge]!;
	}

	/** The edge's flags in the direction away from `vertex`. */
	const flagsAwayFrom = (edge: number, vertex: number): number => {
		const flags = source.wayFlags[edgeWay[edge]!]!;
		return edgeFrom[edge] === vertex ? flags : reversedFlags(flags);
	};
	/** The edge that continues `edge` through `vertex` as the same street, or −1. */
	const continuation = (edge: number, vertex: number): number => {
		if (degree[vertex] !== 2) return -1;
		const node = network.vertexNode[vertex]!;
		if (isCorner?.[node] === 1 || (source.nodeFlags[node]! & NODE_FLAG.PRIVATE_GATE) !== 0) return -1;
		const next = firstEdge[vertex] === edge ? secondEdge[vertex]! : firstEdge[vertex]!;
		if (next === edge) return -1;
		const way = edgeWay[edge]!;
		const nextWay = edgeWay[next]!;
		const same =
			source.wayClass[way] === source.wayClass[nextWay] &&
			source.wayName[way] === source.wayName[nextWay] &&
			reversedFlags(flagsAwayFrom(edge, vertex)) === flagsAwayFrom(next, vertex);
		return same ? next : -1;
	};
	const otherEnd = (edge: number, vertex: number): number =>
		edgeFrom[edge] === vertex ? edgeTo[edge]! : edgeFrom[edge]!;

	const used = new Uint8Array(edgeCount);
	const mergedFrom: number[] = [];
	const mergedTo: number[] = [];
	const mergedWay: number[] = [];
	const mergedStart: number[] = [0];
	const mergedNode = new Uint32Array(keptPoints);
	let pointCount = 0;

	/** Appends an edge's nodes, starting at `vertex`; drops the first where it repeats the last. */
	const append = (edge: number, vertex: number, isFirst: boolean): void => {
		const start = shapeStart[edge]!;
		const end = shapeStart[edge + 1]!;
		const skip = isFirst ? 0 : 1;
		if (edgeFrom[edge] === vertex) {
			for (let i = start + skip; i < end; i++) mergedNode[pointCount++] = shapeNode[i]!;
		} else {
			for (let i = end - 1 - skip; i >= start; i--) mergedNode[pointCount++] = shapeNode[i]!;
		}
	};

	for (let seed = 0; seed < edgeCount; seed++) {
		if (keepEdge[seed] === 0 || used[seed] === 1) continue;
		// Go back to the start of the street, then forward to its end. A closed ring starts where it was found.
		let edge = seed;
		let begin = edgeFrom[edge]!;
		for (let back = continuation(edge, begin); back >= 0 && back !== seed; back = continuation(edge, begin)) {
			edge = back;
			begin = otherEnd(edge, begin);
		}
		const origin = begin;
		const originEdge = edge;
		let tip = begin;
		let next = edge;
		do {
			append(next, tip, next === originEdge);
			used[next] = 1;
			tip = otherEnd(next, tip);
			next = continuation(next, tip);
		} while (next >= 0 && used[next] === 0);
		// The merged edge takes the way of the first edge; the reverse direction would flip its one-way flags.
		const forward = edgeFrom[originEdge] === origin;
		if (!forward) mergedNode.subarray(mergedStart[mergedStart.length - 1], pointCount).reverse();
		mergedFrom.push(forward ? origin : tip);
		mergedTo.push(forward ? tip : origin);
		mergedWay.push(edgeWay[originEdge]!);
		mergedStart.push(pointCount);
	}
	return {
		vertexNode: network.vertexNode,
		edgeFrom: Uint32Array.from(mergedFrom),
		edgeTo: Uint32Array.from(mergedTo),
		edgeWay: Uint32Array.from(mergedWay),
		shapeStart: Uint32Array.from(mergedStart),
		shapeNode: mergedNode.slice(0, pointCount),
	};
}
