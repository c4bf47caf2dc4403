import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { GeodataError } from "../../geodata/units/error.ts";

/** What a file will hold: text, bytes, or pieces made as they are written. */
export type FileContent = string | Uint8Array | Iterable<string>;

/**
 * Writes files into a folder, made if need be. They are written beside it and moved in when all are there, so a
 * failure leaves none of them half written and the older ones as they were.
 *
 * @throws {GeodataError} FOLDER_UNWRITABLE
 */
export async function writeFolder(folder: string, files: ReadonlyMap<string, FileContent>): Promise<void> {
	let made: string | undefined;
	let writing: string | undefined;
	try {
		made = await mkdir(folder, { recursive: true });
		writing = await mkdtemp(join(folder, ".writing-"));
		for (const [name, content] of files) {
			const pieces = typeof content === "string" || content instanceof Uint8Array ? [content] : content;
			await pipeline(Readable.from(pieces), createWriteStream(join(writing, name)));
		}
		for (const name of files.keys()) await rename(join(writing, name), join(folder, name));
		await rm(writing, { recursive: true });
	} catch (error) {
		if (writing) await rm(writing, { recursive: true, force: true });
		if (made) await rm(made, { recursive: true, force: true });
		const { code, message } = error as NodeJS.ErrnoException;
		if (code === undefined || error instanceof GeodataError) throw error;
		throw new GeodataError(
			"FOLDER_UNWRITABLE",
			`${folder} cannot be written (${message}); a folder that can is needed.`,
			{
				folder,
			},
		);
	}
}
