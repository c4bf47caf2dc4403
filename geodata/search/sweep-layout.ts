import { NONE } from "../units/constants.ts";
import type { Elimination } from "./elimination.ts";

/**
 * Arcs from each row upwards, or down to it from above. Rows are ranks of an elimination, followed by targets where
 * there are any.
 */
export interface SweepArcs {
	/** Shape [rows + 1]; arcs of row r are arcs[row[r]] .. arcs[row[r + 1]), two numbers per arc. */
	readonly row: Int32Array;
	/** The upper end, then the cost. */
	readonly arcs: Int32Array;
}

/** Memory layout of a sweep's walks. A place above another comes before it. */
export interface SweepLayout {
	/** Shape [nodeCount + targets]; by rank, then by target. */
	readonly placeOf: Int32Array;
	/** Shape [2 · runs]; a number of consecutive places with equally many arcs, and that number of arcs. */
	readonly runs: Int32Array;
}

/** Number of nodes whose walks and arcs fit in a processor core's caches together. */
const BLOCK_NODES = 4096;

/**
 * Lays out a network for sweeps. Targets and nodes that lead down to a target come first, in `runs`; the rest is only
 * swept upwards.
 *
 * A subtree of the elimination tree is a neighbourhood of the city. Subtrees of some thousand nodes are blocks, swept
 * one after another; their common ancestors come before them. Within a block, nodes are sorted by height (the longest
 * chain of dependants) and then by number of arcs, so that loops over rows have predictable ends.
 *
 * @param down Arcs downwards, by rank, then by target.
 */
export function sweepLayout(elimination: Elimination, down: SweepArcs): SweepLayout {
	const { nodeCount } = elimination;
	const count = down.row.length - 1;
	const needed = new Uint8Array(count).fill(1, nodeCount);
	// Height above the deepest node of the subtree in the elimination tree; targets have 0.
	const height = new Int32Array(count).fill(1, 0, nodeCount);
	const block = new Int32Array(count);
	block.set(blocksOf(elimination));
	for (let at = nodeCount; at < count; at++) {
		for (let arc = down.row[at]!; arc < down.row[at + 1]!; arc += 2) {
			const above = down.arcs[arc]!;
			needed[above] = 1;
			block[at] = Math.max(block[at]!, block[above]!);
		}
	}
	// All higher neighbours of a node are its ancestors in the tree.
	parentsOf(elimination).forEach((parent, rank) => {
		if (parent === NONE) return;
		needed[parent]! |= needed[rank]!;
		height[parent] = Math.max(height[parent]!, height[rank]! + 1);
	});

	const ways = Int32Array.from(height, (_, at) => (down.row[at + 1]! - down.row[at]!) >> 1);
	const highest = height.reduce((high, of) => Math.max(high, of), 0);
	let order = Int32Array.from(height.keys());
	order = sortedBy(order, ways);
	order = sortedBy(
		order,
		height.map((of) => highest - of),
	);
	order = sortedBy(order, block);
	order = sortedBy(
		order,
		Int32Array.from(needed, (is) => 1 - is),
	);
	const placeOf = new Int32Array(count);
	order.forEach((at, place) => {
		placeOf[at] = place;
	});
	const runs: number[] = [];
	for (let from = 0, to = 0; from < count && needed[order[from]!] === 1; from = to) {
		const arcs = ways[order[from]!]!;
		while (to < count && needed[order[to]!] === 1 && ways[order[to]!] === arcs) to++;
		runs.push(to - from, arcs);
	}
	return { placeOf, runs: Int32Array.from(runs) };
}

/**
 * Shape [nodeCount]; by rank the parent in the elimination tree, or NONE. All higher neighbours of a node are also
 * ancestors of it.
 */
export function parentsOf({ nodeCount, first, upper }: Elimination): Int32Array {
	return Int32Array.from({ length: nodeCount }, (_, rank) =>
		first[rank]! < first[rank + 1]! ? upper[first[rank]!]! : NONE,
	);
}

/**
 * Shape [nodeCount]; the block of a rank: from 1 on, one subtree or several small ones; 0 for their common ancestors.
 */
function blocksOf(elimination: Elimination): Int32Array {
	const { nodeCount } = elimination;
	const parent = parentsOf(elimination);
	const hanging = new Int32Array(nodeCount).fill(1);
	parent.forEach((above, rank) => {
		if (above !== NONE) hanging[above]! += hanging[rank]!;
	});
	const block = new Int32Array(nodeCount);
	let last = 1;
	let filled = 0;
	for (let rank = 0; rank < nodeCount; rank++) {
		const above = parent[rank]!;
		const size = hanging[rank]!;
		if (size > BLOCK_NODES || (above !== NONE && hanging[above]! <= BLOCK_NODES)) continue;
		if (filled + size > BLOCK_NODES) {
			last++;
			filled = 0;
		}
		filled += size;
		block.fill(last, rank + 1 - size, rank + 1);
	}
	return block;
}

/** Sorted by a whole-number key from 0; stable. */
function sortedBy(order: Int32Array, keyOf: Int32Array): Int32Array<ArrayBuffer> {
	const highest = keyOf.reduce((high, key) => Math.max(high, key), 0);
	const next = new Uint32Array(highest + 2);
	for (const key of keyOf) next[key + 1]!++;
	for (let key = 1; key < next.length; key++) next[key]! += next[key - 1]!;
	const sorted = new Int32Array(order.length);
	for (const at of order) sorted[next[keyOf[at]!]!++] = at;
	return sorted;
}
