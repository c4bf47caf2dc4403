const TWO_32 = 0x1_0000_0000;

/** A whole number that a double does not hold; its digits are the message. */
export class UnsafeNumber extends Error {}

/**
 * Reads protocol-buffer numbers from bytes one at a time without allocation: the columns of a block hold millions of
 * them.
 *
 * @throws {RangeError} where the bytes end too early; {UnsafeNumber} beyond ±2⁵³, where doubles are inexact.
 */
export class PbfCursor {
	readonly bytes: Uint8Array;
	pos: number;
	end: number;
	/** The halves of the last 64-bit number. */
	#low = 0;
	#high = 0;

	constructor(bytes: Uint8Array, start = 0, end = bytes.length) {
		this.bytes = bytes;
		this.pos = start;
		this.end = end;
	}

	get isAtEnd(): boolean {
		return this.pos >= this.end;
	}

	/** A cursor for the length-prefixed message or column here; this cursor moves past it. */
	part(): PbfCursor {
		const length = this.uint();
		const start = this.pos;
		this.pos += length;
		if (this.pos > this.end) throw new RangeError(`a part that ends ${this.pos - this.end} bytes beyond it`);
		return new PbfCursor(this.bytes, start, this.pos);
	}

	/** uint32, uint64. */
	uint(): number {
		const first = this.#byte();
		if (first < 0x80) return first;
		this.#long(first);
		return this.#whole(this.#high >>> 0);
	}

	/** int32, int64: a negative number takes ten bytes. */
	int(): number {
		const first = this.#byte();
		if (first < 0x80) return first;
		this.#long(first);
		return this.#whole(this.#high | 0);
	}

	/** sint32, sint64: zigzag, the sign is the last bit. */
	sint(): number {
		const { bytes } = this;
		const { pos } = this;
		const a = bytes[pos]!;
		if (a < 0x80 && pos < this.end) {
			this.pos = pos + 1;
			return (a >>> 1) ^ -(a & 1);
		}
		const b = bytes[pos + 1]!;
		if (b < 0x80 && pos + 1 < this.end) {
			this.pos = pos + 2;
			const n = (a & 0x7f) | (b << 7);
			return (n >>> 1) ^ -(n & 1);
		}
		const c = bytes[pos + 2]!;
		if (c < 0x80 && pos + 2 < this.end) {
			this.pos = pos + 3;
			const n = (a & 0x7f) | ((b & 0x7f) << 7) | (c << 14);
			return (n >>> 1) ^ -(n & 1);
		}
		this.#long(this.#byte());
		const sign = -(this.#low & 1);
		const low = ((this.#low >>> 1) | (this.#high << 31)) ^ sign;
		this.#high = (this.#high >>> 1) ^ sign;
		this.#low = low;
		return this.#whole(this.#high | 0);
	}

	/** Skips a field of that wire type. */
	skip(wireType: number): void {
		if (wireType === 0) while (this.#byte() >= 0x80);
		else if (wireType === 1) this.pos += 8;
		else if (wireType === 2) this.part();
		else if (wireType === 5) this.pos += 4;
		else throw new RangeError(`wire type ${wireType} at byte ${this.pos} of it, allowed are 0, 1, 2 and 5`);
	}

	#byte(): number {
		if (this.pos >= this.end) throw new RangeError(`a number that ends beyond byte ${this.end} of it`);
		return this.bytes[this.pos++]!;
	}

	/** Reads the rest of a number longer than a byte. */
	#long(first: number): void {
		let low = first & 0x7f;
		let high = 0;
		for (let shift = 7, byte = first; byte >= 0x80; shift += 7) {
			if (shift > 63) throw new RangeError(`a number of more than ten bytes at byte ${this.pos} of it`);
			byte = this.#byte();
			const bits = byte & 0x7f;
			if (shift < 32) low |= bits << shift;
			if (shift === 28) high |= bits >>> 4;
			else if (shift > 28) high |= bits << (shift - 32);
		}
		this.#low = low >>> 0;
		this.#high = high;
	}

	#whole(high: number): number {
		const value = high * TWO_32 + (this.#low >>> 0);
		if (Number.isSafeInteger(value)) return value;
		throw new UnsafeNumber(String((BigInt(high) << 32n) + BigInt(this.#low >>> 0)));
	}
}
