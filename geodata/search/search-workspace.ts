import { NEVER } from "../cost/network-costs.ts";
import { NONE } from "../units/constants.ts";
import { GeodataError } from "../units/error.ts";

/**
 * A block is 8192 nodes that follow each other along the Hilbert curve, so a piece of the map: what a search needs of
 * it, some 300 kB, stays in the cache nearest to the processor while it is searched.
 */
export const BLOCK_SHIFT = 13;
/** Above this share of the nodes it is cheaper to clear them all than those a search touched. */
const CLEAR_ALL_SHARE = 1 / 8;
const FIRST_ENTRIES = 4096;

/**
 * What one search found, in the columns of its workspace.
 *
 * Each is asked for when it is read, and throws once another search has begun in the same workspace: its columns then
 * hold something else.
 */
export interface SearchResult {
	/** Shape [nodeCount]; impedance of the cheapest walk, or NEVER. */
	readonly cost: Int32Array;
	/** Shape [nodeCount]; label of the seed that walk starts from, the lowest where several tie; NONE unreached. */
	readonly label: Int32Array;
	/** Nodes reached, each once, in no order. */
	reachedNodes(): Uint32Array;
}

/**
 * Memory of one search after another on one graph: nothing is allocated while searching, and a small search
 * clears what the last one touched, not the city. Not shared between threads. Columns are those of the search that
 * runs; whoever reads what one found reads them by its {@link SearchResult}, which lasts until the next one.
 */
export class SearchWorkspace {
	readonly nodeCount: number;
	/** Shape [nodeCount]; impedance of the cheapest walk, or NEVER. */
	readonly cost: Int32Array;
	/** Shape [nodeCount]; label of the seed that walk starts from, the lowest where several tie; NONE unreached. */
	readonly label: Int32Array;
	/** The first `touchedCount` are the nodes reached; one searched more than once is there as often. */
	readonly touched: Uint32Array;
	/** May exceed the length of `touched`: then the list is not whole, and any node may have been reached. */
	touchedCount = 0;
	/** Heads of the circular buckets, all −1 between searches. */
	buckets: Int32Array = new Int32Array(0);
	/** Shape [blocks of nodes]; heads of what waits for a block's turn, all −1 between searches. */
	readonly waiting: Int32Array;
	/** Shape [blocks of nodes]; 1 where what waits has to be searched in the present window. */
	readonly isDue: Uint8Array;
	/** Queue entries, two numbers each: a node, and where the next entry of its bucket, block or of the free chain lies. */
	entries: Int32Array = new Int32Array(0);
	/** Where the chain of unused entries begins. */
	freeEntry: number;

	/** Shape [edgeCount]; the search that met an edge last. */
	readonly #edgeMet: Uint32Array;
	/** Shape [nodeCount]; the search that listed a node last. */
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

	/** Forgets the last search. */
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

	/** True the first time an edge is met since the last search began. */
	meetEdge(edge: number): boolean {
		if (this.#edgeMet[edge] === this.#search) return false;
		this.#edgeMet[edge] = this.#search;
		return true;
	}

	/** Makes room for at least `count` buckets, a power of two of them. */
	fitBuckets(count: number): void {
		let size = Math.max(64, this.buckets.length);
		while (size < count) size *= 2;
		if (size > this.buckets.length) this.buckets = new Int32Array(size).fill(NONE);
	}

	/** What the search that has just ended found. */
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

	/** Doubles the queue; the new half is one free chain. @returns Where it begins. */
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
