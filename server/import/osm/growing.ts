type Typed =
	| Float64Array<ArrayBuffer>
	| Int32Array<ArrayBuffer>
	| Uint32Array<ArrayBuffer>
	| Uint8Array<ArrayBuffer>;

/** A typed array that doubles as it fills: millions of numbers without millions of objects. */
export class Growing<T extends Typed> {
	#values: T;
	length = 0;

	constructor(values: T) {
		this.#values = values;
	}

	push(value: number): void {
		if (this.length === this.#values.length) {
			const Kind = this.#values.constructor as new (length: number) => T;
			const larger = new Kind(Math.max(1024, this.length * 2));
			larger.set(this.#values);
			this.#values = larger;
		}
		this.#values[this.length++] = value;
	}

	at(index: number): number {
		return this.#values[index]!;
	}

	/** The values so far; a view, valid until the next push. */
	view(): T {
		return this.#values.subarray(0, this.length) as T;
	}
}
