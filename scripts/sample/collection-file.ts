import { type FileHandle, open, rename, rm } from "node:fs/promises";

/**
 * Writes a GeoJSON feature collection in chunks under a temporary name; the final name is given when it is complete.
 */
export class CollectionFile {
	readonly #path: string;
	readonly #handle: FileHandle;
	#empty = true;

	private constructor(path: string, handle: FileHandle) {
		this.#path = path;
		this.#handle = handle;
	}

	static async begin(path: string): Promise<CollectionFile> {
		const file = new CollectionFile(path, await open(partial(path), "w"));
		await file.#handle.write('{"type":"FeatureCollection","features":[\n');
		return file;
	}

	/** @param lines Features as text, separated by commas, none after the last; may be empty. */
	async append(lines: Uint8Array): Promise<void> {
		if (lines.length === 0) return;
		if (!this.#empty) await this.#handle.write(",\n");
		this.#empty = false;
		await this.#handle.appendFile(lines);
	}

	async finish(): Promise<void> {
		await this.#handle.write("\n]}\n");
		await this.#handle.close();
	}

	/** Gives a complete file its final name. */
	keep(): Promise<void> {
		return rename(partial(this.#path), this.#path);
	}

	async drop(): Promise<void> {
		await this.#handle.close();
		await rm(partial(this.#path), { force: true });
	}
}

function partial(path: string): string {
	return `${path}.part`;
}
