import { NONE } from "../units/constants.ts";

/** Numbers per record: offset of the next in its list, owner, value. */
const WIDTH = 3;
const FIRST_RECORDS = 1024;

/**
 * Linked lists of (owner, value) records by key: seeds at a node, walks at a home. Most keys have none, so a key
 * costs four bytes. Allocates only when the store doubles.
 */
export class LinkedLists {
	/** Shape [keyCount]; offset of a key's first record in `records`, or NONE. */
	readonly head: Int32Array;
	/** Three numbers a record: offset of the next or NONE, owner, value. */
	records: Int32Array = new Int32Array(FIRST_RECORDS * WIDTH);
	#free = NONE;
	#used = 0;

	constructor(keyCount: number) {
		this.head = new Int32Array(keyCount).fill(NONE);
	}

	add(key: number, owner: number, value: number): void {
		let record = this.#free;
		if (record !== NONE) this.#free = this.records[record]!;
		else {
			record = this.#used;
			this.#used += WIDTH;
			if (this.#used > this.records.length) this.#grow();
		}
		const { records } = this;
		records[record] = this.head[key]!;
		records[record + 1] = owner;
		records[record + 2] = value;
		this.head[key] = record;
	}

	/** Removes every record of `owner` at `key`. */
	removeOwner(key: number, owner: number): void {
		const { head, records } = this;
		let kept = NONE;
		for (let record = head[key]!; record !== NONE; ) {
			const next = records[record]!;
			if (records[record + 1] === owner) {
				if (kept === NONE) head[key] = next;
				else records[kept] = next;
				records[record] = this.#free;
				this.#free = record;
			} else kept = record;
			record = next;
		}
	}

	#grow(): void {
		const grown = new Int32Array(this.records.length * 2);
		grown.set(this.records);
		this.records = grown;
	}
}
