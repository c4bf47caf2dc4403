import type { Position as GeoPosition, MultiPolygon, Polygon } from "geojson";
import { distanceM, type Position } from "../../../geodata/units/position.ts";
import { insidePoint } from "./inside-point.ts";
import type { MemberWays } from "./member-ways.ts";
import { NO_NODE } from "./node-table.ts";
import type { OsmCollector, TagMatch } from "./osm-collector.ts";
import type { OsmMember, Tags } from "./osm-sink.ts";
import { OPENS_WALL } from "./pedestrian-node.ts";
import { areaOf, type Chain } from "./rings.ts";

/** An element with the requested tag. */
export interface OsmPlace {
	/** "n", "w" or "r" and the OSM id. */
	readonly id: string;
	/** For an area a position inside its largest part, for a line its midpoint. */
	readonly position: Position;
	readonly tags: Tags;
	/** Null for a point or a line, or where the extract cuts it open. */
	readonly outline: Polygon | MultiPolygon | null;
	/** Gates and entrances: nodes of the outline, or relation members with that role. */
	readonly entrances: readonly Position[];
}

/** Keys whose closed ways are lines, not areas, unless `area=yes`. */
const LINE_KEYS = new Set(["highway", "barrier", "railway", "waterway", "route"]);

/** Every element with the requested tag and a known position; a relation and its tagged ring count once. */
export function taggedPlaces(collector: OsmCollector, memberWays: MemberWays): OsmPlace[] {
	const parts = partsOfMatches(collector);
	return collector.matches
		.filter(({ id, tags }) => parts.get(id) !== wantedValue(collector, tags))
		.map((match) => placeOf(collector, memberWays, match))
		.filter((place) => place !== null);
}

function wantedValue({ filter }: OsmCollector, tags: Tags): string {
	return tags.get(filter?.key ?? "") ?? "";
}

/** Members of matching relations, by "w" or "n" and id, with the relation's value: they are the same place. */
function partsOfMatches(collector: OsmCollector): ReadonlyMap<string, string> {
	const parts = new Map<string, string>();
	for (const { at, tags } of collector.matches) {
		if (!("members" in at)) continue;
		for (const { type, id, role } of at.members) {
			if (role !== "inner") parts.set(`${type[0]}${id}`, wantedValue(collector, tags));
		}
	}
	return parts;
}

function placeOf(collector: OsmCollector, memberWays: MemberWays, match: TagMatch): OsmPlace | null {
	const { id, tags, at } = match;
	const { nodes } = collector;
	const position = (row: number): Position => [nodes.lngDeg(row), nodes.latDeg(row)];
	if ("row" in at) return { id, tags, position: position(at.row), outline: null, entrances: [] };
	const outers = "way" in at ? [collector.rowsOf(at.way)] : memberWays.rings(at.members, false).rings;
	const inners = "way" in at ? [] : memberWays.rings(at.members, true).rings;
	const isArea = "members" in at || isAreaWay(collector, at.way, tags);
	const toPositions = (chain: Chain): GeoPosition[] => closedChain(chain).map((row) => [...position(row)]);
	const outline = isArea ? areaOf(outers.map(toPositions), inners.map(toPositions)) : null;
	const opens = [...outers, ...inners].flat().filter((row) => (nodes.flags(row) & OPENS_WALL) !== 0);
	const rows = "members" in at ? [...opens, ...entranceRows(collector, at.members)] : opens;
	const entrances = [...new Set(rows)].map(position);
	if (outline) return { id, tags, position: insidePoint(outline), outline, entrances };
	const line = "way" in at ? collector.rowsOf(at.way) : memberRows(collector, memberWays, at.members);
	if (line.length === 0) return null;
	return { id, tags, position: middleOf(line.map(position)), outline: null, entrances };
}

function isAreaWay(collector: OsmCollector, way: number, tags: Tags): boolean {
	if (!collector.isClosed(way) || tags.get("area") === "no") return false;
	return tags.get("area") === "yes" || !LINE_KEYS.has(collector.filter?.key ?? "");
}

/** A clipped ring is closed along the clip. */
function closedChain(chain: Chain): Chain {
	return chain[0] === chain[chain.length - 1] ? chain : [...chain, chain[0]!];
}

function entranceRows({ nodes }: OsmCollector, members: readonly OsmMember[]): number[] {
	return members
		.filter(({ type, role }) => type === "node" && role.includes("entrance"))
		.map(({ id }) => nodes.rowOf(id))
		.filter((row) => row !== NO_NODE);
}

/** The remaining members of a relation without a ring. */
function memberRows(
	collector: OsmCollector,
	memberWays: MemberWays,
	members: readonly OsmMember[],
): number[] {
	const { nodes } = collector;
	const own = members
		.filter(({ type }) => type === "node")
		.map(({ id }) => nodes.rowOf(id))
		.filter((row) => row !== NO_NODE);
	return [...own, ...memberWays.waysOf(members, false).flatMap((way) => collector.rowsOf(way))];
}

/** The midpoint of a line. */
function middleOf(line: readonly Position[]): Position {
	const lengths = line.slice(1).map((b, i) => distanceM(...line[i]!, ...b));
	let leftM = lengths.reduce((sum, length) => sum + length, 0) / 2;
	for (const [i, length] of lengths.entries()) {
		if (length > 0 && length >= leftM) {
			const share = leftM / length;
			const [a, b] = [line[i]!, line[i + 1]!];
			return [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])];
		}
		leftM -= length;
	}
	return line[0]!;
}
