import { IMPEDANCE_MAX, NEVER, type SearchArcs } from "../cost/network-costs.ts";
import { NONE } from "../units/constants.ts";
import type { Elimination } from "./elimination.ts";
import type { Seeds } from "./search.ts";

/**
 * A network made ready for searches without a queue. Nodes go by their rank in an elimination; between two nodes that
 * it joined lies the cheapest walk by way of nodes taken out before both. The cheapest walk between any two nodes then
 * first only rises and then only falls, so that one pass over the ranks upwards and one downwards finds it.
 *
 * Source: customizable contraction hierarchies (Dibbelt, Strasser & Wagner 2016); the passes after PHAST
 * (Delling, Goldberg, Nowatzyk & Werneck 2011).
 */
export interface SweepNetwork {
	readonly rankOf: Int32Array;
	/** What leads up from a rank, and what leads down to it from above. The same object where no arc is one-way. */
	readonly up: SweepArcs;
	readonly down: SweepArcs;
}

/** Of each rank the higher ranks it is joined to. */
export interface SweepArcs {
	/** Shape [nodeCount + 1]; arcs of rank r are arcs[row[r]] .. arcs[row[r + 1]), two numbers an arc. */
	readonly row: Int32Array;
	/** Twice the higher rank, then the cost. */
	readonly arcs: Int32Array;
}

/** Costs of a network by an elimination of it, or of a network with all its arcs and more. */
export function sweepNetwork(elimination: Elimination, network: SearchArcs): SweepNetwork {
	const { rankOf, first, upper, nodeCount } = elimination;
	const up = new Int32Array(upper.length).fill(NEVER);
	const down = new Int32Array(upper.length).fill(NEVER);
	for (let node = 0; node < nodeCount; node++) {
		const from = rankOf[node]!;
		for (let arc = network.row[node]!; arc < network.row[node + 1]!; arc += 2) {
			const to = rankOf[network.arcs[arc]! >> 1]!;
			const cost = network.arcs[arc + 1]!;
			if (from === to) continue;
			const slot = slotOf(elimination, Math.min(from, to), Math.max(from, to));
			const costs = from < to ? up : down;
			if (cost < costs[slot]!) costs[slot] = cost;
		}
	}
	forTriangles(elimination, false, (toLow, toHigh, across) => {
		// By way of the lowest of the three.
		lower(up, across, down[toLow]! + up[toHigh]!);
		lower(down, across, down[toHigh]! + up[toLow]!);
	});
	// What a walk by way of a higher node beats is on nobody's cheapest walk.
	const bestUp = up.slice();
	const bestDown = down.slice();
	forTriangles(elimination, true, (toLow, toHigh, across) => {
		lower(bestUp, toHigh, bestUp[toLow]! + bestUp[across]!);
		lower(bestUp, toLow, bestUp[toHigh]! + bestDown[across]!);
		lower(bestDown, toHigh, bestDown[across]! + bestDown[toLow]!);
		lower(bestDown, toLow, bestUp[across]! + bestDown[toHigh]!);
	});
	const upArcs = keptArcs(first, upper, up, bestUp);
	const isSame = up.every((cost, slot) => cost === down[slot]);
	return { rankOf, up: upArcs, down: isSame ? upArcs : keptArcs(first, upper, down, bestDown) };
}

function lower(costs: Int32Array, slot: number, cost: number): void {
	if (cost < costs[slot]!) costs[slot] = cost;
}

function slotOf({ first, upper }: Elimination, low: number, high: number): number {
	let from = first[low]!;
	let to = first[low + 1]!;
	while (from < to) {
		const middle = (from + to) >>> 1;
		if (upper[middle]! < high) from = middle + 1;
		else to = middle;
	}
	if (upper[from] !== high) throw new Error(`Ranks ${low} and ${high} are not joined.`);
	return from;
}

/**
 * Visits every three ranks that are joined to one another, by their lowest: upwards, or downwards.
 *
 * @param visit Given the slots between the lowest and the middle one, the lowest and the highest, and those two.
 */
function forTriangles(
	{ nodeCount, first, upper }: Elimination,
	downwards: boolean,
	visit: (toMiddle: number, toHigh: number, across: number) => void,
): void {
	const slotTo = new Uint32Array(nodeCount);
	for (let i = 0; i < nodeCount; i++) {
		const low = downwards ? nodeCount - 1 - i : i;
		const end = first[low + 1]!;
		for (let toMiddle = first[low]!; toMiddle + 1 < end; toMiddle++) {
			const middle = upper[toMiddle]!;
			for (let slot = first[middle]!; slot < first[middle + 1]!; slot++) slotTo[upper[slot]!] = slot;
			for (let toHigh = toMiddle + 1; toHigh < end; toHigh++)
				visit(toMiddle, toHigh, slotTo[upper[toHigh]!]!);
		}
	}
}

function keptArcs(first: Uint32Array, upper: Uint32Array, costs: Int32Array, best: Int32Array): SweepArcs {
	const nodeCount = first.length - 1;
	const row = new Int32Array(nodeCount + 1);
	const arcs: number[] = [];
	for (let rank = 0; rank < nodeCount; rank++) {
		for (let slot = first[rank]!; slot < first[rank + 1]!; slot++) {
			if (costs[slot]! <= IMPEDANCE_MAX && costs[slot] === best[slot])
				arcs.push(2 * upper[slot]!, costs[slot]!);
		}
		row[rank + 1] = arcs.length;
	}
	return { row, arcs: Int32Array.from(arcs) };
}

/**
 * Cheapest walks from the nearest of several seeds to every node, as `searchFrom` finds them without a limit.
 *
 * No branch hangs on a comparison, which no processor could foresee: sums and masks choose the cheaper walk, and of
 * two as cheap the lower label.
 *
 * @param seeds By node, not by rank; none costs more than IMPEDANCE_MAX.
 * @param walks Shape [2 · nodeCount], overwritten; of each rank the impedance of the cheapest walk, or NEVER, and the
 *   label of the seed it starts from, or NONE.
 */
export function sweepFrom({ rankOf, up, down }: SweepNetwork, seeds: Seeds, walks: Int32Array): void {
	const length = walks.length;
	for (let at = 0; at < length; at += 2) {
		walks[at] = NEVER;
		walks[at + 1] = NONE;
	}
	let lowest = length;
	for (let i = 0; i < seeds.node.length; i++) {
		const at = 2 * rankOf[seeds.node[i]!]!;
		const seedCost = seeds.cost[i]!;
		const known = walks[at]!;
		if (seedCost > known || (seedCost === known && seeds.label[i]! >= walks[at + 1]!)) continue;
		walks[at] = seedCost;
		walks[at + 1] = seeds.label[i]!;
		if (at < lowest) lowest = at;
	}
	const { row: upRow, arcs: upArcs } = up;
	for (let at = lowest; at < length; at += 2) {
		const here = walks[at]!;
		if (here === NEVER) continue;
		const mark = walks[at + 1]!;
		const end = upRow[(at >> 1) + 1]!;
		for (let arc = upRow[at >> 1]!; arc < end; arc += 2) {
			const above = upArcs[arc]!;
			const known = walks[above]!;
			const gain = (here + upArcs[arc + 1]! - known) | 0;
			const knownMark = walks[above + 1]!;
			const mask = (gain - ((mark - knownMark) >>> 31)) >> 31;
			walks[above] = known + (gain & mask);
			walks[above + 1] = knownMark ^ ((knownMark ^ mark) & mask);
		}
	}
	const { row: downRow, arcs: downArcs } = down;
	for (let at = length - 2; at >= 0; at -= 2) {
		let best = walks[at]!;
		let mark = walks[at + 1]!;
		const end = downRow[(at >> 1) + 1]!;
		for (let arc = downRow[at >> 1]!; arc < end; arc += 2) {
			const above = downArcs[arc]!;
			const gain = (walks[above]! + downArcs[arc + 1]! - best) | 0;
			const aboveMark = walks[above + 1]!;
			const mask = (gain - ((aboveMark - mark) >>> 31)) >> 31;
			best += gain & mask;
			mark ^= (mark ^ aboveMark) & mask;
		}
		walks[at] = best;
		walks[at + 1] = mark;
	}
}
