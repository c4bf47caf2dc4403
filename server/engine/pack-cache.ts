import type { SharedPack } from "./job.ts";
import { SharedCache } from "./shared-cache.ts";

const MAX_BYTES = 512 * 1024 * 1024;

/** City packs in shared memory: read from the store once and passed to every worker without copying. */
export class PackCache {
	readonly #packs = new SharedCache<SharedPack>({
		maxBytes: MAX_BYTES,
		bytesOf: ({ bytes }) => bytes.byteLength,
	});
	readonly #read: (cityId: string, graphHash: string) => Promise<Uint8Array>;

	/** @param read Reads the bytes of an existing pack. */
	constructor(read: (cityId: string, graphHash: string) => Promise<Uint8Array>) {
		this.#read = read;
	}

	get(cityId: string, graphHash: string): Promise<SharedPack> {
		return this.#packs.get(`${cityId}/${graphHash}`, async () => {
			const stored = await this.#read(cityId, graphHash);
			const bytes = new Uint8Array(new SharedArrayBuffer(stored.byteLength));
			bytes.set(stored);
			return { graphHash, bytes };
		});
	}
}
