import type { SearchArcs } from "../cost/network-costs.ts";
import { NONE } from "../units/constants.ts";

/**
 * An order of eliminating the nodes of a network one by one. Each eliminated node's remaining neighbours are joined,
 * so walks through it are kept as walks between them. Costs play no part, so one order serves all profiles.
 */
export interface Elimination {
	readonly nodeCount: number;
	/**
	 * Shape [nodeCount]; a node's rank, 0 is eliminated first. In postorder of the elimination tree, in which the
	 * parent of a node is its first neighbour to be eliminated after it: a node's subtree lies right before it.
	 */
	readonly rankOf: Int32Array;
	/** Shape [nodeCount + 1]; by rank, where its higher neighbours lie in `upper`. */
	readonly first: Uint32Array;
	/** Ranks, ascending within a row; neighbours by a street or by an elimination. */
	readonly upper: Uint32Array;
}

/**
 * Eliminates the node with the fewest neighbours first; of several the one that reached that degree last. On street
 * networks, with degrees of three or four and few bridges, few arcs are added: one to three per node.
 *
 * Source: minimum degree, Markowitz 1957 and Tinney & Walker 1967.
 */
export function eliminate(nodeCount: number, { row, arcs }: SearchArcs): Elimination {
	const neighbours: number[][] = Array.from({ length: nodeCount }, () => []);
	const stamp = new Int32Array(nodeCount).fill(-1);
	let round = 0;
	const join = (node: number, others: Iterable<number>): void => {
		const own = neighbours[node]!;
		round++;
		stamp[node] = round;
		for (const other of own) stamp[other] = round;
		for (const other of others) {
			if (stamp[other] === round) continue;
			stamp[other] = round;
			own.push(other);
		}
	};
	for (let node = 0; node < nodeCount; node++) {
		for (let arc = row[node]!; arc < row[node + 1]!; arc += 2) {
			const head = arcs[arc]! >> 1;
			join(node, [head]);
			join(head, [node]);
		}
	}

	const takenOut = new Int32Array(nodeCount).fill(NONE);
	const rows: number[][] = [];
	const byDegree: number[][] = [];
	const list = (node: number): void => {
		const degree = neighbours[node]!.length;
		while (byDegree.length <= degree) byDegree.push([]);
		byDegree[degree]!.push(node);
	};
	for (let node = nodeCount - 1; node >= 0; node--) list(node);
	let lowest = 0;
	while (rows.length < nodeCount) {
		const node = byDegree[lowest]?.pop();
		if (node === undefined) {
			lowest++;
			continue;
		}
		const around = neighbours[node]!;
		// A stale entry: its degree has changed and it was listed again.
		if (takenOut[node] !== NONE || around.length !== lowest) continue;
		takenOut[node] = rows.length;
		rows.push(around);
		for (const other of around) {
			const kept = neighbours[other]!;
			kept[kept.indexOf(node)] = kept.at(-1)!;
			kept.pop();
			join(other, around);
			list(other);
			lowest = Math.min(lowest, kept.length);
		}
	}

	return inPostorder(takenOut, rows);
}

/**
 * Every order that eliminates each node before its parent adds the same arcs; in postorder neighbours in the city are
 * neighbours in memory.
 *
 * @param takenOut Shape [nodeCount]; when a node was eliminated.
 * @param rows In that order, each node's higher neighbours.
 */
function inPostorder(takenOut: Int32Array, rows: readonly (readonly number[])[]): Elimination {
	const nodeCount = rows.length;
	const parents = rows.map((around) =>
		around.reduce((low, node) => Math.min(low, takenOut[node]!), nodeCount),
	);
	const hanging = new Int32Array(nodeCount + 1).fill(1);
	parents.forEach((parent, turn) => {
		hanging[parent]! += hanging[turn]!;
	});
	// From the roots down: each node is last in its subtree, and the next child's subtree ends right before those
	// placed.
	const rankAt = new Int32Array(nodeCount);
	const nextEnd = new Int32Array(nodeCount + 1);
	nextEnd[nodeCount] = nodeCount - 1;
	for (let turn = nodeCount - 1; turn >= 0; turn--) {
		const parent = parents[turn]!;
		const rank = nextEnd[parent]!;
		rankAt[turn] = rank;
		nextEnd[turn] = rank - 1;
		nextEnd[parent] = rank - hanging[turn]!;
	}

	const first = new Uint32Array(nodeCount + 1);
	rows.forEach((around, turn) => {
		first[rankAt[turn]! + 1] = around.length;
	});
	for (let rank = 0; rank < nodeCount; rank++) first[rank + 1]! += first[rank]!;
	const upper = new Uint32Array(first[nodeCount]!);
	const rankOf = takenOut.map((turn) => rankAt[turn]!);
	rows.forEach((around, turn) => {
		const from = first[rankAt[turn]!]!;
		around.forEach((node, i) => {
			upper[from + i] = rankOf[node]!;
		});
		upper.subarray(from, from + around.length).sort();
	});
	return { nodeCount, rankOf, first, upper };
}
