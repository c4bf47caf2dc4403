import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { PbfWriter } from "pbf";
import { metresPerDegree } from "../../geodata/units/position.ts";
import { type OsmCity, type OsmOptions, readOsmCity } from "../import/osm/osm-city.ts";

/** Elements of an OpenStreetMap file drawn in a test; written in any packing they are the same city. */
export interface OsmElements {
	readonly nodes: readonly OsmNode[];
	readonly ways: readonly OsmWay[];
	readonly relations?: readonly OsmRelation[];
}
/** `undefined` is left out, so that one drawing may be tagged in several ways. */
type TagList = Readonly<Record<string, string | undefined>>;
interface OsmNode {
	readonly id: number;
	readonly lng: number;
	readonly lat: number;
	readonly tags?: TagList;
}
interface OsmWay {
	readonly id: number;
	readonly nodes: readonly number[];
	readonly tags: TagList;
}
interface OsmRelation {
	readonly id: number;
	readonly members: readonly { readonly way: number; readonly role: string }[];
	readonly tags: TagList;
}

function pairsOf(tags: TagList = {}): [key: string, value: string][] {
	return Object.entries(tags).filter((pair): pair is [string, string] => pair[1] !== undefined);
}

export function osmXml({ nodes, ways, relations = [] }: OsmElements): string {
	const text = (value: string) => value.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");
	const tagLines = (tags: TagList = {}) =>
		pairsOf(tags).map(([key, value]) => `<tag k="${text(key)}" v="${text(value)}"/>`);
	return [
		'<?xml version="1.0" encoding="UTF-8"?>',
		'<osm version="0.6">',
		...nodes.map(({ id, lng, lat, tags }) =>
			[`<node id="${id}" lat="${lat}" lon="${lng}">`, ...tagLines(tags), "</node>"].join(""),
		),
		...ways.map(({ id, nodes: refs, tags }) =>
			[`<way id="${id}">`, ...refs.map((ref) => `<nd ref="${ref}"/>`), ...tagLines(tags), "</way>"].join(
				"\n",
			),
		),
		...relations.map(({ id, members, tags }) =>
			[
				`<relation id="${id}">`,
				...members.map(({ way, role }) => `<member type="way" ref="${way}" role="${role}"/>`),
				...tagLines(tags),
				"</relation>",
			].join("\n"),
		),
		"</osm>",
	].join("\n");
}

export interface PbfOptions {
	/** Nodes as dense columns, as nearly all files have them; false writes one message a node. */
	readonly dense?: boolean;
	readonly packing?: "zlib" | "raw" | "lzma";
	readonly requiredFeature?: string;
	/** Nanodegrees a unit. */
	readonly granularity?: number;
}

/** The same as a PBF of one header block and one block of data. */
export function osmPbf(elements: OsmElements, options: PbfOptions = {}): Uint8Array {
	const header = new PbfWriter();
	for (const feature of [
		"OsmSchema-V0.6",
		"DenseNodes",
		...(options.requiredFeature ? [options.requiredFeature] : []),
	]) {
		header.writeStringField(4, feature);
	}
	return Buffer.concat([
		fileBlock("OSMHeader", header.finish(), "zlib"),
		fileBlock("OSMData", primitiveBlock(elements, options), options.packing ?? "zlib"),
	]);
}

/** One block of a PBF file: length, header, blob. */
export function fileBlock(type: string, content: Uint8Array, packing: "zlib" | "raw" | "lzma"): Uint8Array {
	const blob = new PbfWriter();
	if (packing === "raw") blob.writeBytesField(1, content);
	else {
		blob.writeVarintField(2, content.length);
		blob.writeBytesField(packing === "zlib" ? 3 : 4, deflateSync(content));
	}
	const bytes = blob.finish();
	const header = new PbfWriter();
	header.writeStringField(1, type);
	header.writeVarintField(3, bytes.length);
	const headerBytes = header.finish();
	const length = Buffer.alloc(4);
	length.writeUInt32BE(headerBytes.length);
	return Buffer.concat([length, headerBytes, bytes]);
}

function primitiveBlock(elements: OsmElements, { dense = true, granularity = 100 }: PbfOptions): Uint8Array {
	const strings = [""];
	const indexOf = (text: string) => {
		const known = strings.indexOf(text);
		return known > 0 ? known : strings.push(text) - 1;
	};
	const units = (deg: number) => Math.round((deg * 1e9) / granularity);
	const deltas = (values: number[]) => values.map((value, i) => value - (i > 0 ? values[i - 1]! : 0));
	const writeTags = (pbf: PbfWriter, tags: TagList = {}) => {
		const pairs = pairsOf(tags);
		pbf.writePackedVarint(
			2,
			pairs.map(([key]) => indexOf(key)),
		);
		pbf.writePackedVarint(
			3,
			pairs.map(([, value]) => indexOf(value)),
		);
	};
	const group = new PbfWriter();
	if (dense) {
		const columns = new PbfWriter();
		columns.writePackedSVarint(1, deltas(elements.nodes.map(({ id }) => id)));
		columns.writePackedSVarint(8, deltas(elements.nodes.map(({ lat }) => units(lat))));
		columns.writePackedSVarint(9, deltas(elements.nodes.map(({ lng }) => units(lng))));
		const keysValues = elements.nodes.flatMap(({ tags }) => [
			...pairsOf(tags).flatMap((pair) => pair.map(indexOf)),
			0,
		]);
		if (keysValues.some((index) => index > 0)) columns.writePackedVarint(10, keysValues);
		group.writeBytesField(2, columns.finish());
	} else {
		for (const { id, lng, lat, tags } of elements.nodes) {
			const node = new PbfWriter();
			node.writeSVarintField(1, id);
			writeTags(node, tags);
			node.writeSVarintField(8, units(lat));
			node.writeSVarintField(9, units(lng));
			group.writeBytesField(1, node.finish());
		}
	}
	for (const { id, nodes, tags } of elements.ways) {
		const way = new PbfWriter();
		way.writeVarintField(1, id);
		writeTags(way, tags);
		way.writePackedSVarint(8, deltas([...nodes]));
		group.writeBytesField(3, way.finish());
	}
	for (const { id, members, tags } of elements.relations ?? []) {
		const relation = new PbfWriter();
		relation.writeVarintField(1, id);
		writeTags(relation, tags);
		relation.writePackedVarint(
			8,
			members.map(({ role }) => indexOf(role)),
		);
		relation.writePackedSVarint(9, deltas(members.map(({ way }) => way)));
		relation.writePackedVarint(
			10,
			members.map(() => 1),
		);
		group.writeBytesField(4, relation.finish());
	}
	const table = new PbfWriter();
	for (const text of strings) table.writeBytesField(1, new TextEncoder().encode(text));
	const block = new PbfWriter();
	block.writeBytesField(1, table.finish());
	block.writeBytesField(2, group.finish());
	block.writeVarintField(17, granularity);
	return block.finish();
}

/** The city read out of an XML file of these elements. */
export async function readElements(elements: OsmElements, options: OsmOptions = {}): Promise<OsmCity> {
	const folder = await mkdtemp(join(tmpdir(), "lucheng-drawn-"));
	try {
		const file = join(folder, "drawn.osm");
		await writeFile(file, osmXml(elements));
		return await readOsmCity(file, options);
	} finally {
		await rm(folder, { recursive: true });
	}
}

/** Nodes of a drawing in metres east and north of a place near Kunshan, numbered as they are named. */
export function nodesAt(
	places: Readonly<Record<number, readonly [eastM: number, northM: number, tags?: TagList]>>,
): OsmNode[] {
	const { lngM, latM } = metresPerDegree(31.38);
	return Object.entries(places).map(([id, [eastM, northM, tags = {}]]) => ({
		id: Number(id),
		lng: 120.95 + eastM / lngM,
		lat: 31.38 + northM / latM,
		tags,
	}));
}
