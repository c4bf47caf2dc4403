import { NONE } from "../../units/constants.ts";

const FIRST_NODES = 1024;

/**
 * What one insertion overwrote in the two nearest of nodes. A facility that is dragged is taken away again before
 * anything else changes: putting back what was there is then all that is left to do.
 */
export class OverwrittenPairs {
	/** Whose insertion is noted; NONE where none is, or where others have changed the pairs since. */
	facility = NONE;
	readonly #pairs: Int32Array;
	/** Five numbers each: a node, and its pair as it was. */
	#records = new Int32Array(FIRST_NODES * 5);
	#length = 0;

	/** @param pairs Shape [4 · nodeCount]; as of `TwoNearest`. */
	constructor(pairs: Int32Array) {
		this.#pairs = pairs;
	}

	begin(facility: number): void {
		this.facility = facility;
		this.#length = 0;
	}

	forget(): void {
		this.facility = NONE;
	}

	/** Notes the pair of a node before the insertion changes it for the first time. */
	note(node: number): void {
		const at = this.#length;
		if (at === this.#records.length) {
			const records = new Int32Array(at * 2);
			records.set(this.#records);
			this.#records = records;
		}
		const records = this.#records;
		const pair = 4 * node;
		records[at] = node;
		records[at + 1] = this.#pairs[pair]!;
		records[at + 2] = this.#pairs[pair + 1]!;
		records[at + 3] = this.#pairs[pair + 2]!;
		records[at + 4] = this.#pairs[pair + 3]!;
		this.#length = at + 5;
	}

	/** Puts everything back as it was before the insertion, and forgets it. */
	restore(changed: (node: number) => void): void {
		const records = this.#records;
		const pairs = this.#pairs;
		for (let at = 0; at < this.#length; at += 5) {
			const node = records[at]!;
			const pair = 4 * node;
			pairs[pair] = records[at + 1]!;
			pairs[pair + 1] = records[at + 2]!;
			pairs[pair + 2] = records[at + 3]!;
			pairs[pair + 3] = records[at + 4]!;
			changed(node);
		}
		this.forget();
	}
}
