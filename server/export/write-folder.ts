import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { GeodataError } from "../../geodata/units/error.ts";

/** Content of a file: text, bytes, or pieces generated while writing. */
export type FileContent = string | Uint8Array | Iterable<string>;

/**
 * Writes files into a folder, creating it if necessary. They are written beside it and moved when all are complete,
 * so a failure leaves no partial file and keeps older ones.
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
