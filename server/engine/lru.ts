/** The last used entries whose sizes sum to at most `capacity`; one larger than that is not kept. */
export class Lru<V> {
	readonly #entries = new Map<string, { readonly value: V; readonly size: number }>();
	readonly #capacity: number;
	#size = 0;

	constructor(capacity: number) {
		this.#capacity = capacity;
	}

	get(key: string): V | undefined {
		const entry = this.#entries.get(key);
		if (entry === undefined) return undefined;
		this.#entries.delete(key);
		this.#entries.set(key, entry);
		return entry.value;
	}

	set(key: string, value: V, size: number): void {
		this.delete(key);
		if (size > this.#capacity) return;
		this.#entries.set(key, { value, size });
		this.#size += size;
		for (const oldest of this.#entries.keys()) {
			if (this.#size <= this.#capacity) break;
			this.delete(oldest);
		}
	}

	delete(key: string): void {
		const entry = this.#entries.get(key);
		if (entry === undefined) return;
		this.#size -= entry.size;
		this.#entries.delete(key);
	}
}
