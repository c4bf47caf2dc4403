import { NEVER, type SearchArcs } from "../cost/network-costs.ts";
import { NONE } from "../units/constants.ts";
import type { SearchWorkspace } from "./search-workspace.ts";

/** A bucket holds 4096 mm (ms): wide enough to stay few, narrow enough that a node is rarely searched twice. */
const BUCKET_SHIFT = 12;

/** Where a search starts: nodes with what was already spent to be there. Columns of one length. */
export interface Seeds {
	readonly node: ArrayLike<number>;
	/** 0 … IMPEDANCE_MAX. */
	readonly cost: ArrayLike<number>;
	/** What a node reached from this seed is marked with, ≥ 0; on a tie the lowest wins. */
	readonly label: ArrayLike<number>;
}

/**
 * Cheapest walks from the nearest of several seeds to every node, with the seed's label.
 *
 * The result lies in the workspace: `cost` and `label` by node, `touched` the nodes reached. Exact: a node is
 * searched again when it improves, so the width of a bucket changes the speed and nothing else.
 *
 * @param arcs `costs.forward` to walk away from the seeds, `costs.reverse` to walk towards them.
 * @param limit Inclusive, 0 … IMPEDANCE_MAX: a node at exactly `limit` is reached.
 * Source: Dijkstra 1959; circular buckets after Dial 1969, wider than one unit after Denardo and Fox 1979.
 */
export function searchFrom(workspace: SearchWorkspace, arcs: SearchArcs, seeds: Seeds, limit: number): void {
	workspace.clear();
	let low = NEVER;
	let high = 0;
	for (let i = 0; i < seeds.node.length; i++) {
		const seedCost = seeds.cost[i]!;
		if (seedCost > limit) continue;
		if (seedCost < low) low = seedCost;
		if (seedCost > high) high = seedCost;
	}
	if (low === NEVER) return;
	workspace.fitBuckets((Math.max(arcs.maxCost, high - low) >> BUCKET_SHIFT) + 2);

	const { cost, label, touched, buckets } = workspace;
	const { row, arcs: headAndCost } = arcs;
	const mask = buckets.length - 1;
	let entries = workspace.entries;
	let free = workspace.freeEntry;
	let touchedCount = 0;
	let queued = 0;

	for (let i = 0; i < seeds.node.length; i++) {
		const node = seeds.node[i]!;
		const seedCost = seeds.cost[i]!;
		const seedLabel = seeds.label[i]!;
		const known = cost[node]!;
		if (seedCost > limit || seedCost > known || (seedCost === known && label[node]! <= seedLabel)) continue;
		cost[node] = seedCost;
		label[node] = seedLabel;
		if (seedCost === known) continue;
		if (free === NONE) {
			free = workspace.growEntries();
			entries = workspace.entries;
		}
		const entry = free;
		free = entries[entry + 1]!;
		const slot = (seedCost >> BUCKET_SHIFT) & mask;
		entries[entry] = node;
		entries[entry + 1] = buckets[slot]!;
		buckets[slot] = entry;
		queued++;
	}

	for (let bucket = low >> BUCKET_SHIFT; queued > 0; bucket++) {
		const slot = bucket & mask;
		for (let entry = buckets[slot]!; entry !== NONE; entry = buckets[slot]!) {
			const node = entries[entry]!;
			buckets[slot] = entries[entry + 1]!;
			entries[entry + 1] = free;
			free = entry;
			queued--;
			const nodeCost = cost[node]!;
			// Improved since it was queued, and already searched from a lower bucket.
			if (nodeCost >> BUCKET_SHIFT !== bucket) continue;
			// Past its end the list only counts; the store beyond a typed array does nothing.
			touched[touchedCount++] = node;
			const nodeLabel = label[node]!;
			const end = row[node + 1]!;
			for (let arc = row[node]!; arc < end; arc += 2) {
				const reached = (nodeCost + headAndCost[arc + 1]!) | 0;
				if (reached > limit) continue;
				const head = headAndCost[arc]!;
				const next = head >> 1;
				const known = cost[next]!;
				if (reached > known) continue;
				if (reached === known && nodeLabel >= label[next]!) continue;
				cost[next] = reached;
				label[next] = nodeLabel;
				if ((head & 1) === 1) {
					touched[touchedCount++] = next;
					continue;
				}
				if (free === NONE) {
					free = workspace.growEntries();
					entries = workspace.entries;
				}
				const added = free;
				free = entries[added + 1]!;
				const into = (reached >> BUCKET_SHIFT) & mask;
				entries[added] = next;
				entries[added + 1] = buckets[into]!;
				buckets[into] = added;
				queued++;
			}
		}
	}
	workspace.touchedCount = touchedCount;
	workspace.freeEntry = free;
}
