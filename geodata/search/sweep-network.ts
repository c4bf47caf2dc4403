import { IMPEDANCE_MAX, NEVER, type SearchArcs } from "../cost/network-costs.ts";
import { NONE } from "../units/constants.ts";
import type { CoreEnds } from "./core-network.ts";
import type { Elimination } from "./elimination.ts";
import type { Seeds } from "./search.ts";
import { parentsOf, type SweepArcs, sweepLayout } from "./sweep-layout.ts";

/**
 * A network preprocessed for searches without a queue, from any seeds to fixed targets. Nodes are in elimination
 * order; an arc between two joined nodes has the cost of the cheapest walk between them through nodes eliminated
 * before both. The cheapest walk between any two nodes then rises in rank first and falls afterwards, so one pass
 * upwards and one downwards find it; the second visits only nodes that lead down to a target.
 *
 * Source: customizable contraction hierarchies (Dibbelt, Strasser & Wagner 2016); the passes after PHAST (Delling,
 * Goldberg, Nowatzyk & Werneck 2011), restricted to targets after RPHAST (Delling, Goldberg & Werneck 2011).
 */
export interface SweepNetwork {
	/** Shape [nodeCount]; place of a node's walk in memory, see {@link SweepLayout}. */
	readonly placeOf: Int32Array;
	/** Shape [targets]; likewise for a target. */
	readonly targetAt: Int32Array;
	readonly runs: Int32Array;
	/** Shape [nodeCount + targets]; the place of a node's parent in the elimination tree, or NONE. */
	readonly parent: Int32Array;
	/** By place. `up` and `down` are one object where no arc is one-way. */
	readonly up: SweepArcs;
	readonly down: SweepArcs;
}

/** Maximum number of labels of a sweep: a walk is one double, its label the fraction, 53 bits together. */
export const SWEPT_LABELS = 2 ** 21;

/**
 * Applies the costs of a network to an elimination of it, or of a network that contains all its arcs.
 *
 * @param targets Places whose walks are wanted, by the nodes they are reached from.
 */
export function sweepNetwork(elimination: Elimination, network: SearchArcs, targets: CoreEnds): SweepNetwork {
	const { rankOf, upper, nodeCount } = elimination;
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
		// Through the lowest of the three.
		lower(up, across, down[toLow]! + up[toHigh]!);
		lower(down, across, down[toHigh]! + up[toLow]!);
	});
	// An arc that is dearer than a walk through a higher node lies on no cheapest walk.
	const bestUp = up.slice();
	const bestDown = down.slice();
	forTriangles(elimination, true, (toLow, toHigh, across) => {
		lower(bestUp, toHigh, bestUp[toLow]! + bestUp[across]!);
		lower(bestUp, toLow, bestUp[toHigh]! + bestDown[across]!);
		lower(bestDown, toHigh, bestDown[across]! + bestDown[toLow]!);
		lower(bestDown, toLow, bestUp[across]! + bestDown[toHigh]!);
	});
	const isSame = up.every((cost, slot) => cost === down[slot]);
	const keptDown = withTargets(keptArcs(elimination, down, bestDown), rankOf, targets);
	const keptUp = isSame ? keptDown : keptArcs(elimination, up, bestUp);
	const { placeOf, runs } = sweepLayout(elimination, keptDown);
	const parent = new Int32Array(placeOf.length).fill(NONE);
	parentsOf(elimination).forEach((above, rank) => {
		if (above !== NONE) parent[placeOf[rank]!] = placeOf[above]!;
	});
	const laidDown = byPlace(keptDown, placeOf);
	return {
		placeOf: rankOf.map((rank) => placeOf[rank]!),
		targetAt: placeOf.slice(nodeCount),
		runs,
		parent,
		up: isSame ? laidDown : byPlace(keptUp, placeOf),
		down: laidDown,
	};
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
 * Visits every triangle of mutually joined ranks, by its lowest rank: upwards, or downwards.
 *
 * @param visit Receives the slots between lowest and middle, lowest and highest, and middle and highest.
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

function keptArcs({ nodeCount, first, upper }: Elimination, costs: Int32Array, best: Int32Array): SweepArcs {
	const row = new Int32Array(nodeCount + 1);
	const arcs = new Int32Array(2 * upper.length);
	let end = 0;
	for (let rank = 0; rank < nodeCount; rank++) {
		for (let slot = first[rank]!; slot < first[rank + 1]!; slot++) {
			if (costs[slot]! > IMPEDANCE_MAX || costs[slot] !== best[slot]) continue;
			arcs[end++] = upper[slot]!;
			arcs[end++] = costs[slot]!;
		}
		row[rank + 1] = end;
	}
	return { row, arcs: arcs.subarray(0, end) };
}

/** A target is one more row, below the nodes it is reached from. */
function withTargets(kept: SweepArcs, rankOf: Int32Array, { start, node, cost }: CoreEnds): SweepArcs {
	const nodeCount = rankOf.length;
	const end = kept.arcs.length;
	const row = new Int32Array(nodeCount + start.length);
	row.set(kept.row);
	for (let target = 1; target < start.length; target++) row[nodeCount + target] = end + 2 * start[target]!;
	const arcs = new Int32Array(end + 2 * node.length);
	arcs.set(kept.arcs);
	node.forEach((of, slot) => {
		arcs[end + 2 * slot] = rankOf[of]!;
		arcs[end + 2 * slot + 1] = cost[slot]!;
	});
	return { row, arcs };
}

function byPlace(kept: SweepArcs, placeOf: Int32Array): SweepArcs {
	const rows = kept.row.length - 1;
	const row = new Int32Array(placeOf.length + 1);
	for (let at = 0; at < rows; at++) row[placeOf[at]! + 1] = kept.row[at + 1]! - kept.row[at]!;
	for (let place = 0; place < placeOf.length; place++) row[place + 1]! += row[place]!;
	const arcs = new Int32Array(kept.arcs.length);
	for (let at = 0; at < rows; at++) {
		let to = row[placeOf[at]!]!;
		for (let arc = kept.row[at]!; arc < kept.row[at + 1]!; arc += 2) {
			arcs[to++] = placeOf[kept.arcs[arc]!]!;
			arcs[to++] = kept.arcs[arc + 1]!;
		}
	}
	return { row, arcs };
}

/**
 * Cheapest walks from the nearest of several seeds to every target, as `searchFrom` finds them without a limit.
 *
 * A walk is one number: its impedance, with its label as a fraction. The lower of two is the cheaper one, and on a
 * tie the one with the lower label. Comparisons are branch-free, because the processor cannot predict them: a + b −
 * |a − b| is twice the lower of a and b and needs at most 53 bits. (`Math.min` and `<` compile to branches, and a
 * function for this is not always inlined.)
 *
 * @param seeds By node; costs at most IMPEDANCE_MAX; labels in [0, {@link SWEPT_LABELS}).
 * @param walks Shape [nodeCount + targets], overwritten. For a target: the impedance of the cheapest walk plus the
 * label
 *   of its seed in {@link SWEPT_LABELS}ths; NEVER where there is none.
 */
export function sweepFrom(network: SweepNetwork, seeds: Seeds, walks: Float64Array): void {
	walks.fill(NEVER);
	sweepUp(network, seeds, walks);
	sweepDown(network, walks);
}

function sweepUp({ placeOf, parent, up }: SweepNetwork, seeds: Seeds, walks: Float64Array): void {
	// A bit for each place on a path from a seed up the elimination tree; the upward pass visits only these.
	const bits = new Int32Array((walks.length >> 5) + 1);
	for (let i = 0; i < seeds.node.length; i++) {
		const place = placeOf[seeds.node[i]!]!;
		walks[place] = Math.min(walks[place]!, seeds.cost[i]! + seeds.label[i]! / SWEPT_LABELS);
		bits[place >> 5]! |= 1 << (place & 31);
	}
	const { row, arcs } = up;
	for (let word = bits.length - 1; word >= 0; word--) {
		for (let left = bits[word]!; left !== 0; left = bits[word]!) {
			const bit = 31 - Math.clz32(left);
			bits[word] = left ^ (1 << bit);
			const place = 32 * word + bit;
			const above = parent[place]!;
			if (above !== NONE) bits[above >> 5]! |= 1 << (above & 31);
			const here = walks[place]!;
			const end = row[place + 1]!;
			for (let arc = row[place]!; arc < end; arc += 2) {
				const head = arcs[arc]!;
				const known = walks[head]!;
				const walk = here + arcs[arc + 1]!;
				walks[head] = 0.5 * (known + walk - Math.abs(known - walk));
			}
		}
	}
}

function sweepDown({ runs, down: { arcs } }: SweepNetwork, walks: Float64Array): void {
	let place = 0;
	let arc = 0;
	for (let run = 0; run < runs.length; run += 2) {
		const stop = place + runs[run]!;
		const ways = runs[run + 1]!;
		if (ways === 2) {
			for (; place < stop; place++, arc += 4) {
				const a = walks[arcs[arc]!]! + arcs[arc + 1]!;
				const b = walks[arcs[arc + 2]!]! + arcs[arc + 3]!;
				const known = 2 * walks[place]!;
				const ab = a + b - Math.abs(a - b);
				walks[place] = 0.25 * (known + ab - Math.abs(known - ab));
			}
		} else if (ways === 3) {
			for (; place < stop; place++, arc += 6) {
				const a = walks[arcs[arc]!]! + arcs[arc + 1]!;
				const b = walks[arcs[arc + 2]!]! + arcs[arc + 3]!;
				const c = walks[arcs[arc + 4]!]! + arcs[arc + 5]!;
				const known = walks[place]!;
				const ab = a + b - Math.abs(a - b);
				const ck = c + known - Math.abs(c - known);
				walks[place] = 0.25 * (ab + ck - Math.abs(ab - ck));
			}
		} else {
			for (; place < stop; place++) {
				let best = walks[place]!;
				for (const end = arc + 2 * ways; arc < end; arc += 2) {
					const walk = walks[arcs[arc]!]! + arcs[arc + 1]!;
					best = 0.5 * (best + walk - Math.abs(best - walk));
				}
				walks[place] = best;
			}
		}
	}
}
