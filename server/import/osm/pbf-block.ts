import { PbfReader } from "pbf";
import { NO_TAGS, type OsmMember, type OsmSink, type Tags } from "./osm-sink.ts";

/*
 * The messages of osmformat.proto, version 0.6, read straight into the sink: no object a node.
 * Source: https://wiki.openstreetmap.org/wiki/PBF_Format
 */

/** Features a reader must know to understand a file. */
const KNOWN_FEATURES = new Set(["OsmSchema-V0.6", "DenseNodes"]);
const MEMBER_TYPES = ["node", "way", "relation"] as const;
const NANO = 1e-9;

interface Block {
	readonly strings: string[];
	/** Nanodegrees a unit. */
	granularity: number;
	latOffset: number;
	lngOffset: number;
	readonly groups: [start: number, end: number][];
}

/** Features the header requires that this reader does not know; empty when it can be read. */
export function unknownFeatures(header: Uint8Array): string[] {
	const pbf = new PbfReader(header);
	const unknown: string[] = [];
	pbf.readFields((tag) => {
		if (tag !== 4) return;
		const feature = pbf.readString();
		if (!KNOWN_FEATURES.has(feature)) unknown.push(feature);
	}, null);
	return unknown;
}

/** Hands every node, way and relation of one uncompressed PrimitiveBlock to the sink. */
export function readPrimitiveBlock(bytes: Uint8Array, sink: OsmSink): void {
	const pbf = new PbfReader(bytes);
	const block: Block = { strings: [], granularity: 100, latOffset: 0, lngOffset: 0, groups: [] };
	pbf.readFields((tag) => {
		if (tag === 1) readStrings(pbf, block.strings);
		else if (tag === 2) {
			const end = pbf.readVarint() + pbf.pos;
			block.groups.push([pbf.pos, end]);
			pbf.pos = end;
		} else if (tag === 17) block.granularity = pbf.readVarint(true);
		else if (tag === 19) block.latOffset = pbf.readVarint(true);
		else if (tag === 20) block.lngOffset = pbf.readVarint(true);
	}, null);
	// Groups wait until here: the granularity and the offsets come after them in the file.
	for (const [start, end] of block.groups) {
		pbf.pos = start;
		pbf.readFields(
			(tag) => {
				if (tag === 1) readNode(pbf, block, sink);
				else if (tag === 2) readDense(pbf, block, sink);
				else if (tag === 3) readWay(pbf, block, sink);
				else if (tag === 4) readRelation(pbf, block, sink);
			},
			null,
			end,
		);
	}
}

function readStrings(pbf: PbfReader, strings: string[]): void {
	pbf.readMessage((tag) => {
		if (tag === 1) strings.push(pbf.readString());
	}, null);
}

function tagsOf(block: Block, keys: readonly number[], values: readonly number[]): Tags {
	if (keys.length === 0) return NO_TAGS;
	const tags = new Map<string, string>();
	for (let i = 0; i < keys.length; i++) {
		tags.set(block.strings[keys[i] ?? 0] ?? "", block.strings[values[i] ?? 0] ?? "");
	}
	return tags;
}

function readNode(pbf: PbfReader, block: Block, sink: OsmSink): void {
	let id = 0;
	let lat = 0;
	let lng = 0;
	const keys: number[] = [];
	const values: number[] = [];
	pbf.readMessage((tag) => {
		if (tag === 1) id = pbf.readSVarint();
		else if (tag === 2) pbf.readPackedVarint(keys);
		else if (tag === 3) pbf.readPackedVarint(values);
		else if (tag === 8) lat = pbf.readSVarint();
		else if (tag === 9) lng = pbf.readSVarint();
	}, null);
	const tags = tagsOf(block, keys, values);
	sink.node(
		id,
		degrees(block.lngOffset, block, lng),
		degrees(block.latOffset, block, lat),
		tags.size > 0 ? tags : null,
	);
}

function degrees(offset: number, block: Block, units: number): number {
	return (offset + block.granularity * units) * NANO;
}

function readDense(pbf: PbfReader, block: Block, sink: OsmSink): void {
	const ids: number[] = [];
	const lats: number[] = [];
	const lngs: number[] = [];
	const keysValues: number[] = [];
	pbf.readMessage((tag) => {
		if (tag === 1) pbf.readPackedSVarint(ids);
		else if (tag === 8) pbf.readPackedSVarint(lats);
		else if (tag === 9) pbf.readPackedSVarint(lngs);
		else if (tag === 10) pbf.readPackedVarint(keysValues);
	}, null);
	if (lats.length !== ids.length || lngs.length !== ids.length) {
		throw new RangeError(
			`${ids.length} dense nodes with ${lats.length} latitudes and ${lngs.length} longitudes`,
		);
	}
	let id = 0;
	let lat = 0;
	let lng = 0;
	let at = 0;
	for (let i = 0; i < ids.length; i++) {
		id += ids[i]!;
		lat += lats[i]!;
		lng += lngs[i]!;
		let tags: Map<string, string> | null = null;
		while (at < keysValues.length && keysValues[at] !== 0) {
			tags ??= new Map();
			tags.set(block.strings[keysValues[at]!] ?? "", block.strings[keysValues[at + 1] ?? 0] ?? "");
			at += 2;
		}
		at++;
		sink.node(id, degrees(block.lngOffset, block, lng), degrees(block.latOffset, block, lat), tags);
	}
}

/** Ids in a way or a relation are written as differences. */
function undelta(ids: number[]): number[] {
	for (let i = 1; i < ids.length; i++) ids[i] = ids[i]! + ids[i - 1]!;
	return ids;
}

function readWay(pbf: PbfReader, block: Block, sink: OsmSink): void {
	let id = 0;
	const keys: number[] = [];
	const values: number[] = [];
	const nodeIds: number[] = [];
	pbf.readMessage((tag) => {
		if (tag === 1) id = pbf.readVarint(true);
		else if (tag === 2) pbf.readPackedVarint(keys);
		else if (tag === 3) pbf.readPackedVarint(values);
		else if (tag === 8) pbf.readPackedSVarint(nodeIds);
	}, null);
	sink.way(id, undelta(nodeIds), tagsOf(block, keys, values));
}

function readRelation(pbf: PbfReader, block: Block, sink: OsmSink): void {
	let id = 0;
	const keys: number[] = [];
	const values: number[] = [];
	const roles: number[] = [];
	const memberIds: number[] = [];
	const types: number[] = [];
	pbf.readMessage((tag) => {
		if (tag === 1) id = pbf.readVarint(true);
		else if (tag === 2) pbf.readPackedVarint(keys);
		else if (tag === 3) pbf.readPackedVarint(values);
		else if (tag === 8) pbf.readPackedVarint(roles);
		else if (tag === 9) pbf.readPackedSVarint(memberIds);
		else if (tag === 10) pbf.readPackedVarint(types);
	}, null);
	const members: OsmMember[] = undelta(memberIds).map((memberId, i) => ({
		type: MEMBER_TYPES[types[i] ?? 0] ?? "node",
		id: memberId,
		role: block.strings[roles[i] ?? 0] ?? "",
	}));
	sink.relation(id, members, tagsOf(block, keys, values));
}
