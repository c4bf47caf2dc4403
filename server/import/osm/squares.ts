import type { Position } from "geojson";
import { isWalkable } from "../../../geodata/graph/split-ways.ts";
import { WAY_FLAG } from "../../../geodata/graph/street-source.ts";
import type { MemberWays } from "./member-ways.ts";
import type { OsmCollector, StreetWay } from "./osm-collector.ts";
import { type Chain, joinRings, ringParts } from "./rings.ts";

/** One part of a square as closed rings of node rows: its outline, then its holes. */
export interface SquareRings {
	readonly rings: readonly Chain[];
}

/**
 * The outlines and holes of squares mapped as relations, as streets of the relation's kind. A member that is already a
 * street is left out.
 */
export function outlineWays(collector: OsmCollector, memberWays: MemberWays): StreetWay[] {
	if (collector.squares.length === 0) return [];
	const key = (way: number, flags: number) => `${way} ${flags & WAY_FLAG.PRIVATE}`;
	const known = new Set(
		collector.streets.filter(({ flags }) => isWalkable(flags)).map(({ way, flags }) => key(way, flags)),
	);
	const outlines: StreetWay[] = [];
	for (const { members, ...kind } of collector.squares) {
		for (const way of [...memberWays.waysOf(members, false), ...memberWays.waysOf(members, true)]) {
			if (known.has(key(way, kind.flags))) continue;
			known.add(key(way, kind.flags));
			outlines.push({ ...kind, way });
		}
	}
	return outlines;
}

/** Every walkable square. A square cut by the extract keeps only the rest of its outline. */
export function squareRings(collector: OsmCollector, memberWays: MemberWays): SquareRings[] {
	const squares: SquareRings[] = [];
	// A ring that repeats the tags of its relation does not know the holes.
	const isDrawn = new Set(collector.squares.flatMap(({ members }) => memberWays.waysOf(members, false)));
	for (const { way, isArea, flags } of collector.streets) {
		if (!isArea || !isWalkable(flags) || isDrawn.has(way)) continue;
		if (!collector.isClosed(way) || !memberWays.isWhole(way)) continue;
		squares.push({ rings: [collector.rowsOf(way)] });
	}
	for (const { members } of collector.squares) {
		const closedRings = (isInner: boolean) => {
			const whole = memberWays.waysOf(members, isInner).filter((way) => memberWays.isWhole(way));
			return joinRings(whole.map((way) => collector.rowsOf(way))).rings;
		};
		const outers = closedRings(false);
		const inners = closedRings(true);
		const positions = (ring: Chain): Position[] =>
			ring.map((row) => [collector.nodes.lngDeg(row), collector.nodes.latDeg(row)]);
		for (const part of ringParts(outers.map(positions), inners.map(positions))) {
			squares.push({ rings: [outers[part.outer]!, ...part.inners.map((i) => inners[i]!)] });
		}
	}
	return squares;
}
