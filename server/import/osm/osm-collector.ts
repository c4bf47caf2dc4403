import { isWalkable } from "../../../geodata/graph/split-ways.ts";
import type { BBox } from "../../../geodata/units/position.ts";
import { areaKind, type BaseKind, lineKind, PLACE_RANK } from "./base-kind.ts";
import { ElementVersions } from "./element-versions.ts";
import { Growing } from "./growing.ts";
import { NO_NODE, NodeTable } from "./node-table.ts";
import { type OsmMember, type OsmSink, SECONDHAND, type Tags, type WayPlaces } from "./osm-sink.ts";
import { type StreetKind, streetKind } from "./pedestrian.ts";
import { NODE_KEYS, nodeFlags } from "./pedestrian-node.ts";

export interface StreetWay extends StreetKind {
	/** Index of the way in {@link OsmCollector}. */
	readonly way: number;
	readonly name: string;
}

/** A walkable area from a relation: a square whose rings have no tags of their own. */
export interface SquareRelation extends StreetKind {
	readonly relation: number;
	readonly members: readonly OsmMember[];
	readonly name: string;
}

export interface BaseWay extends BaseKind {
	readonly way: number;
	readonly tags: Tags;
	readonly isArea: boolean;
}

export interface AreaRelation extends BaseKind {
	/** Index of the relation in {@link OsmCollector}. */
	readonly relation: number;
	readonly members: readonly OsmMember[];
	readonly tags: Tags;
}

export interface PlaceNode {
	/** Row of the node in {@link NodeTable}. */
	readonly row: number;
	readonly tags: Tags;
}

/** An element with the tag requested in the import: a facility. */
export interface TagMatch {
	/** "n", "w" or "r" and the OSM id. */
	readonly id: string;
	readonly tags: Tags;
	/** A row of {@link NodeTable}, or an index of {@link OsmCollector}. */
	readonly at:
		| { readonly row: number }
		| { readonly way: number }
		| { readonly relation: number; readonly members: readonly OsmMember[] };
}

/** `key=value`, or `key=*` for any value. */
export interface TagFilter {
	readonly key: string;
	readonly value: string;
}

/**
 * Collects the elements a city needs from an OpenStreetMap file, in typed arrays. Geometry is available after the
 * last element, once {@link OsmCollector.settle} has chosen the valid versions.
 */
export class OsmCollector implements OsmSink {
	readonly nodes: NodeTable;
	streets: StreetWay[] = [];
	baseWays: BaseWay[] = [];
	relations: AreaRelation[] = [];
	squares: SquareRelation[] = [];
	places: PlaceNode[] = [];
	matches: TagMatch[] = [];
	buildingCount = 0;
	/** Streets with fewer than two node references. */
	bareStreets = 0;
	readonly filter: TagFilter | null;
	readonly nodeKeys: ReadonlySet<string>;
	readonly #maxBuildings: number;
	readonly #ways = new ElementVersions("way");
	readonly #wayStart = new Growing(new Uint32Array(1024));
	readonly #nodeIds = new Growing(new Float64Array(1024));
	readonly #relations = new ElementVersions("relation");
	#isCurrentWay: (way: number) => boolean = () => true;

	constructor(options: { clip: BBox | null; maxBuildings: number; filter: TagFilter | null }) {
		this.nodes = new NodeTable(options.clip);
		this.#maxBuildings = options.maxBuildings;
		this.filter = options.filter;
		this.nodeKeys = new Set([...NODE_KEYS, "place", ...(options.filter ? [options.filter.key] : [])]);
	}

	node(id: number, lngDeg: number, latDeg: number, tags: Tags | null, version: number): void {
		const row = this.nodes.add(id, lngDeg, latDeg, tags ? nodeFlags(tags) : 0, version);
		if (!tags || row === NO_NODE) return;
		if (PLACE_RANK.has(tags.get("place") ?? "") && tags.has("name")) this.places.push({ row, tags });
		if (this.#isWanted(tags)) this.matches.push({ id: `n${id}`, tags, at: { row } });
	}

	way(id: number, nodeIds: readonly number[], tags: Tags, version: number, places: WayPlaces | null): void {
		if (places) this.#addNodes(nodeIds, places);
		const isClosed = isClosedRing(nodeIds);
		const street = streetKind(tags);
		const area = isClosed && !tags.has("highway") ? areaKind(tags) : null;
		if (area?.layer === "building" && ++this.buildingCount > this.#maxBuildings && !this.#isWanted(tags))
			return;
		const way = this.#keep(id, nodeIds, version);
		if (nodeIds.length < 2) {
			if (street) this.bareStreets++;
			return;
		}
		if (street) this.streets.push({ ...street, way, name: tags.get("name") ?? "" });
		if (area) this.baseWays.push({ ...area, way, tags, isArea: true });
		const line = street ? null : lineKind(tags);
		if (line) this.baseWays.push({ ...line, way, tags, isArea: false });
		if (this.#isWanted(tags)) this.matches.push({ id: `w${id}`, tags, at: { way } });
	}

	relation(id: number, members: readonly OsmMember[], tags: Tags, version: number): void {
		const relation = this.#relations.add(id, version);
		const type = tags.get("type");
		const isArea = type === "multipolygon" || type === "boundary";
		const area = isArea && !tags.has("highway") ? areaKind(tags) : null;
		if (area && area.layer !== "building") this.relations.push({ ...area, relation, members, tags });
		const square = type === "multipolygon" ? streetKind(tags) : null;
		if (square && isWalkable(square.flags))
			this.squares.push({ ...square, relation, members, name: tags.get("name") ?? "" });
		if ((isArea || type === "site") && this.#isWanted(tags))
			this.matches.push({ id: `r${id}`, tags, at: { relation, members } });
	}

	gone(type: OsmMember["type"], id: number, version: number): void {
		if (type === "node") this.nodes.addGone(id, version);
		else if (type === "way") this.#keep(id, [], version, true);
		else this.#relations.add(id, version, true);
	}

	/**
	 * Drops superseded versions, from a history file or from joined extracts.
	 *
	 * @throws {GeodataError} OSM_ELEMENT_TWICE
	 */
	settle(): void {
		const of = ({ at }: TagMatch) =>
			at as { readonly row?: number; readonly way?: number; readonly relation?: number };
		const ofNode = saidOf(
			() => [...this.places, ...this.matches],
			(kept) => ("at" in kept ? of(kept).row : kept.row),
		);
		const ofWay = saidOf(
			() => [...this.streets, ...this.baseWays, ...this.matches],
			(kept) => ("at" in kept ? of(kept).way : kept.way),
		);
		const ofRelation = saidOf(
			() => [...this.relations, ...this.squares, ...this.matches],
			(kept) => ("at" in kept ? of(kept).relation : kept.relation),
		);
		this.nodes.index((a, b) => ofNode(a) === ofNode(b));
		const isNode = ({ row }: { readonly row: number }) => this.nodes.rowOf(this.nodes.id(row)) === row;
		const isWay = this.#ways.current(
			(a, b) => this.nodeIds(a).join() === this.nodeIds(b).join() && ofWay(a) === ofWay(b),
		);
		const isRelation = this.#relations.current((a, b) => ofRelation(a) === ofRelation(b));
		this.#isCurrentWay = isWay;
		this.places = this.places.filter(isNode);
		this.streets = this.streets.filter(({ way }) => isWay(way));
		this.baseWays = this.baseWays.filter(({ way }) => isWay(way));
		this.relations = this.relations.filter(({ relation }) => isRelation(relation));
		this.squares = this.squares.filter(({ relation }) => isRelation(relation));
		this.matches = this.matches.filter(({ at }) => {
			if ("row" in at) return isNode(at);
			return "way" in at ? isWay(at.way) : isRelation(at.relation);
		});
	}

	get wayCount(): number {
		return this.#ways.count;
	}

	wayId(way: number): number {
		return this.#ways.id(way);
	}

	/** References from ways to nodes. */
	get refCount(): number {
		return this.#nodeIds.length;
	}

	/** False for a way superseded by another version. */
	isCurrentWay(way: number): boolean {
		return this.#isCurrentWay(way);
	}

	/** Rows of a way's nodes that the file has, in way order. */
	rowsOf(way: number): number[] {
		const rows = Array.from(this.nodeIds(way), (id) => this.nodes.rowOf(id));
		return rows.filter((row) => row !== NO_NODE);
	}

	/** Node ids of a way, in way order. */
	nodeIds(way: number): Float64Array {
		const end = way + 1 < this.#wayStart.length ? this.#wayStart.at(way + 1) : this.#nodeIds.length;
		return this.#nodeIds.view().subarray(this.#wayStart.at(way), end);
	}

	isClosed(way: number): boolean {
		return isClosedRing(this.nodeIds(way));
	}

	#keep(id: number, nodeIds: readonly number[], version: number, isGone = false): number {
		this.#wayStart.push(this.#nodeIds.length);
		for (const nodeId of nodeIds) this.#nodeIds.push(nodeId);
		return this.#ways.add(id, version, isGone);
	}

	/** Nodes of a file with positions inside its ways. A separate node element, with its tags, takes precedence. */
	#addNodes(nodeIds: readonly number[], { lngDeg, latDeg }: WayPlaces): void {
		nodeIds.forEach((id, i) => {
			if (Number.isNaN(lngDeg[i]) || Number.isNaN(latDeg[i])) return;
			this.nodes.add(id, lngDeg[i]!, latDeg[i]!, 0, SECONDHAND);
		});
	}

	#isWanted(tags: Tags): boolean {
		if (!this.filter) return false;
		const value = tags.get(this.filter.key);
		return value !== undefined && (this.filter.value === "*" || this.filter.value === value);
	}
}

function isClosedRing(nodeIds: ArrayLike<number>): boolean {
	return nodeIds.length >= 4 && nodeIds[0] === nodeIds[nodeIds.length - 1];
}

/** The stored data of an element, as text to compare; computed on first use. */
function saidOf<T>(
	kept: () => readonly T[],
	indexOf: (item: T) => number | undefined,
): (index: number) => string {
	let said: Map<number | undefined, string> | null = null;
	const inWords = (key: string, value: unknown) => {
		if (key === "row" || key === "way" || key === "relation") return undefined;
		return value instanceof Map ? [...value].sort() : value;
	};
	return (index) => {
		if (said === null) {
			said = new Map();
			for (const item of kept()) {
				said.set(indexOf(item), (said.get(indexOf(item)) ?? "") + JSON.stringify(item, inWords));
			}
		}
		return said.get(index) ?? "";
	};
}
