import { WAY_FLAG } from "./street-source.ts";

/** One direction of a network as compressed sparse rows: the arcs of node n are first[n] .. first[n + 1). */
export interface ArcRows {
	/** Shape [nodeCount + 1]. */
	readonly first: Uint32Array;
	/** Shape [arcCount]; the node at the other end. */
	readonly node: Uint32Array;
	/** Shape [arcCount]; the edge walked. */
	readonly edge: Uint32Array;
}

/**
 * Sorts arcs into rows by their near node, keeping their order within a row.
 *
 * @param near Shape [arcCount]; the node whose row an arc belongs to; `far` is the node it leads to.
 */
export function arcRows(nodeCount: number, near: Uint32Array, far: Uint32Array, edge: Uint32Array): ArcRows {
	const first = new Uint32Array(nodeCount + 1);
	for (let arc = 0; arc < near.length; arc++) first[near[arc]! + 1]!++;
	for (let node = 0; node < nodeCount; node++) first[node + 1]! += first[node]!;
	const next = first.slice(0, nodeCount);
	const rows = { first, node: new Uint32Array(near.length), edge: new Uint32Array(near.length) };
	for (let arc = 0; arc < near.length; arc++) {
		const slot = next[near[arc]!]!++;
		rows.node[slot] = far[arc]!;
		rows.edge[slot] = edge[arc]!;
	}
	return rows;
}

/** Arcs of all edges in both directions; `forward` and `reverse` are one object where no edge is one-way. */
export function graphArcs(
	nodeCount: number,
	edgeFrom: Uint32Array,
	edgeTo: Uint32Array,
	edgeFlags: Uint16Array,
) {
	const edgeCount = edgeFrom.length;
	const tail = new Uint32Array(edgeCount * 2);
	const head = new Uint32Array(edgeCount * 2);
	const edges = new Uint32Array(edgeCount * 2);
	let arcCount = 0;
	let oneWay = false;
	for (let edge = 0; edge < edgeCount; edge++) {
		const flags = edgeFlags[edge]!;
		const forward = (flags & WAY_FLAG.WALK_FORWARD) !== 0;
		const backward = (flags & WAY_FLAG.WALK_BACKWARD) !== 0;
		oneWay ||= forward !== backward;
		if (forward) {
			tail[arcCount] = edgeFrom[edge]!;
			head[arcCount] = edgeTo[edge]!;
			edges[arcCount++] = edge;
		}
		if (backward) {
			tail[arcCount] = edgeTo[edge]!;
			head[arcCount] = edgeFrom[edge]!;
			edges[arcCount++] = edge;
		}
	}
	const tails = tail.subarray(0, arcCount);
	const heads = head.subarray(0, arcCount);
	const arcEdges = edges.subarray(0, arcCount);
	const forward = arcRows(nodeCount, tails, heads, arcEdges);
	return { forward, reverse: oneWay ? arcRows(nodeCount, heads, tails, arcEdges) : forward };
}
