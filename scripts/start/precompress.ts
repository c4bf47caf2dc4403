import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

/** Smaller files gain nothing. */
const MIN_BYTES = 1024;

/**
 * A build plugin that writes `x.br` beside every script, style and drawing, as small as Brotli makes them: once
 * at build, so that the server neither spends that time per request nor sends more than it must.
 */
export function precompress(assetsFolder: string) {
	return {
		name: "precompress",
		apply: "build" as const,
		async writeBundle(): Promise<void> {
			const names = (await readdir(assetsFolder)).filter((name) => /\.(js|css|svg)$/.test(name));
			await Promise.all(names.map((name) => writeBrotli(join(assetsFolder, name))));
		},
	};
}

async function writeBrotli(path: string): Promise<void> {
	const bytes = await readFile(path);
	if (bytes.length < MIN_BYTES) return;
	const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
	await writeFile(`${path}.br`, await promisify(brotliCompress)(bytes, { params }));
}
