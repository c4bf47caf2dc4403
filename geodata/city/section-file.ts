import { GeodataError } from "../units/error.ts";

/**
 * A file of named typed arrays, read without copying: header, section table, sections on 8-byte boundaries.
 *
 * Header, 32 bytes: magic, format version, byte-order mark, section count (u32 each), total length (u32), two words
 * of content hash (u32 each), zero. Table, 40 bytes per section: name (24 bytes, ASCII, zero-padded), element type,
 * offset, length in bytes (u32 each), zero.
 */
const MAGIC = 0x4b59_434c;
export const SECTION_FILE_VERSION = 1;
const ORDER_MARK = 0x0102_0304;
const ORDER_MARK_SWAPPED = 0x0403_0201;
const HEADER_BYTES = 32;
const TABLE_BYTES = 40;
const NAME_BYTES = 24;
const HASH_BYTE = 20;
const ALIGN_BYTES = 8;

export type Column = Uint8Array | Int32Array | Uint32Array | Float64Array | Uint16Array;
/** The index in this list is the element type in the table; append only. */
const COLUMN_TYPES = [Uint8Array, Int32Array, Uint32Array, Float64Array, Uint16Array] as const;

export type Sections = ReadonlyMap<string, Column>;

/** @returns The file with its hash. Equal sections give equal bytes on machines of one byte order. */
export function encodeSections(sections: Sections): Uint8Array<ArrayBuffer> {
	let length = HEADER_BYTES + sections.size * TABLE_BYTES;
	for (const column of sections.values()) length = aligned(length) + column.byteLength;
	length = aligned(length);
	const bytes = new Uint8Array(length);
	const words = new Uint32Array(bytes.buffer);
	words.set([MAGIC, SECTION_FILE_VERSION, ORDER_MARK, sections.size, length]);
	let row = HEADER_BYTES;
	let offset = HEADER_BYTES + sections.size * TABLE_BYTES;
	for (const [name, column] of sections) {
		offset = aligned(offset);
		bytes.set(new TextEncoder().encode(name).subarray(0, NAME_BYTES), row);
		words.set([columnType(column), offset, column.byteLength], (row + NAME_BYTES) / 4);
		bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), offset);
		row += TABLE_BYTES;
		offset += column.byteLength;
	}
	seal(bytes);
	return bytes;
}

/** Writes the content hash into a file's header. */
export function seal(bytes: Uint8Array): void {
	const [low, high] = contentHash(bytes);
	new Uint32Array(bytes.buffer, bytes.byteOffset, HEADER_BYTES / 4).set([low, high], HASH_BYTE / 4);
}

/** The hash in a file's header, 16 hexadecimal digits; its key in every cache. */
export function sectionFileHash(bytes: Uint8Array): string {
	const { words } = checkedHeader(bytes);
	const [low, high] = words.subarray(HASH_BYTE / 4);
	return [high ?? 0, low ?? 0].map((word) => word.toString(16).padStart(8, "0")).join("");
}

/**
 * Opens a file; the columns are views of `bytes` when it lies on an 8-byte boundary, else of one copy.
 *
 * @throws {GeodataError} PACK_NOT_A_PACK, PACK_VERSION_UNKNOWN, PACK_BYTE_ORDER, PACK_TRUNCATED, PACK_HASH_MISMATCH,
 * PACK_SECTION_OUT_OF_RANGE, PACK_SECTION_TYPE
 */
export function decodeSections(file: Uint8Array): Sections {
	const bytes = file.byteOffset % ALIGN_BYTES === 0 ? file : file.slice();
	const { words, sectionCount, length } = checkedHeader(bytes);
	const [low, high] = contentHash(bytes.subarray(0, length));
	const stored = words.subarray(HASH_BYTE / 4, HASH_BYTE / 4 + 2);
	if (stored[0] !== low || stored[1] !== high) {
		throw new GeodataError(
			"PACK_HASH_MISMATCH",
			`The city pack's content does not match its hash ${sectionFileHash(bytes)}: it was damaged on the way.`,
			{ value: sectionFileHash(bytes) },
		);
	}
	const sections = new Map<string, Column>();
	const tableEnd = HEADER_BYTES + sectionCount * TABLE_BYTES;
	for (let row = HEADER_BYTES; row < tableEnd; row += TABLE_BYTES) {
		const name = asciiName(bytes.subarray(row, row + NAME_BYTES));
		const [type = 0, offset = 0, byteLength = 0] = words.subarray(
			(row + NAME_BYTES) / 4,
			(row + TABLE_BYTES) / 4,
		);
		const ColumnType = COLUMN_TYPES[type];
		if (ColumnType === undefined || byteLength % ColumnType.BYTES_PER_ELEMENT !== 0) {
			throw new GeodataError(
				"PACK_SECTION_TYPE",
				`Section ${name} of the city pack has type ${type} and ${byteLength} bytes; types are 0 to ${COLUMN_TYPES.length - 1}, whole elements only.`,
				{ section: name, value: type, allowed: [0, COLUMN_TYPES.length - 1] },
			);
		}
		if (offset < tableEnd || offset % ALIGN_BYTES !== 0 || offset + byteLength > length) {
			throw new GeodataError(
				"PACK_SECTION_OUT_OF_RANGE",
				`Section ${name} of the city pack lies at ${offset} to ${offset + byteLength}; allowed is ${tableEnd} to ${length}.`,
				{ section: name, value: [offset, offset + byteLength], allowed: [tableEnd, length] },
			);
		}
		const elements = byteLength / ColumnType.BYTES_PER_ELEMENT;
		sections.set(name, new ColumnType(bytes.buffer as ArrayBuffer, bytes.byteOffset + offset, elements));
	}
	return sections;
}

/**
 * 64 bits over everything but the hash itself: two lanes of a multiply–rotate mix. Names a file and detects damage;
 * not cryptographic.
 */
export function contentHash(bytes: Uint8Array): [low: number, high: number] {
	const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >>> 2);
	let low = 0x9e37_79b9;
	let high = 0x85eb_ca6b;
	for (let i = 0; i < words.length; i++) {
		const word = i === HASH_BYTE / 4 || i === HASH_BYTE / 4 + 1 ? 0 : words[i]!;
		low = Math.imul(rotated(low ^ word, 13), 0xcc9e_2d51) + 0x1656_67b1;
		high = Math.imul(rotated(high + word, 17), 0x1b87_3593) ^ low;
	}
	low = mixed(low ^ words.length);
	high = mixed(high ^ low);
	return [low, high];
}

function rotated(word: number, bits: number): number {
	return (word << bits) | (word >>> (32 - bits));
}

/** Spreads every bit over the word (two rounds of a xor-shift multiply finaliser). */
function mixed(word: number): number {
	let hash = Math.imul(word ^ (word >>> 16), 0x7feb_352d);
	hash = Math.imul(hash ^ (hash >>> 15), 0x846c_a68b);
	return (hash ^ (hash >>> 16)) >>> 0;
}

function checkedHeader(bytes: Uint8Array): { words: Uint32Array; sectionCount: number; length: number } {
	if (bytes.byteLength < HEADER_BYTES) {
		throw new GeodataError(
			"PACK_TRUNCATED",
			`The city pack has ${bytes.byteLength} bytes; its header alone takes ${HEADER_BYTES}.`,
			{ value: bytes.byteLength, allowed: [HEADER_BYTES, null] },
		);
	}
	const start = bytes.byteOffset % ALIGN_BYTES === 0 ? bytes : bytes.slice();
	const words = new Uint32Array(start.buffer, start.byteOffset, start.byteLength >>> 2);
	const [magic = 0, version = 0, order = 0, sectionCount = 0, length = 0] = words;
	if (order === ORDER_MARK_SWAPPED) {
		throw new GeodataError(
			"PACK_BYTE_ORDER",
			"The city pack was written on a machine of the other byte order.",
			{
				value: order,
				allowed: ORDER_MARK,
			},
		);
	}
	if (magic !== MAGIC || order !== ORDER_MARK) {
		throw new GeodataError(
			"PACK_NOT_A_PACK",
			`The file begins with 0x${magic.toString(16)}; a city pack begins with 0x${MAGIC.toString(16)}.`,
			{ value: magic, allowed: MAGIC },
		);
	}
	if (version !== SECTION_FILE_VERSION) {
		throw new GeodataError(
			"PACK_VERSION_UNKNOWN",
			`The city pack has format version ${version}; this program reads version ${SECTION_FILE_VERSION}.`,
			{ value: version, allowed: SECTION_FILE_VERSION },
		);
	}
	if (bytes.byteLength < length || length < HEADER_BYTES + sectionCount * TABLE_BYTES) {
		throw new GeodataError(
			"PACK_TRUNCATED",
			`The city pack has ${bytes.byteLength} bytes of the ${length} its header names.`,
			{ value: bytes.byteLength, allowed: length },
		);
	}
	return { words, sectionCount, length };
}

function columnType(column: Column): number {
	return COLUMN_TYPES.findIndex((type) => column instanceof type);
}

function asciiName(bytes: Uint8Array): string {
	const end = bytes.indexOf(0);
	return String.fromCharCode(...bytes.subarray(0, end < 0 ? NAME_BYTES : end));
}

function aligned(offset: number): number {
	return Math.ceil(offset / ALIGN_BYTES) * ALIGN_BYTES;
}
