import type { SharedPack } from "./job.ts";
import { Lru } from "./lru.ts";

const KEPT_BYTES = 512 * 1024 * 1024;

/** City packs in shared memory: read from the store once, handed to every worker without a copy. */
export class PackCache {
	readonly #packs = new Lru<Promise<SharedPack>>(KEPT_BYTES);
	readonly #read: (cityId: string, graphHash: string) => Promise<Uint8Array>;

	/** @param read The bytes of a pack that is known to exist. */
	constructor(read: (cityId: string, graphHash: string) => Promise<Uint8Array>) {
		this.#read = read;
	}

	get(cityId: string, graphHash: string): Promise<SharedPack> {
		const key = `${cityId}/${graphHash}`;
		const kept = this.#packs.get(key);
		if (kept !== undefined) return kept;
		const reading = this.#load(cityId, graphHash);
		// Kept while it is read, so that ten requests at once read it once; weighed when its size is known.
		this.#packs.set(key, reading, 0);
		reading.then(
			({ bytes }) => this.#packs.set(key, reading, bytes.byteLength),
			() => this.#packs.delete(key),
		);
		return reading;
	}

	async #load(cityId: string, graphHash: string): Promise<SharedPack> {
		const stored = await this.#read(cityId, graphHash);
		const bytes = new Uint8Array(new SharedArrayBuffer(stored.byteLength));
		bytes.set(stored);
		return { graphHash, bytes };
	}
}
