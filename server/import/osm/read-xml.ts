import { SaxesParser } from "saxes";
import { damaged, idTooLarge, notOsm, truncated } from "./osm-error.ts";
import { NO_TAGS, NO_VERSION, type OsmMember, type OsmSink, SECONDHAND } from "./osm-sink.ts";
import { decodedXml } from "./xml-encoding.ts";

type Attributes = Record<string, string>;

/**
 * Reads OSM XML (API 0.6) as a stream: with positions in nodes, or in the `<nd>` of ways and relations as in
 * Overpass answers to `out geom`; with or without element history.
 *
 * @throws {GeodataError} OSM_NOT_OSM, OSM_TRUNCATED, OSM_DAMAGED, OSM_ID_TOO_LARGE, each with the line number.
 */
export async function readXml(file: string, source: AsyncIterable<Uint8Array>, sink: OsmSink): Promise<void> {
	const parser = new SaxesParser({ position: true });
	const elements = new ElementReader(file, sink);
	let closing = false;
	let started = false;
	parser.on("error", (error) => {
		if (closing) throw truncated(file, `line ${parser.line} leaves an element open`);
		if (!started) throw notOsm(file, `it does not begin as XML (${withoutPosition(error)})`);
		throw damaged(file, `line ${parser.line}: ${withoutPosition(error)}`);
	});
	parser.on("doctype", (text) => {
		const name = text.trim().split(/[\s[]/)[0] ?? "";
		const isPage = name.toLowerCase() === "html";
		throw notOsm(file, isPage ? OTHER_ROOTS.html! : "it has a DOCTYPE, which no OpenStreetMap file has");
	});
	parser.on("opentag", (tag) => {
		started = true;
		elements.open(tag.name, tag.attributes as Attributes, parser.line);
		if (tag.name === "remark") parser.on("text", (text) => refuseFailure(file, text));
	});
	parser.on("closetag", (tag) => {
		elements.close(tag.name);
		if (tag.name === "remark") parser.off("text");
	});

	let isEmpty = true;
	for await (const text of decodedXml(file, source)) {
		isEmpty &&= text === "";
		parser.write(text);
	}
	if (isEmpty) throw truncated(file, "it is empty");
	closing = true;
	parser.close();
	if (!elements.sawRoot) throw notOsm(file, "it has no <osm> element");
}

/** When Overpass runs out of time or memory, its answer says so and is incomplete. */
function refuseFailure(file: string, remark: string): void {
	if (!/error|timed out|out of memory/i.test(remark)) return;
	throw truncated(file, `Overpass wrote into it "${remark.trim().replace(/\s+/g, " ").slice(0, 160)}"`);
}

/** saxes puts "line:column: " before its messages. */
function withoutPosition(error: Error): string {
	return error.message.replace(/^(\d+:\d+: )+/, "");
}

/** Root elements of other OpenStreetMap files, and their names in messages. */
const OTHER_ROOTS: Readonly<Record<string, string>> = {
	osmChange: "it is a change file (osmChange): what was edited, not a map",
	osmAugmentedDiff: "it is an augmented diff: what was edited, not a map",
	html: "it is a web page",
	gpx: "it is a GPS track (GPX)",
	kml: "it is a KML file",
};

/** Ids for nodes of which a relation gives only the position; far below the ids that editors give new nodes. */
const FIRST_MADE_UP_ID = -(2 ** 52);

class ElementReader {
	sawRoot = false;
	readonly #file: string;
	readonly #sink: OsmSink;
	/** The current element type; null between elements and inside a deleted one. */
	#type: OsmMember["type"] | null = null;
	#id = 0;
	#version = NO_VERSION;
	#lngDeg = 0;
	#latDeg = 0;
	#tags: Map<string, string> | null = null;
	#members: OsmMember[] = [];
	/** Nodes of the current way or member way. */
	#nodeIds: number[] = [];
	#places = { lngDeg: [] as number[], latDeg: [] as number[] };
	#hasPlaces = false;
	#member: OsmMember | null = null;
	#madeUpIds = new Map<string, number>();

	constructor(file: string, sink: OsmSink) {
		this.#file = file;
		this.#sink = sink;
	}

	open(name: string, attributes: Attributes, line: number): void {
		if (!this.sawRoot) {
			const what = OTHER_ROOTS[name] ?? `its first element is <${name.slice(0, 40)}>, not <osm>`;
			if (name !== "osm") throw notOsm(this.#file, what);
			this.sawRoot = true;
		} else if (name === "action") throw notOsm(this.#file, OTHER_ROOTS.osmAugmentedDiff!);
		else if (name === "tag") {
			this.#tags ??= new Map();
			this.#tags.set(attributes.k ?? "", attributes.v ?? "");
		} else if (name === "nd") this.#node(attributes, line);
		else if (name === "member") this.#beginMember(attributes, line);
		else if (name === "node" || name === "way" || name === "relation") this.#begin(name, attributes, line);
	}

	close(name: string): void {
		if (name === "member") this.#endMember();
		if (this.#type === null || name !== this.#type) return;
		const places = this.#hasPlaces ? this.#places : null;
		if (name === "node") this.#sink.node(this.#id, this.#lngDeg, this.#latDeg, this.#tags, this.#version);
		else if (name === "way")
			this.#sink.way(this.#id, this.#nodeIds, this.#tags ?? NO_TAGS, this.#version, places);
		else this.#sink.relation(this.#id, this.#members, this.#tags ?? NO_TAGS, this.#version);
		this.#type = null;
	}

	#begin(name: OsmMember["type"], attributes: Attributes, line: number): void {
		this.#tags = null;
		this.#members = [];
		this.#id = this.#whole(attributes.id, `${name} id`, line);
		const version = attributes.version;
		this.#version =
			version === undefined ? NO_VERSION : this.#whole(version, `version of ${name} ${this.#id}`, line);
		this.#beginNodes();
		// Editors keep deleted elements in the file until they are uploaded; a history keeps them permanently.
		if (attributes.visible === "false" || attributes.action === "delete") {
			this.#type = null;
			this.#sink.gone(name, this.#id, this.#version);
			return;
		}
		this.#type = name;
		if (name !== "node") return;
		this.#lngDeg = this.#degrees(attributes.lon, 180, `lon of node ${this.#id}`, line);
		this.#latDeg = this.#degrees(attributes.lat, 90, `lat of node ${this.#id}`, line);
	}

	#beginNodes(): void {
		this.#nodeIds = [];
		this.#places = { lngDeg: [], latDeg: [] };
		this.#hasPlaces = false;
	}

	#node(attributes: Attributes, line: number): void {
		const { lat, lon } = attributes;
		const isPlaced = lat !== undefined && lon !== undefined;
		const lngDeg = isPlaced ? this.#degrees(lon, 180, "lon of nd", line) : Number.NaN;
		const latDeg = isPlaced ? this.#degrees(lat, 90, "lat of nd", line) : Number.NaN;
		this.#nodeIds.push(
			this.#member === null ? this.#whole(attributes.ref, "nd ref", line) : this.#madeUpId(`${lat} ${lon}`),
		);
		this.#places.lngDeg.push(lngDeg);
		this.#places.latDeg.push(latDeg);
		this.#hasPlaces ||= isPlaced;
	}

	/** One id per position. */
	#madeUpId(place: string): number {
		const id = this.#madeUpIds.get(place) ?? FIRST_MADE_UP_ID - this.#madeUpIds.size;
		this.#madeUpIds.set(place, id);
		return id;
	}

	#beginMember(attributes: Attributes, line: number): void {
		const type = attributes.type;
		if (type !== "node" && type !== "way" && type !== "relation") return;
		this.#member = {
			type,
			id: this.#whole(attributes.ref, "member ref", line),
			role: attributes.role ?? "",
		};
		this.#members.push(this.#member);
		this.#beginNodes();
	}

	/** A member way may have its positions only here. */
	#endMember(): void {
		if (this.#member?.type === "way" && this.#hasPlaces && this.#type !== null) {
			this.#sink.way(this.#member.id, this.#nodeIds, NO_TAGS, SECONDHAND, this.#places);
		}
		this.#member = null;
	}

	#degrees(text: string | undefined, limit: number, what: string, line: number): number {
		const value = text === undefined || text.trim() === "" ? Number.NaN : Number(text);
		if (!Number.isFinite(value))
			throw damaged(this.#file, `line ${line}: ${what} is "${text ?? ""}", not a number`);
		if (Math.abs(value) > limit) {
			throw damaged(this.#file, `line ${line}: ${what} is ${text}; allowed are ±${limit} degrees`);
		}
		return value;
	}

	#whole(text: string | undefined, what: string, line: number): number {
		if (text === undefined || !/^\s*[-+]?\d+\s*$/.test(text))
			throw damaged(this.#file, `line ${line}: ${what} is "${text ?? ""}", not a whole number`);
		const value = Number(text);
		if (!Number.isSafeInteger(value)) throw idTooLarge(this.#file, `line ${line}, ${what}`, text.trim());
		return value;
	}
}
