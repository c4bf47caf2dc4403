import { NEVER, type SearchArcs } from "../cost/network-costs.ts";
import { NONE } from "../units/constants.ts";
import { BLOCK_SHIFT, type SearchResult, type SearchWorkspace } from "./search-workspace.ts";

/** A bucket spans 4096 mm (ms): wide enough to keep buckets few, narrow enough that few nodes are searched twice. */
const BUCKET_SHIFT = 12;
/** A window spans 4.2 km or 70 minutes of cost, so that most homes of a city fall into the first. */
const WINDOW = 1 << 22;

/** Start nodes of a search with their start costs. Columns of one length. */
export interface Seeds {
	readonly node: ArrayLike<number>;
	/** 0 … IMPEDANCE_MAX. */
	readonly cost: ArrayLike<number>;
	/** Label given to nodes reached from this seed, ≥ 0; the lowest wins a tie. */
	readonly label: ArrayLike<number>;
}

/**
 * Cheapest walks from the nearest of several seeds to every node, with the seed's label.
 *
 * The result lies in the workspace and is valid until its next search. Exact: a node is searched again when it
 * improves, so buckets, blocks and windows affect speed only. Windows of cost are processed in order, and the blocks
 * of a window one after another; nodes reached in another block or window are queued for it.
 *
 * @param arcs `costs.forward` to walk away from the seeds, `costs.reverse` to walk towards them.
 * @param limit Inclusive, 0 … IMPEDANCE_MAX: a node at exactly `limit` is reached. Source: Dijkstra 1959; circular
 * buckets after Dial 1969, wider than one unit after Denardo and Fox 1979.
 * @example
 * const found = searchFrom(workspace, costs.reverse, { node: [7], cost: [0], label: [0] }, 500_000);
 */
export function searchFrom(
	workspace: SearchWorkspace,
	arcs: SearchArcs,
	seeds: Seeds,
	limit: number,
): SearchResult {
	workspace.clear();
	workspace.fitBuckets((WINDOW >> BUCKET_SHIFT) + 2);
	const { cost, label, touched, buckets, waiting, isDue } = workspace;
	const mask = buckets.length - 1;
	const { row, arcs: headAndCost } = arcs;
	let entries = workspace.entries;
	let free = workspace.freeEntry;
	let touchedCount = 0;
	let waitingCount = 0;

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
		const block = node >> BLOCK_SHIFT;
		entries[entry] = node;
		entries[entry + 1] = waiting[block]!;
		waiting[block] = entry;
		waitingCount++;
	}

	let windowEnd = 0;
	while (waitingCount > 0) {
		// Entries cheaper than this were searched in the previous window.
		const windowStart = windowEnd;
		let low = NEVER;
		for (let block = 0; block < waiting.length; block++) {
			for (let entry = waiting[block]!; entry !== NONE; entry = entries[entry + 1]!) {
				const waitingCost = cost[entries[entry]!]!;
				if (waitingCost < low && waitingCost >= windowStart) low = waitingCost;
			}
		}
		windowEnd = Math.min(low + WINDOW, NEVER);
		let dueCount = waiting.length;
		isDue.fill(1);

		for (let block = 0; dueCount > 0; block = block + 1 === waiting.length ? 0 : block + 1) {
			if (isDue[block] === 0) continue;
			isDue[block] = 0;
			dueCount--;
			const firstWaiting = waiting[block]!;
			if (firstWaiting === NONE) continue;
			let bucket = windowEnd >> BUCKET_SHIFT;
			let queued = 0;
			waiting[block] = NONE;
			for (let entry = firstWaiting; entry !== NONE; ) {
				const next = entries[entry + 1]!;
				const entryCost = cost[entries[entry]!]!;
				if (entryCost >= windowEnd) {
					entries[entry + 1] = waiting[block]!;
					waiting[block] = entry;
				} else {
					waitingCount--;
					if (entryCost < windowStart) {
						entries[entry + 1] = free;
						free = entry;
					} else {
						const slot = (entryCost >> BUCKET_SHIFT) & mask;
						entries[entry + 1] = buckets[slot]!;
						buckets[slot] = entry;
						if (entryCost >> BUCKET_SHIFT < bucket) bucket = entryCost >> BUCKET_SHIFT;
						queued++;
					}
				}
				entry = next;
			}

			for (; queued > 0; bucket++) {
				const slot = bucket & mask;
				for (let entry = buckets[slot]!; entry !== NONE; entry = buckets[slot]!) {
					const node = entries[entry]!;
					buckets[slot] = entries[entry + 1]!;
					entries[entry + 1] = free;
					free = entry;
					queued--;
					const nodeCost = cost[node]!;
					// A stale entry: the node improved after it was queued and was searched from a lower bucket.
					if (nodeCost >> BUCKET_SHIFT !== bucket) continue;
					// Past the end only the count grows; a store beyond a typed array has no effect.
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
						entries[added] = next;
						const nextBlock = next >> BLOCK_SHIFT;
						if (nextBlock === block && reached < windowEnd) {
							const into = (reached >> BUCKET_SHIFT) & mask;
							entries[added + 1] = buckets[into]!;
							buckets[into] = added;
							queued++;
							continue;
						}
						entries[added + 1] = waiting[nextBlock]!;
						waiting[nextBlock] = added;
						waitingCount++;
						if (reached < windowEnd && isDue[nextBlock] === 0) {
							isDue[nextBlock] = 1;
							dueCount++;
						}
					}
				}
			}
		}
	}
	workspace.touchedCount = touchedCount;
	workspace.freeEntry = free;
	return workspace.result();
}
