import { isWalkable } from "../../../geodata/graph/split-ways.ts";
import type { BBox, Position } from "../../../geodata/units/position.ts";
import { areaKind, type BaseKind, lineKind, PLACE_RANK } from "./base-kind.ts";
import { Growing } from "./growing.ts";
import { NO_NODE, NodeTable } from "./node-table.ts";
import type { OsmMember, OsmSink, Tags } from "./osm-sink.ts";
import { type StreetKind, streetKind } from "./pedestrian.ts";
import { nodeFlags } from "./pedestrian-node.ts";

export interface StreetWay extends StreetKind {
	/** Index of the way in {@link OsmCollector}. */
	readonly way: number;
	readonly name: string;
}

/** A walkable area of a relation: a square whose rings bear no tags of their own. */
export interface SquareRelation extends StreetKind {
	readonly members: readonly OsmMember[];
	readonly name: string;
}

export interface BaseWay extends BaseKind {
	readonly way: number;
	readonly tags: Tags;
	readonly isArea: boolean;
}

export interface AreaRelation extends BaseKind {
	readonly members: readonly OsmMember[];
	readonly tags: Tags;
}

export interface PlaceNode {
	readonly lngDeg: number;
	readonly latDeg: number;
	readonly tags: Tags;
}

/** An element that carries the tag the steward asked for: a facility. */
export interface TagMatch {
	/** "n", "w" or "r" and the OSM id. */
	readonly id: string;
	readonly tags: Tags;
	/** `way` is an index of {@link OsmCollector}. */
	readonly at:
		| { readonly node: Position }
		| { readonly way: number }
		| { readonly members: readonly OsmMember[] };
}

/** `key=value`, or `key=*` for any value. */
export interface TagFilter {
	readonly key: string;
	readonly value: string;
}

/** Keeps of an OpenStreetMap file what a city is made of, in typed arrays; geometry comes after the last element. */
export class OsmCollector implements OsmSink {
	readonly nodes: NodeTable;
	readonly streets: StreetWay[] = [];
	readonly baseWays: BaseWay[] = [];
	readonly relations: AreaRelation[] = [];
	readonly squares: SquareRelation[] = [];
	readonly places: PlaceNode[] = [];
	readonly matches: TagMatch[] = [];
	buildingCount = 0;
	readonly #maxBuildings: number;
	readonly filter: TagFilter | null;
	readonly #wayIds = new Growing(new Float64Array(1024));
	readonly #wayStart = new Growing(new Uint32Array(1024));
	readonly #nodeIds = new Growing(new Float64Array(1024));

	constructor(options: { clip: BBox | null; maxBuildings: number; filter: TagFilter | null }) {
		this.nodes = new NodeTable(options.clip);
		this.#maxBuildings = options.maxBuildings;
		this.filter = options.filter;
	}

	node(id: number, lngDeg: number, latDeg: number, tags: Tags | null): void {
		const isInside = this.nodes.add(id, lngDeg, latDeg, tags ? nodeFlags(tags) : 0);
		if (!tags || !isInside) return;
		if (PLACE_RANK.has(tags.get("place") ?? "") && tags.has("name"))
			this.places.push({ lngDeg, latDeg, tags });
		if (this.#isWanted(tags)) this.matches.push({ id: `n${id}`, tags, at: { node: [lngDeg, latDeg] } });
	}

	way(id: number, nodeIds: readonly number[], tags: Tags): void {
		if (nodeIds.length < 2) return;
		const isClosed = isClosedRing(nodeIds);
		const street = streetKind(tags);
		const area = isClosed && !tags.has("highway") ? areaKind(tags) : null;
		if (area?.layer === "building" && ++this.buildingCount > this.#maxBuildings && !this.#isWanted(tags))
			return;
		const way = this.#keep(id, nodeIds);
		if (street) this.streets.push({ ...street, way, name: tags.get("name") ?? "" });
		if (area) this.baseWays.push({ ...area, way, tags, isArea: true });
		const line = street ? null : lineKind(tags);
		if (line) this.baseWays.push({ ...line, way, tags, isArea: false });
		if (this.#isWanted(tags)) this.matches.push({ id: `w${id}`, tags, at: { way } });
	}

	relation(id: number, members: readonly OsmMember[], tags: Tags): void {
		const type = tags.get("type");
		const isArea = type === "multipolygon" || type === "boundary";
		const area = isArea && !tags.has("highway") ? areaKind(tags) : null;
		if (area && area.layer !== "building") this.relations.push({ ...area, members, tags });
		const square = type === "multipolygon" ? streetKind(tags) : null;
		if (square && isWalkable(square.flags))
			this.squares.push({ ...square, members, name: tags.get("name") ?? "" });
		if ((isArea || type === "site") && this.#isWanted(tags))
			this.matches.push({ id: `r${id}`, tags, at: { members } });
	}

	get wayCount(): number {
		return this.#wayIds.length;
	}

	wayId(way: number): number {
		return this.#wayIds.at(way);
	}

	/** Rows of a way's nodes that the file has, in its order. */
	rowsOf(way: number): number[] {
		const rows = Array.from(this.nodeIds(way), (id) => this.nodes.rowOf(id));
		return rows.filter((row) => row !== NO_NODE);
	}

	/** Node ids of a way, in its order. */
	nodeIds(way: number): Float64Array {
		const end = way + 1 < this.#wayStart.length ? this.#wayStart.at(way + 1) : this.#nodeIds.length;
		return this.#nodeIds.view().subarray(this.#wayStart.at(way), end);
	}

	isClosed(way: number): boolean {
		return isClosedRing(this.nodeIds(way));
	}

	#keep(id: number, nodeIds: readonly number[]): number {
		this.#wayIds.push(id);
		this.#wayStart.push(this.#nodeIds.length);
		for (const nodeId of nodeIds) this.#nodeIds.push(nodeId);
		return this.#wayIds.length - 1;
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
