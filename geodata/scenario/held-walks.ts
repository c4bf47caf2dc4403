import { NEVER, type SearchArcs } from "../cost/network-costs.ts";
import type { SearchWorkspace } from "../search/search-workspace.ts";
import { NONE } from "../units/constants.ts";
import { BUCKET_SHIFT } from "./bucket-queue.ts";
import type { FacilitySeeds } from "./site.ts";

/**
 * Walks to the one facility that was changed last. It is *held*: not yet merged into the two nearest of the others,
 * which are *settled*. A dragged facility changes with every step; while it is held, a step needs one search over the
 * nodes where it is among the two nearest, and no repair at its previous position.
 */
export class HeldWalks {
	/** NONE where none is held. */
	facility = NONE;
	/** The first `touchedCount` are the core nodes where it is among the two nearest, each once. */
	readonly touched: Uint32Array;
	touchedCount = 0;
	/**
	 * Shape [core nodes]; for a touched node the walk to the held facility; for any other the walk to its second
	 * nearest settled facility, which the held one would have to beat. The search reads only this number.
	 */
	readonly walk: Int32Array;

	readonly #isTouched: Uint8Array;
	/** Shape [4 · core nodes]; as in `TwoNearest`. */
	readonly #pairs: Int32Array;
	readonly #arcs: SearchArcs;
	readonly #workspace: SearchWorkspace;

	constructor(pairs: Int32Array, arcs: SearchArcs, workspace: SearchWorkspace) {
		const { nodeCount } = workspace;
		this.#pairs = pairs;
		this.#arcs = arcs;
		this.#workspace = workspace;
		this.touched = new Uint32Array(nodeCount);
		this.walk = Int32Array.from({ length: nodeCount }, (_, node) => pairs[4 * node + 2]!);
		this.#isTouched = new Uint8Array(nodeCount);
	}

	/** Searches the walks to a facility; none may be held before. */
	hold(facility: number, seeds: FacilitySeeds): void {
		this.facility = facility;
		let low = NEVER;
		let high = 0;
		for (const cost of seeds.cost) {
			if (cost < low) low = cost;
			if (cost > high) high = cost;
		}
		if (low === NEVER) return;
		const workspace = this.#workspace;
		const { row, arcs, maxCost } = this.#arcs;
		workspace.fitBuckets((Math.max(maxCost, high - low) >> BUCKET_SHIFT) + 2);
		const { touched, walk } = this;
		const isTouched = this.#isTouched;
		const pairs = this.#pairs;
		const { buckets } = workspace;
		const mask = buckets.length - 1;
		let { entries, freeEntry: free } = workspace;
		let count = 0;
		let queued = 0;

		for (let i = 0; i < seeds.node.length; i++) {
			const node = seeds.node[i]!;
			const cost = seeds.cost[i]!;
			if (cost > walk[node]! || (cost === walk[node] && facility >= pairs[4 * node + 3]!)) continue;
			walk[node] = cost;
			isTouched[node] = 1;
			touched[count++] = node;
			if (free === NONE) {
				free = workspace.growEntries();
				entries = workspace.entries;
			}
			const entry = free;
			free = entries[entry + 1]!;
			const slot = (cost >> BUCKET_SHIFT) & mask;
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
				const cost = walk[node]!;
				// A stale entry: the node improved after it was queued and was searched from a lower bucket.
				if (cost >> BUCKET_SHIFT !== bucket) continue;
				const end = row[node + 1]!;
				for (let arc = row[node]!; arc < end; arc += 2) {
					const reached = (cost + arcs[arc + 1]!) | 0;
					const next = arcs[arc]! >> 1;
					const known = walk[next]!;
					if (reached > known) continue;
					if (isTouched[next] === 1) {
						if (reached === known) continue;
					} else {
						// Equal to the second nearest: the lower index wins.
						if (reached === known && facility >= pairs[4 * next + 3]!) continue;
						isTouched[next] = 1;
						touched[count++] = next;
					}
					walk[next] = reached;
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
		workspace.freeEntry = free;
		this.touchedCount = count;
	}

	/** Holds none. */
	drop(): void {
		for (let i = 0; i < this.touchedCount; i++) {
			const node = this.touched[i]!;
			this.#isTouched[node] = 0;
			this.followSecond(node);
		}
		this.touchedCount = 0;
		this.facility = NONE;
	}

	/** Must be called for every node whose settled pair has changed, while none is held. */
	followSecond(node: number): void {
		this.walk[node] = this.#pairs[4 * node + 2]!;
	}
}
