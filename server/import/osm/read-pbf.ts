import { inflateSync } from "node:zlib";
import { damaged, idTooLarge, notOsm, truncated } from "./osm-error.ts";
import type { OsmSink } from "./osm-sink.ts";
import { readPrimitiveBlock, unknownFeatures } from "./pbf-block.ts";
import { PbfCursor, UnsafeNumber } from "./pbf-cursor.ts";

/** Limits of the format; a larger length means a damaged file or another format. */
const MAX_HEADER_BYTES = 64 * 1024;
const MAX_BLOB_BYTES = 32 * 1024 * 1024;
const MAX_BLOCK_BYTES = 64 * 1024 * 1024;

/** Serves exact byte counts from chunks of any size, copying each byte at most once. */
class ByteQueue {
	#chunks: Uint8Array[] = [];
	#length = 0;
	readonly #source: AsyncIterator<Uint8Array>;
	/** Bytes consumed so far: the position in the file. */
	position = 0;

	constructor(source: AsyncIterable<Uint8Array>) {
		this.#source = source[Symbol.asyncIterator]();
	}

	/** The next `count` bytes, or fewer at the end of the file. */
	async take(count: number): Promise<Uint8Array> {
		while (this.#length < count) {
			const { value, done } = await this.#source.next();
			if (done) break;
			this.#chunks.push(value);
			this.#length += value.length;
		}
		const size = Math.min(count, this.#length);
		const bytes = new Uint8Array(size);
		let filled = 0;
		while (filled < size) {
			const chunk = this.#chunks[0]!;
			const part = Math.min(chunk.length, size - filled);
			bytes.set(chunk.subarray(0, part), filled);
			filled += part;
			if (part === chunk.length) this.#chunks.shift();
			else this.#chunks[0] = chunk.subarray(part);
		}
		this.#length -= size;
		this.position += size;
		return bytes;
	}
}

/**
 * Reads an `.osm.pbf` as a stream; at most one block (32 MiB) is in memory.
 *
 * @throws {GeodataError} OSM_NOT_OSM, OSM_TRUNCATED, OSM_DAMAGED, OSM_ID_TOO_LARGE, each with the byte offset.
 */
export async function readPbf(file: string, source: AsyncIterable<Uint8Array>, sink: OsmSink): Promise<void> {
	const queue = new ByteQueue(source);
	let blobs = 0;
	for (;;) {
		const start = queue.position;
		const prefix = await queue.take(4);
		if (prefix.length === 0) break;
		if (prefix.length < 4)
			throw truncated(file, `${prefix.length} bytes after byte ${start}, where a block begins`);
		const headerLength = new DataView(prefix.buffer).getUint32(0);
		if (headerLength === 0 || headerLength > MAX_HEADER_BYTES) {
			const what = `block header of ${headerLength} bytes at byte ${start}, allowed are 1 to ${MAX_HEADER_BYTES}`;
			throw blobs === 0 ? notOsm(file, what) : damaged(file, what);
		}
		const headerBytes = await wholly(file, queue, headerLength, start);
		const header = understood(file, start, () => blobHeader(headerBytes));
		if (blobs === 0 && header.type !== "OSMHeader") {
			throw notOsm(file, `its first block is "${header.type.slice(0, 20)}", not "OSMHeader"`);
		}
		if (header.dataBytes <= 0 || header.dataBytes > MAX_BLOB_BYTES) {
			throw damaged(
				file,
				`block of ${header.dataBytes} bytes at byte ${start}, allowed are 1 to ${MAX_BLOB_BYTES}`,
			);
		}
		const blob = await wholly(file, queue, header.dataBytes, start);
		readBlob(file, header.type, blob, start, sink);
		blobs++;
	}
	if (blobs === 0) throw truncated(file, "it is empty");
}

async function wholly(
	file: string,
	queue: ByteQueue,
	count: number,
	blockStart: number,
): Promise<Uint8Array> {
	const bytes = await queue.take(count);
	if (bytes.length < count) {
		throw truncated(
			file,
			`the block that begins at byte ${blockStart} lacks ${count - bytes.length} of its bytes, the file has ${queue.position}`,
		);
	}
	return bytes;
}

function blobHeader(bytes: Uint8Array): { type: string; dataBytes: number } {
	const cursor = new PbfCursor(bytes);
	const header = { type: "", dataBytes: 0 };
	while (!cursor.isAtEnd) {
		const key = cursor.uint();
		if (key >>> 3 === 1) header.type = new TextDecoder().decode(bytesOf(cursor.part()));
		else if (key >>> 3 === 3) header.dataBytes = cursor.int();
		else cursor.skip(key & 7);
	}
	return header;
}

function bytesOf({ bytes, pos, end }: PbfCursor): Uint8Array {
	return bytes.subarray(pos, end);
}

function readBlob(file: string, type: string, blob: Uint8Array, start: number, sink: OsmSink): void {
	if (type !== "OSMHeader" && type !== "OSMData") return;
	let block: Uint8Array;
	try {
		block = uncompressed(blob);
	} catch (error) {
		throw damaged(file, `the block at byte ${start} does not decompress (${(error as Error).message})`);
	}
	if (type === "OSMHeader") {
		const unknown = understood(file, start, () => unknownFeatures(block));
		if (unknown.length > 0)
			throw notOsm(file, `it requires ${unknown.join(", ")}, which this reader does not know`);
		return;
	}
	understood(file, start, () => readPrimitiveBlock(block, sink));
}

/** The reader's result for a block, or one sentence on why the block is unreadable. */
function understood<T>(file: string, start: number, read: () => T): T {
	try {
		return read();
	} catch (error) {
		if (error instanceof RangeError) throw damaged(file, `the block at byte ${start} holds ${error.message}`);
		if (error instanceof UnsafeNumber) throw idTooLarge(file, `in the block at byte ${start}`, error.message);
		throw error;
	}
}

function uncompressed(blob: Uint8Array): Uint8Array {
	const cursor = new PbfCursor(blob);
	let bytes: Uint8Array | null = null;
	let packing = "no data";
	while (!cursor.isAtEnd) {
		const key = cursor.uint();
		const field = key >>> 3;
		if (field === 1) bytes = bytesOf(cursor.part());
		else if (field === 3) {
			bytes = inflateSync(bytesOf(cursor.part()), { maxOutputLength: MAX_BLOCK_BYTES });
		} else {
			if (field >= 4) packing = ["lzma", "bzip2", "lz4", "zstd"][field - 4] ?? `packing ${field}`;
			cursor.skip(key & 7);
		}
	}
	if (bytes === null) throw new Error(`it holds ${packing}, allowed are raw and zlib`);
	return bytes;
}
