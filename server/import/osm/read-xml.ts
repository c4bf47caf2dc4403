import { TextDecoder } from "node:util";
import { SaxesParser } from "saxes";
import { damaged, notOsm, truncated } from "./osm-error.ts";
import { NO_TAGS, type OsmMember, type OsmSink } from "./osm-sink.ts";

type Attributes = Record<string, string>;

/**
 * Reads OSM XML (API 0.6) as it streams by.
 *
 * @throws {GeodataError} OSM_NOT_OSM, OSM_TRUNCATED, OSM_DAMAGED, each with the line where it shows.
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
	parser.on("opentag", (tag) => {
		started = true;
		elements.open(tag.name, tag.attributes as Attributes, parser.line);
	});
	parser.on("closetag", (tag) => elements.close(tag.name));

	const decoder = new TextDecoder("utf-8");
	let bytes = 0;
	for await (const chunk of source) {
		bytes += chunk.length;
		parser.write(decoder.decode(chunk, { stream: true }));
	}
	if (bytes === 0) throw truncated(file, "it is empty");
	closing = true;
	parser.write(decoder.decode()).close();
	if (!elements.sawRoot) throw notOsm(file, "it has no <osm> element");
}

/** saxes puts "line:column: " before its messages. */
function withoutPosition(error: Error): string {
	return error.message.replace(/^(\d+:\d+: )+/, "");
}

class ElementReader {
	sawRoot = false;
	readonly #file: string;
	readonly #sink: OsmSink;
	#id = 0;
	#lngDeg = 0;
	#latDeg = 0;
	#gone = false;
	#tags: Map<string, string> | null = null;
	#nodeIds: number[] = [];
	#members: OsmMember[] = [];

	constructor(file: string, sink: OsmSink) {
		this.#file = file;
		this.#sink = sink;
	}

	open(name: string, attributes: Attributes, line: number): void {
		if (!this.sawRoot) {
			if (name !== "osm") throw notOsm(this.#file, `its first element is <${name.slice(0, 40)}>, not <osm>`);
			this.sawRoot = true;
		} else if (name === "tag") {
			this.#tags ??= new Map();
			this.#tags.set(attributes.k ?? "", attributes.v ?? "");
		} else if (name === "nd") this.#nodeIds.push(this.#number(attributes.ref, "nd ref", line));
		else if (name === "member") this.#member(attributes, line);
		else if (name === "node" || name === "way" || name === "relation") this.#begin(name, attributes, line);
	}

	close(name: string): void {
		if (this.#gone) return;
		if (name === "node") this.#sink.node(this.#id, this.#lngDeg, this.#latDeg, this.#tags);
		else if (name === "way") this.#sink.way(this.#id, this.#nodeIds, this.#tags ?? NO_TAGS);
		else if (name === "relation") this.#sink.relation(this.#id, this.#members, this.#tags ?? NO_TAGS);
	}

	#begin(name: string, attributes: Attributes, line: number): void {
		// Editors keep deleted elements in the file until they are uploaded.
		this.#gone = attributes.visible === "false" || attributes.action === "delete";
		this.#tags = null;
		this.#nodeIds = [];
		this.#members = [];
		this.#id = this.#number(attributes.id, `${name} id`, line);
		if (name !== "node" || this.#gone) return;
		this.#lngDeg = this.#number(attributes.lon, `lon of node ${this.#id}`, line);
		this.#latDeg = this.#number(attributes.lat, `lat of node ${this.#id}`, line);
	}

	#member(attributes: Attributes, line: number): void {
		const type = attributes.type;
		if (type !== "node" && type !== "way" && type !== "relation") return;
		this.#members.push({
			type,
			id: this.#number(attributes.ref, "member ref", line),
			role: attributes.role ?? "",
		});
	}

	#number(text: string | undefined, what: string, line: number): number {
		const value = text === undefined || text.trim() === "" ? Number.NaN : Number(text);
		if (!Number.isFinite(value))
			throw damaged(this.#file, `line ${line}: ${what} is "${text ?? ""}", not a number`);
		return value;
	}
}
