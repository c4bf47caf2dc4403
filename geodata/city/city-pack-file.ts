import { WAY_FLAG } from "../graph/street-source.ts";
import type { AccessPoints, Barriers, Squares, WalkGraph } from "../graph/walk-graph.ts";
import { GeodataError } from "../units/error.ts";
import type { CityPack, CommunityRow } from "./city-pack.ts";
import type { DemandSet } from "./demand.ts";
import {
	type Column,
	decodeSections,
	encodeSections,
	type Sections,
	sectionFileHash,
} from "./section-file.ts";

/** The parts of a pack that are not numeric columns. */
interface PackText {
	readonly cityId: string;
	readonly agesKnown: boolean;
	/** Missing in packs of earlier releases. */
	readonly cellRadiusM?: number | null;
	readonly communities: readonly CommunityRow[];
	readonly streetNames: readonly string[];
	readonly barrierNames: readonly string[];
	readonly demandIds: readonly string[];
	readonly demandNames: readonly string[];
}

const GRAPH_COLUMNS = [
	"nodeLng",
	"nodeLat",
	"edgeFrom",
	"edgeTo",
	"edgeLengthMm",
	"edgeClass",
	"edgeFlags",
	"edgeSignals",
	"edgeClimbs",
	"edgeName",
	"shapeStart",
	"shapeLng",
	"shapeLat",
	"firstArc",
	"arcHead",
	"arcEdge",
	"twins",
] as const satisfies readonly (keyof WalkGraph)[];
const SQUARE_COLUMNS = [
	"ringStart",
	"cornerStart",
	"cornerLng",
	"cornerLat",
	"nodeStart",
	"node",
] as const satisfies readonly (keyof Squares)[];
/** Left out where no street is one-way: the arrays then equal the forward ones. */
const REVERSE_COLUMNS = ["reverseFirstArc", "reverseArcTail", "reverseArcEdge"] as const;
const BARRIER_COLUMNS = [
	"aLng",
	"aLat",
	"bLng",
	"bLat",
	"kind",
	"strength",
	"name",
] as const satisfies readonly (keyof Barriers)[];
const DEMAND_COLUMNS = [
	"lng",
	"lat",
	"people",
	"people0To14",
	"people60Plus",
	"community",
	"gateUnknown",
] as const satisfies readonly (keyof DemandSet)[];
const ACCESS_COLUMNS = [
	"start",
	"edge",
	"alongMm",
	"offsetMm",
] as const satisfies readonly (keyof AccessPoints)[];

/** Packs of earlier releases have byte flags and neither squares nor copies of private streets. */
const NO_SQUARES: Squares = {
	ringStart: Uint32Array.of(0),
	cornerStart: Uint32Array.of(0),
	cornerLng: new Int32Array(0),
	cornerLat: new Int32Array(0),
	nodeStart: Uint32Array.of(0),
	node: new Uint32Array(0),
};
const climbsOfWhole = (flags: number): number => ((flags & WAY_FLAG.OVERPASS) !== 0 ? 2 : 0);

/** Encodes a city pack as one immutable file; equal packs give equal bytes. */
export function encodeCityPack(pack: CityPack): Uint8Array<ArrayBuffer> {
	const { graph, barriers, demand } = pack;
	const text: PackText = {
		cityId: pack.cityId,
		agesKnown: demand.agesKnown,
		cellRadiusM: demand.cellRadiusM,
		communities: pack.communities,
		streetNames: graph.names,
		barrierNames: barriers.names,
		demandIds: demand.ids,
		demandNames: demand.names,
	};
	const sections = new Map<string, Column>([["text", new TextEncoder().encode(JSON.stringify(text))]]);
	for (const name of GRAPH_COLUMNS) sections.set(`graph.${name}`, graph[name]);
	if (graph.reverseFirstArc !== graph.firstArc) {
		for (const name of REVERSE_COLUMNS) sections.set(`graph.${name}`, graph[name]);
	}
	for (const name of SQUARE_COLUMNS) sections.set(`square.${name}`, graph.squares[name]);
	for (const name of BARRIER_COLUMNS) sections.set(`barrier.${name}`, barriers[name]);
	for (const name of DEMAND_COLUMNS) sections.set(`demand.${name}`, demand[name]);
	for (const name of ACCESS_COLUMNS) sections.set(`access.${name}`, demand.access[name]);
	return encodeSections(sections);
}

/**
 * Opens a pack without copying: its arrays are views of `bytes`, which must not be changed or transferred.
 *
 * @throws {GeodataError} A code for each kind of damage, see {@link decodeSections}; PACK_SECTION_MISSING.
 */
export function decodeCityPack(bytes: Uint8Array): CityPack {
	const sections = decodeSections(bytes);
	const int32 = (name: string): Int32Array => column(sections, name, Int32Array);
	const uint32 = (name: string): Uint32Array => column(sections, name, Uint32Array);
	const uint8 = (name: string): Uint8Array => column(sections, name, Uint8Array);
	// In browsers TextDecoder refuses shared memory, so the text is copied.
	const text = JSON.parse(new TextDecoder().decode(new Uint8Array(uint8("text")))) as PackText;

	const forward = {
		first: uint32("graph.firstArc"),
		far: uint32("graph.arcHead"),
		edge: uint32("graph.arcEdge"),
	};
	const reverse = sections.has("graph.reverseFirstArc")
		? {
				first: uint32("graph.reverseFirstArc"),
				far: uint32("graph.reverseArcTail"),
				edge: uint32("graph.reverseArcEdge"),
			}
		: forward;
	const isEarlier = sections.get("graph.edgeFlags") instanceof Uint8Array;
	const edgeFlags = isEarlier
		? Uint16Array.from(uint8("graph.edgeFlags"))
		: column(sections, "graph.edgeFlags", Uint16Array);
	const graph: WalkGraph = {
		nodeCount: int32("graph.nodeLng").length,
		edgeCount: uint32("graph.edgeFrom").length,
		arcCount: forward.far.length,
		nodeLng: int32("graph.nodeLng"),
		nodeLat: int32("graph.nodeLat"),
		edgeFrom: uint32("graph.edgeFrom"),
		edgeTo: uint32("graph.edgeTo"),
		edgeLengthMm: uint32("graph.edgeLengthMm"),
		edgeClass: uint8("graph.edgeClass"),
		edgeFlags,
		edgeSignals: uint8("graph.edgeSignals"),
		edgeClimbs: isEarlier ? Uint8Array.from(edgeFlags, climbsOfWhole) : uint8("graph.edgeClimbs"),
		edgeName: uint32("graph.edgeName"),
		names: text.streetNames,
		shapeStart: uint32("graph.shapeStart"),
		shapeLng: int32("graph.shapeLng"),
		shapeLat: int32("graph.shapeLat"),
		firstArc: forward.first,
		arcHead: forward.far,
		arcEdge: forward.edge,
		reverseFirstArc: reverse.first,
		reverseArcTail: reverse.far,
		reverseArcEdge: reverse.edge,
		twins: isEarlier ? new Uint32Array(0) : uint32("graph.twins"),
		squares: isEarlier
			? NO_SQUARES
			: {
					ringStart: uint32("square.ringStart"),
					cornerStart: uint32("square.cornerStart"),
					cornerLng: int32("square.cornerLng"),
					cornerLat: int32("square.cornerLat"),
					nodeStart: uint32("square.nodeStart"),
					node: uint32("square.node"),
				},
	};
	const barriers: Barriers = {
		aLng: int32("barrier.aLng"),
		aLat: int32("barrier.aLat"),
		bLng: int32("barrier.bLng"),
		bLat: int32("barrier.bLat"),
		kind: uint8("barrier.kind"),
		strength: isEarlier ? new Uint8Array(uint8("barrier.kind").length) : uint8("barrier.strength"),
		name: uint32("barrier.name"),
		names: text.barrierNames,
	};
	const demand: DemandSet = {
		count: text.demandIds.length,
		ids: text.demandIds,
		names: text.demandNames,
		lng: int32("demand.lng"),
		lat: int32("demand.lat"),
		people: uint32("demand.people"),
		people0To14: uint32("demand.people0To14"),
		people60Plus: uint32("demand.people60Plus"),
		agesKnown: text.agesKnown,
		cellRadiusM: text.cellRadiusM ?? null,
		community: int32("demand.community"),
		gateUnknown: uint8("demand.gateUnknown"),
		access: {
			count: text.demandIds.length,
			start: uint32("access.start"),
			edge: uint32("access.edge"),
			alongMm: uint32("access.alongMm"),
			offsetMm: uint32("access.offsetMm"),
		},
	};
	return { cityId: text.cityId, graph, barriers, demand, communities: text.communities };
}

/**
 * Hash of a pack file from its header, 16 hexadecimal digits.
 *
 * @throws {GeodataError} when the bytes are not a pack of this version.
 */
export function packHash(bytes: Uint8Array): string {
	return sectionFileHash(bytes);
}

function column<T extends Column>(sections: Sections, name: string, type: abstract new () => T): T {
	const found = sections.get(name);
	if (found === undefined) {
		throw new GeodataError("PACK_SECTION_MISSING", `The city pack has no section ${name}.`, { value: name });
	}
	if (found instanceof type) return found;
	throw new GeodataError("PACK_SECTION_TYPE", `Section ${name} of the city pack is not a ${type.name}.`, {
		section: name,
		value: found.constructor.name,
		allowed: type.name,
	});
}
