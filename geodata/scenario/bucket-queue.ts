import type { SearchWorkspace } from "../search/search-workspace.ts";
import { NONE } from "../units/constants.ts";

/** A bucket spans 4096 mm (ms), as in the search of the whole city. */
export const BUCKET_SHIFT = 12;

/**
 * The bucket queue of small searches, in the memory of the model's workspace. A node that improves is queued again;
 * the caller compares a popped node's cost with `bucket` to detect a stale entry.
 */
export class BucketQueue {
	/** Bucket of the last popped node: its cost >> BUCKET_SHIFT unless the entry is stale. */
	bucket = 0;
	readonly #workspace: SearchWorkspace;
	#mask = 0;
	#queued = 0;

	constructor(workspace: SearchWorkspace) {
		this.#workspace = workspace;
	}

	/**
	 * Prepares an empty queue for costs from `low` on.
	 *
	 * @param span Maximum difference between a queued cost and the cost last popped, or `low` before the first.
	 */
	begin(low: number, span: number): void {
		this.#workspace.fitBuckets((span >> BUCKET_SHIFT) + 2);
		this.#mask = this.#workspace.buckets.length - 1;
		this.bucket = low >> BUCKET_SHIFT;
	}

	push(node: number, cost: number): void {
		const workspace = this.#workspace;
		if (workspace.freeEntry === NONE) workspace.freeEntry = workspace.growEntries();
		const { entries, buckets } = workspace;
		const entry = workspace.freeEntry;
		workspace.freeEntry = entries[entry + 1]!;
		const slot = (cost >> BUCKET_SHIFT) & this.#mask;
		entries[entry] = node;
		entries[entry + 1] = buckets[slot]!;
		buckets[slot] = entry;
		this.#queued++;
	}

	/** A node of the lowest bucket, or NONE when the queue is empty. */
	pop(): number {
		if (this.#queued === 0) return NONE;
		const workspace = this.#workspace;
		const { entries, buckets } = workspace;
		while (buckets[this.bucket & this.#mask] === NONE) this.bucket++;
		const slot = this.bucket & this.#mask;
		const entry = buckets[slot]!;
		buckets[slot] = entries[entry + 1]!;
		entries[entry + 1] = workspace.freeEntry;
		workspace.freeEntry = entry;
		this.#queued--;
		return entries[entry]!;
	}
}
