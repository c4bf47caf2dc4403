import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import unbzip2 from "unbzip2-stream";
import { GeodataError, isGeodataError } from "../../../geodata/units/error.ts";
import { refuseAborted } from "../../db/store/refuse-aborted.ts";
import type { OnProgress } from "../progress.ts";
import { FORMAT_BYTES, formatOf } from "./file-format.ts";
import { damaged, notOsm, truncated } from "./osm-error.ts";
import type { OsmSink } from "./osm-sink.ts";
import { readPbf } from "./read-pbf.ts";
import { readXml } from "./read-xml.ts";

/**
 * Streams an OpenStreetMap file into the sink: `.osm.pbf` or `.osm`, plain or compressed by gzip or bzip2, detected by
 * the first bytes, not by the name.
 *
 * @throws {GeodataError} FILE_UNREADABLE, OSM_NOT_OSM, OSM_TRUNCATED, OSM_DAMAGED, OSM_ID_TOO_LARGE, ABORTED
 */
export async function readOsm(
	file: string,
	sink: OsmSink,
	onProgress: OnProgress = () => {},
	signal?: AbortSignal,
): Promise<void> {
	const { head, size } = await fileHead(file);
	const bytes = counted(file, size, onProgress, signal);
	const format = head.length === 0 ? null : formatOf(head);
	if (format !== "gzip" && format !== "bzip2") return readPlain(file, format, bytes, sink);
	const inside = await withHead(unpacked(file, format, bytes));
	const insideFormat = inside.head.length === 0 ? null : formatOf(inside.head);
	await readPlain(file, insideFormat, inside.bytes, sink, `unpacked from ${format}, `);
}

async function readPlain(
	file: string,
	format: ReturnType<typeof formatOf> | null,
	bytes: AsyncIterable<Uint8Array>,
	sink: OsmSink,
	how = "",
): Promise<void> {
	if (format === null) throw truncated(file, "it is empty");
	if (format === "pbf") await readPbf(file, bytes, sink);
	else if (format === "xml") await readXml(file, bytes, sink);
	else
		throw notOsm(file, how + (typeof format === "string" ? `it is packed by ${format} again` : format.other));
}

/** The first bytes of a stream, and the whole stream. */
async function withHead(
	source: AsyncGenerator<Uint8Array>,
): Promise<{ head: Uint8Array; bytes: AsyncIterable<Uint8Array> }> {
	const first: Uint8Array[] = [];
	let length = 0;
	while (length < FORMAT_BYTES) {
		const { value, done } = await source.next();
		if (done) break;
		first.push(value);
		length += value.length;
	}
	async function* all() {
		yield* first;
		yield* source;
	}
	return { head: Buffer.concat(first).subarray(0, FORMAT_BYTES), bytes: all() };
}

async function fileHead(file: string): Promise<{ head: Uint8Array; size: number }> {
	try {
		const handle = await open(file);
		try {
			const { size } = await handle.stat();
			const { buffer, bytesRead } = await handle.read(new Uint8Array(FORMAT_BYTES), 0, FORMAT_BYTES, 0);
			return { head: buffer.subarray(0, bytesRead), size };
		} finally {
			await handle.close();
		}
	} catch (error) {
		throw unreadable(file, error);
	}
}

/** One sentence for a file that cannot be opened. */
export function unreadable(file: string, error: unknown): GeodataError {
	const { code, message } = error as NodeJS.ErrnoException;
	const why = code === "ENOENT" ? "there is no such file" : code === "EISDIR" ? "it is a folder" : message;
	return new GeodataError("FILE_UNREADABLE", `${file} cannot be read: ${why}.`, { file });
}

async function* counted(
	file: string,
	size: number,
	onProgress: OnProgress,
	signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
	let done = 0;
	for await (const chunk of createReadStream(file, { highWaterMark: 256 * 1024 })) {
		refuseAborted(signal);
		done += chunk.length;
		onProgress("read streets", done, size);
		yield chunk;
	}
}

async function* unpacked(
	file: string,
	packing: "gzip" | "bzip2",
	source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
	try {
		if (packing === "gzip") yield* pipeline(Readable.from(source), createGunzip(), () => {});
		else yield* unbzipped(source);
	} catch (error) {
		throw isGeodataError(error) ? error : unpackError(file, packing, error as NodeJS.ErrnoException);
	}
}

/** unbzip2-stream decompresses inside `write` and reports its errors as events. */
async function* unbzipped(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	const unpacker = unbzip2();
	const unpacked: Uint8Array[] = [];
	let failure: Error | null = null;
	unpacker.on("data", (chunk: Uint8Array) => unpacked.push(chunk));
	unpacker.on("error", (error: Error) => {
		failure ??= error;
	});
	for await (const chunk of source) {
		unpacker.write(chunk);
		if (failure) throw failure;
		yield* unpacked.splice(0);
	}
	unpacker.end();
	if (failure) throw failure;
	yield* unpacked.splice(0);
}

function unpackError(file: string, packing: string, error: NodeJS.ErrnoException): GeodataError {
	// At the end of the input the bzip2 reader throws a TypeError.
	if (error.code === "Z_BUF_ERROR" || error instanceof TypeError || /prematurely/.test(error.message)) {
		return truncated(file, `its ${packing} stream is not complete`);
	}
	return damaged(file, `its ${packing} stream does not unpack (${error.message})`);
}
