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
 * @param near Shape [arcCount]; the node whose row an arc belongs to; `far` the node it leads to.
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
