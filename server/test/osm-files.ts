import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { PbfWriter } from "pbf";
import { metresPerDegree } from "../../geodata/units/position.ts";
import { type OsmCity, type OsmOptions, readOsmCity } from "../import/osm/osm-city.ts";

/** Elements of an OpenStreetMap file drawn in a test; they give the same city in any file format. */
export interface OsmElements {
	readonly nodes: readonly OsmNode[];
	readonly ways: readonly OsmWay[];
	readonly relations?: readonly OsmRelation[];
}
/** `undefined` is omitted, so that one drawing may have varying tags. */
type TagList = Readonly<Record<string, string | undefined>>;
interface OsmVersion {
	/** Not written if omitted. */
	readonly version?: number;
	/** False in a version that deletes the element. */
	readonly visible?: boolean;
}
interface OsmNode extends OsmVersion {
	readonly id: number;
	readonly lng: number;
	readonly lat: number;
	readonly tags?: TagList;
}
interface OsmWay extends OsmVersion {
	readonly id: number;
	readonly nodes: readonly number[];
	readonly tags: TagList;
}
interface OsmRelation extends OsmVersion {
	readonly id: number;
	readonly members: readonly { readonly way: number; readonly role: string }[];
	readonly tags: TagList;
}

function pairsOf(tags: TagList = {}): [key: string, value: string][] {
	return Object.entries(tags).filter((pair): pair is [string, string] => pair[1] !== undefined);
}

/** Where the positions of nodes are written. */
type Places = "nodes" | "ways";

/** The unchanged ways, and the nodes to write: only tagged ones where the ways contain the positions. */
function placed({ nodes, ways, relations = [] }: OsmElements, places: Places) {
	const at = new Map(nodes.map((node) => [node.id, node]));
	const isLeft = ({ tags }: OsmNode) => places === "nodes" || pairsOf(tags).length > 0;
	return { nodes: nodes.filter(isLeft), ways, relations, at };
}

/** The elements as OSM XML; with `places: "ways"` as Overpass answers to `out geom`. */
export function osmXml(elements: OsmElements, { places = "nodes" }: { places?: Places } = {}): string {
	const { nodes, ways, relations, at } = placed(elements, places);
	const text = (value: string) => value.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");
	const tagLines = (tags: TagList = {}) =>
		pairsOf(tags).map(([key, value]) => `<tag k="${text(key)}" v="${text(value)}"/>`);
	const versionOf = ({ version, visible }: OsmVersion) =>
		`${version === undefined ? "" : ` version="${version}"`}${visible === undefined ? "" : ` visible="${visible}"`}`;
	const place = (id: number) => {
		const node = places === "ways" ? at.get(id) : undefined;
		return node ? ` lat="${node.lat}" lon="${node.lng}"` : "";
	};
	const nodesOf = (way: number) => ways.find(({ id }) => id === way)?.nodes ?? [];
	return [
		'<?xml version="1.0" encoding="UTF-8"?>',
		'<osm version="0.6">',
		...nodes.map(({ id, lng, lat, tags, ...version }) =>
			[
				`<node id="${id}"${versionOf(version)}${version.visible === false ? "" : ` lat="${lat}" lon="${lng}"`}>`,
				...tagLines(tags),
				"</node>",
			].join(""),
		),
		...ways.map(({ id, nodes: refs, tags, ...version }) =>
			[
				`<way id="${id}"${versionOf(version)}>`,
				...refs.map((ref) => `<nd ref="${ref}"${place(ref)}/>`),
				...tagLines(tags),
				"</way>",
			].join("\n"),
		),
		...relations.map(({ id, members, tags, ...version }) =>
			[
				`<relation id="${id}"${versionOf(version)}>`,
				...members.map(({ way, role }) =>
					places === "nodes"
						? `<member type="way" ref="${way}" role="${role}"/>`
						: `<member type="way" ref="${way}" role="${role}">${nodesOf(way)
								.map((ref) => `<nd${place(ref)}/>`)
								.join("")}</member>`,
				),
				...tagLines(tags),
				"</relation>",
			].join("\n"),
		),
		"</osm>",
	].join("\n");
}

export interface PbfOptions {
	/** Nodes as dense columns, as in nearly all files; false writes one message per node. */
	readonly dense?: boolean;
	readonly packing?: "zlib" | "raw" | "lzma";
	readonly requiredFeature?: string;
	/** "ways" writes them as LocationsOnWays does. */
	readonly places?: Places;
	/** Nanodegrees per unit. */
	readonly granularity?: number;
}

/** The same as a PBF with one header block and one data block. */
export function osmPbf(elements: OsmElements, options: PbfOptions = {}): Uint8Array {
	const header = new PbfWriter();
	for (const feature of [
		"OsmSchema-V0.6",
		"DenseNodes",
		...(options.requiredFeature ? [options.requiredFeature] : []),
	]) {
		header.writeStringField(4, feature);
	}
	if (options.places === "ways") header.writeStringField(5, "LocationsOnWays");
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

function primitiveBlock(
	elements: OsmElements,
	{ dense = true, granularity = 100, places = "nodes" }: PbfOptions,
): Uint8Array {
	const { nodes, ways, relations, at } = placed(elements, places);
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
	const hasVersions = [...nodes, ...ways, ...relations].some(
		({ version, visible }) => version !== undefined || visible !== undefined,
	);
	const writeInfo = (pbf: PbfWriter, { version = -1, visible = true }: OsmVersion) => {
		if (!hasVersions) return;
		const info = new PbfWriter();
		info.writeVarintField(1, version);
		info.writeBooleanField(6, visible);
		pbf.writeBytesField(4, info.finish());
	};
	const group = new PbfWriter();
	if (dense) {
		const columns = new PbfWriter();
		columns.writePackedSVarint(1, deltas(nodes.map(({ id }) => id)));
		if (hasVersions) {
			const info = new PbfWriter();
			info.writePackedVarint(
				1,
				nodes.map(({ version = -1 }) => version),
			);
			info.writePackedBoolean(
				6,
				nodes.map(({ visible = true }) => visible),
			);
			columns.writeBytesField(5, info.finish());
		}
		columns.writePackedSVarint(8, deltas(nodes.map(({ lat }) => units(lat))));
		columns.writePackedSVarint(9, deltas(nodes.map(({ lng }) => units(lng))));
		const keysValues = nodes.flatMap(({ tags }) => [
			...pairsOf(tags).flatMap((pair) => pair.map(indexOf)),
			0,
		]);
		if (keysValues.some((index) => index > 0)) columns.writePackedVarint(10, keysValues);
		group.writeBytesField(2, columns.finish());
	} else {
		for (const { id, lng, lat, tags, ...version } of nodes) {
			const node = new PbfWriter();
			node.writeSVarintField(1, id);
			writeTags(node, tags);
			writeInfo(node, version);
			node.writeSVarintField(8, units(lat));
			node.writeSVarintField(9, units(lng));
			group.writeBytesField(1, node.finish());
		}
	}
	for (const { id, nodes: refs, tags, ...version } of ways) {
		const way = new PbfWriter();
		way.writeVarintField(1, id);
		writeTags(way, tags);
		writeInfo(way, version);
		way.writePackedSVarint(8, deltas([...refs]));
		if (places === "ways") {
			way.writePackedSVarint(9, deltas(refs.map((ref) => units(at.get(ref)!.lat))));
			way.writePackedSVarint(10, deltas(refs.map((ref) => units(at.get(ref)!.lng))));
		}
		group.writeBytesField(3, way.finish());
	}
	for (const { id, members, tags, ...version } of relations) {
		const relation = new PbfWriter();
		relation.writeVarintField(1, id);
		writeTags(relation, tags);
		writeInfo(relation, version);
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

/** The city read from an XML file of these elements. */
export function readElements(elements: OsmElements, options: OsmOptions = {}): Promise<OsmCity> {
	return readContent(osmXml(elements), options);
}

/** The city read from a file with that content. */
export async function readContent(content: string | Uint8Array, options: OsmOptions = {}): Promise<OsmCity> {
	const folder = await mkdtemp(join(tmpdir(), "lucheng-drawn-"));
	try {
		const file = join(folder, "drawn.osm");
		await writeFile(file, content);
		return await readOsmCity(file, options);
	} finally {
		await rm(folder, { recursive: true });
	}
}

/** Nodes of a drawing in metres east and north of a place near Kunshan, numbered in order of their names. */
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
