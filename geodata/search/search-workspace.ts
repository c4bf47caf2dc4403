import { NEVER } from "../cost/network-costs.ts";
import { NONE } from "../units/constants.ts";
import { GeodataError } from "../units/error.ts";

/**
 * A block is 8192 consecutive nodes along the Hilbert curve, so a part of the map. The data a search needs of it,
 * some 300 kB, fits in the processor's L2 cache.
 */
export const BLOCK_SHIFT = 13;
/** Above this share of touched nodes, clearing all nodes is cheaper. */
const CLEAR_ALL_SHARE = 1 / 8;
const FIRST_ENTRIES = 4096;

/**
 * The result of one search, stored in its workspace's columns.
 *
 * Every read throws once another search has begun in the same workspace, because the columns are overwritten.
 */
export interface SearchResult {
	/** Shape [nodeCount]; impedance of the cheapest walk, or NEVER. */
	readonly cost: Int32Array;
	/** Shape [nodeCount]; label of the seed of the cheapest walk, the lowest on a tie; NONE where unreached. */
	readonly label: Int32Array;
	/** Reached nodes, each once, unordered. */
	reachedNodes(): Uint32Array;
}

/**
 * Reusable memory for searches on one graph: a search allocates nothing, and a small search clears only what the last
 * one touched. Not shared between threads. The columns belong to the running search; read a finished search through
 * its {@link SearchResult}, which is valid until the next search.
 */
export class SearchWorkspace {
	readonly nodeCount: number;
	/** Shape [nodeCount]; impedance of the cheapest walk, or NEVER. */
	readonly cost: Int32Array;
	/** Shape [nodeCount]; label of the seed of the cheapest walk, the lowest on a tie; NONE where unreached. */
	readonly label: Int32Array;
	/** The first `touchedCount` are the reached nodes; a node searched more than once is repeated. */
	readonly touched: Uint32Array;
	/** May exceed the length of `touched`: then the list is incomplete and any node may have been reached. */
	touchedCount = 0;
	/** Heads of the circular buckets, all −1 between searches. */
	buckets: Int32Array = new Int32Array(0);
	/** Shape [node blocks]; heads of the entries waiting for a block, all −1 between searches. */
	readonly waiting: Int32Array;
	/** Shape [node blocks]; 1 where the waiting entries must be searched in the current window. */
	readonly isDue: Uint8Array;
	/** Queue entries, two numbers each: a node, and the next entry of its bucket, block or free list. */
	entries: Int32Array = new Int32Array(0);
	/** Head of the free list. */
	freeEntry: number;

	/** Shape [edgeCount]; the last search that met an edge. */
	readonly #edgeMet: Uint32Array;
	/** Shape [nodeCount]; the last search that listed a node. */
	readonly #nodeMet: Uint32Array;
	#search = 0;
	#reached: Uint32Array | null = null;

	constructor({ nodeCount, edgeCount }: { readonly nodeCount: number; readonly edgeCount: number }) {
		this.nodeCount = nodeCount;
		this.#edgeMet = new Uint32Array(edgeCount);
		this.#nodeMet = new Uint32Array(nodeCount);
		this.cost = new Int32Array(nodeCount).fill(NEVER);
		this.label = new Int32Array(nodeCount).fill(NONE);
		this.touched = new Uint32Array(nodeCount);
		this.waiting = new Int32Array(((nodeCount - 1) >> BLOCK_SHIFT) + 1).fill(NONE);
		this.isDue = new Uint8Array(this.waiting.length);
		this.freeEntry = this.growEntries();
	}

	/** Resets the workspace for the next search. */
	clear(): void {
		if (this.touchedCount > this.nodeCount * CLEAR_ALL_SHARE) {
			this.cost.fill(NEVER);
			this.label.fill(NONE);
		} else {
			for (let i = 0; i < this.touchedCount; i++) {
				const node = this.touched[i]!;
				this.cost[node] = NEVER;
				this.label[node] = NONE;
			}
		}
		this.touchedCount = 0;
		this.#search++;
		this.#reached = null;
	}

	/** True the first time an edge is met in the current search. */
	meetEdge(edge: number): boolean {
		if (this.#edgeMet[edge] === this.#search) return false;
		this.#edgeMet[edge] = this.#search;
		return true;
	}

	/** Allocates at least `count` buckets; the number is a power of two. */
	fitBuckets(count: number): void {
		let size = Math.max(64, this.buckets.length);
		while (size < count) size *= 2;
		if (size > this.buckets.length) this.buckets = new Int32Array(size).fill(NONE);
	}

	/** The result of the search that just ended. */
	result(): SearchResult {
		const search = this.#search;
		const { cost, label } = this;
		const refuseStale = (): void => {
			if (this.#search !== search) throw staleSearch(search, this.#search);
		};
		return {
			get cost() {
				refuseStale();
				return cost;
			},
			get label() {
				refuseStale();
				return label;
			},
			reachedNodes: () => {
				refuseStale();
				this.#reached ??= this.#listReached();
				return this.#reached;
			},
		};
	}

	#listReached(): Uint32Array {
		if (this.touchedCount > this.touched.length) {
			return Uint32Array.from(this.cost.keys()).filter((node) => this.cost[node] !== NEVER);
		}
		const nodes = new Uint32Array(this.touchedCount);
		let count = 0;
		for (let i = 0; i < this.touchedCount; i++) {
			const node = this.touched[i]!;
			if (this.#nodeMet[node] === this.#search) continue;
			this.#nodeMet[node] = this.#search;
			nodes[count++] = node;
		}
		return nodes.subarray(0, count);
	}

	/** Doubles the queue; the new half is one free list. @returns Its head. */
	growEntries(): number {
		const grownFrom = this.entries.length;
		const length = grownFrom === 0 ? FIRST_ENTRIES * 2 : grownFrom * 2;
		const entries = new Int32Array(length);
		entries.set(this.entries);
		for (let entry = grownFrom; entry < length; entry += 2) {
			entries[entry + 1] = entry + 2 < length ? entry + 2 : NONE;
		}
		this.entries = entries;
		return grownFrom;
	}
}

function staleSearch(value: number, latest: number): GeodataError {
	return new GeodataError(
		"SEARCH_STALE",
		`The result of search ${value} was read after search ${latest} had begun in the same workspace; allowed is the result of the latest.`,
		{ value, allowed: latest },
	);
}
