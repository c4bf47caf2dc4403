import { NO_TAGS, NO_VERSION, type OsmMember, type OsmSink, type Tags } from "./osm-sink.ts";
import { PbfCursor, UnsafeNumber } from "./pbf-cursor.ts";

/*
 * The messages of osmformat.proto, version 0.6, read directly into the sink without an object per node.
 * Source: https://wiki.openstreetmap.org/wiki/PBF_Format
 */

/** Features a reader must know to understand a file. A history file is read in its newest state. */
const KNOWN_FEATURES = new Set(["OsmSchema-V0.6", "DenseNodes", "HistoricalInformation"]);
const MEMBER_TYPES = ["node", "way", "relation"] as const;
const NANO = 1e-9;
const UTF_8 = new TextDecoder();

/** Features the header requires that this reader does not know; empty when the file is readable. */
export function unknownFeatures(header: Uint8Array): string[] {
	const cursor = new PbfCursor(header);
	const unknown: string[] = [];
	while (!cursor.isAtEnd) {
		const key = cursor.uint();
		if (key >>> 3 !== 4) {
			cursor.skip(key & 7);
			continue;
		}
		const { bytes, pos, end } = cursor.part();
		const feature = UTF_8.decode(bytes.subarray(pos, end));
		if (!KNOWN_FEATURES.has(feature)) unknown.push(feature);
	}
	return unknown;
}

/**
 * Passes every node, way and relation of one uncompressed PrimitiveBlock to the sink.
 *
 * @throws {RangeError} where the bytes are not such a message.
 * @throws {UnsafeNumber} where an id is beyond ±2⁵³.
 */
export function readPrimitiveBlock(bytes: Uint8Array, sink: OsmSink): void {
	const cursor = new PbfCursor(bytes);
	const groups: PbfCursor[] = [];
	const block = new Block(sink);
	while (!cursor.isAtEnd) {
		const key = cursor.uint();
		const field = key >>> 3;
		if (field === 1) block.readStrings(cursor.part());
		// Groups are read last: the granularity and the offsets follow them in the file.
		else if (field === 2) groups.push(cursor.part());
		else if (field === 17) block.granularity = cursor.int();
		else if (field === 19) block.latOffset = cursor.int();
		else if (field === 20) block.lngOffset = cursor.int();
		else cursor.skip(key & 7);
	}
	for (const group of groups) {
		while (!group.isAtEnd) {
			const key = group.uint();
			const field = key >>> 3;
			if (field === 1) block.readNode(group.part());
			else if (field === 2) block.readDense(group.part());
			else if (field === 3) block.readWay(group.part());
			else if (field === 4) block.readRelation(group.part());
			else group.skip(key & 7);
		}
	}
}

/** Fields of an element's message that hold columns or a message; null where absent. */
type Parts = (PbfCursor | null)[];

class Block {
	/** Nanodegrees per unit. */
	granularity = 100;
	latOffset = 0;
	lngOffset = 0;
	readonly #sink: OsmSink;
	readonly #strings: (string | PbfCursor)[] = [];
	/** Whether a string is one of the sink's node keys, by its index. */
	readonly #isNodeKey = new Map<number, boolean>();
	readonly #refs: number[] = [];
	readonly #places = { lngDeg: [] as number[], latDeg: [] as number[] };

	constructor(sink: OsmSink) {
		this.#sink = sink;
	}

	/** Strings are decoded on first use: most strings of a block are never used. */
	readStrings(table: PbfCursor): void {
		while (!table.isAtEnd) {
			const key = table.uint();
			if (key >>> 3 === 1) this.#strings.push(table.part());
			else table.skip(key & 7);
		}
	}

	#text(index: number): string {
		const known = this.#strings[index];
		if (typeof known === "string") return known;
		if (known === undefined) {
			throw new RangeError(`text ${index}; allowed are 0 to ${this.#strings.length - 1}`);
		}
		const text = UTF_8.decode(known.bytes.subarray(known.pos, known.end));
		this.#strings[index] = text;
		return text;
	}

	#lngDeg(units: number): number {
		return degrees((this.lngOffset + this.granularity * units) * NANO, 180);
	}

	#latDeg(units: number): number {
		return degrees((this.latOffset + this.granularity * units) * NANO, 90);
	}

	/** Field 1 is the id; `parts` are the others by field number. */
	#message(cursor: PbfCursor, readId: (cursor: PbfCursor) => number, units?: number[]) {
		const parts: Parts = [];
		let id = 0;
		while (!cursor.isAtEnd) {
			const key = cursor.uint();
			const field = key >>> 3;
			if (field === 1) id = readId(cursor);
			else if ((key & 7) === 2) parts[field] = cursor.part();
			else if (units && (field === 8 || field === 9)) units[field] = cursor.sint();
			else cursor.skip(key & 7);
		}
		return { id, parts };
	}

	#tags(keys: PbfCursor | null | undefined, values: PbfCursor | null | undefined): Tags {
		if (!keys || !values || keys.isAtEnd) return NO_TAGS;
		const tags = new Map<string, string>();
		while (!keys.isAtEnd) tags.set(this.#text(keys.uint()), this.#text(values.uint()));
		return tags;
	}

	/** Version of an element, and whether it is visible. */
	#info(info: PbfCursor | null | undefined): { version: number; isVisible: boolean } {
		let version = NO_VERSION;
		let isVisible = true;
		while (info && !info.isAtEnd) {
			const key = info.uint();
			if (key >>> 3 === 1) version = info.int();
			else if (key >>> 3 === 6) isVisible = info.uint() !== 0;
			else info.skip(key & 7);
		}
		// A writer without versions writes -1.
		return { version: Math.max(version, NO_VERSION), isVisible };
	}

	readNode(cursor: PbfCursor): void {
		const units: number[] = [];
		const { id, parts } = this.#message(cursor, (at) => at.sint(), units);
		const { version, isVisible } = this.#info(parts[4]);
		if (!isVisible) {
			this.#sink.gone("node", id, version);
			return;
		}
		const tags = this.#tags(parts[2], parts[3]);
		const [lngDeg, latDeg] = [this.#lngDeg(units[9] ?? 0), this.#latDeg(units[8] ?? 0)];
		this.#sink.node(id, lngDeg, latDeg, tags.size > 0 ? tags : null, version);
	}

	readDense(cursor: PbfCursor): void {
		const parts: Parts = [];
		while (!cursor.isAtEnd) {
			const key = cursor.uint();
			if ((key & 7) === 2) parts[key >>> 3] = cursor.part();
			else cursor.skip(key & 7);
		}
		const [ids, lats, lngs, texts] = [parts[1], parts[8], parts[9], parts[10] ?? null];
		if (!ids) return;
		if (!lats || !lngs) throw new RangeError("dense nodes without positions");
		const { versions, visibles } = denseInfo(parts[5] ?? null);
		const sink = this.#sink;
		let [id, lat, lng] = [0, 0, 0];
		while (!ids.isAtEnd) {
			id = safe(id + ids.sint());
			lat += lats.sint();
			lng += lngs.sint();
			const version = versions && !versions.isAtEnd ? Math.max(versions.int(), NO_VERSION) : NO_VERSION;
			const isVisible = !visibles || visibles.isAtEnd || visibles.uint() !== 0;
			const tags = texts && this.#denseTags(texts);
			if (isVisible) sink.node(id, this.#lngDeg(lng), this.#latDeg(lat), tags, version);
			else sink.gone("node", id, version);
		}
		if (!lats.isAtEnd || !lngs.isAtEnd) throw new RangeError("dense nodes with more positions than ids");
	}

	/** Tags of the next dense node, up to the terminating 0; null where none of its keys is needed. */
	#denseTags(texts: PbfCursor): Tags | null {
		const start = texts.pos;
		let isWanted = false;
		for (let key = texts.isAtEnd ? 0 : texts.uint(); key !== 0; key = texts.isAtEnd ? 0 : texts.uint()) {
			texts.uint();
			isWanted ||= this.#isLookedAt(key);
		}
		if (!isWanted) return null;
		const tags = new Map<string, string>();
		const again = new PbfCursor(texts.bytes, start, texts.pos);
		for (let key = again.uint(); key !== 0; key = again.isAtEnd ? 0 : again.uint()) {
			tags.set(this.#text(key), this.#text(again.uint()));
		}
		return tags;
	}

	#isLookedAt(key: number): boolean {
		let isKey = this.#isNodeKey.get(key);
		if (isKey === undefined) {
			isKey = this.#sink.nodeKeys.has(this.#text(key));
			this.#isNodeKey.set(key, isKey);
		}
		return isKey;
	}

	readWay(cursor: PbfCursor): void {
		const { id, parts } = this.#message(cursor, (at) => at.int());
		const { version, isVisible } = this.#info(parts[4]);
		if (!isVisible) {
			this.#sink.gone("way", id, version);
			return;
		}
		const refs = this.#refs;
		refs.length = 0;
		readSums(parts[8], (ref) => refs.push(ref));
		const places = parts[9] && parts[10] ? this.#places : null;
		if (places) {
			places.latDeg.length = 0;
			places.lngDeg.length = 0;
			readSums(parts[9], (units) => places.latDeg.push(this.#latDeg(units)));
			readSums(parts[10], (units) => places.lngDeg.push(this.#lngDeg(units)));
			if (places.latDeg.length !== refs.length || places.lngDeg.length !== refs.length) {
				throw new RangeError(
					`way ${id} of ${refs.length} nodes with ${places.latDeg.length} latitudes and ${places.lngDeg.length} longitudes`,
				);
			}
		}
		this.#sink.way(id, refs, this.#tags(parts[2], parts[3]), version, places);
	}

	readRelation(cursor: PbfCursor): void {
		const { id, parts } = this.#message(cursor, (at) => at.int());
		const { version, isVisible } = this.#info(parts[4]);
		if (!isVisible) {
			this.#sink.gone("relation", id, version);
			return;
		}
		const members: OsmMember[] = [];
		const [roles, types] = [parts[8], parts[10]];
		readSums(parts[9], (memberId) => {
			members.push({
				type: MEMBER_TYPES[types && !types.isAtEnd ? types.uint() : 0] ?? "node",
				id: memberId,
				role: roles && !roles.isAtEnd ? this.#text(roles.uint()) : "",
			});
		});
		this.#sink.relation(id, members, this.#tags(parts[2], parts[3]), version);
	}
}

function degrees(value: number, limit: number): number {
	if (Math.abs(value) <= limit) return value;
	throw new RangeError(`the position ${value}; allowed are ±${limit} degrees`);
}

/** Delta-encoded numbers. */
function readSums(column: PbfCursor | null | undefined, read: (value: number) => void): void {
	let sum = 0;
	while (column && !column.isAtEnd) {
		sum = safe(sum + column.sint());
		read(sum);
	}
}

function safe(value: number): number {
	if (Number.isSafeInteger(value)) return value;
	throw new UnsafeNumber(String(value));
}

/** The columns of versions and of visibility. */
function denseInfo(info: PbfCursor | null) {
	let versions: PbfCursor | null = null;
	let visibles: PbfCursor | null = null;
	while (info && !info.isAtEnd) {
		const key = info.uint();
		if (key >>> 3 === 1) versions = info.part();
		else if (key >>> 3 === 6) visibles = info.part();
		else info.skip(key & 7);
	}
	return { versions, visibles };
}
