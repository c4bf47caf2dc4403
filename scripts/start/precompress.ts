import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

/** Smaller files gain nothing. */
const MIN_BYTES = 1024;

/**
 * Writes `x.br` beside every script, style and SVG of a folder with Brotli's highest compression: once at build, so
 * that the server spends no time on it per request.
 * @returns By file name, the bytes sent to a browser that accepts Brotli.
 */
export async function precompress(folder: string): Promise<ReadonlyMap<string, number>> {
	const names = (await readdir(folder)).filter((name) => /\.(js|css|svg)$/.test(name));
	return new Map(
		await Promise.all(names.map(async (name) => [name, await sentBytes(join(folder, name))] as const)),
	);
}

async function sentBytes(path: string): Promise<number> {
	const bytes = await readFile(path);
	if (bytes.length < MIN_BYTES) return bytes.length;
	const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
	const compressed = await promisify(brotliCompress)(bytes, { params });
	await writeFile(`${path}.br`, compressed);
	return compressed.length;
}
