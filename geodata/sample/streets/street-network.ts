import {
	NODE_FLAG,
	STREET_CLASSES,
	type StreetClass,
	type StreetSource,
	WAY_FLAG,
} from "../../graph/street-source.ts";
import type { WaterIndex } from "../land/water-shapes.ts";
import type { PlanarMap } from "../plane/planar-map.ts";
import { type Point, toDegrees } from "../plane/plane.ts";
import type { Random } from "../plane/random.ts";
import type { Built } from "../town/compounds.ts";
import { linksFromDeadEnds, linksToIslands } from "./footbridges.ts";
import { chained, extraPieces, type StreetPiece, streetPieces } from "./street-pieces.ts";

/** Streets of the map and extra paths as input of the graph builder; water is crossed by bridges only. */
export function streetNetwork(
	map: PlanarMap,
	isWater: (face: number) => boolean,
	built: Built,
	water: WaterIndex,
	random: Random,
): StreetSource {
	const pieces = [...streetPieces(map, isWater), ...extraPieces(built.ways, map.lines.length)]
		.map((p) => (p.streetClass === "motorway" ? onPiers(map, p, water) : p))
		.filter((p) => p.bridge || !water.nearly(map.point(p.a), map.point(p.b)));
	const walls = built.homes.flatMap((h) => h.walls);
	pieces.push(...linksToIslands(map, pieces, walls, water, map.lines.length + built.ways.length));
	pieces.push(
		...linksFromDeadEnds(
			map,
			pieces,
			walls,
			water,
			map.lines.length + built.ways.length + pieces.length,
			random,
		),
	);
	return toSource(map, pieces, new Set(built.gateNodes));
}

/** An expressway crosses all water on bridges. */
function onPiers(map: PlanarMap, piece: StreetPiece, water: WaterIndex): StreetPiece {
	return water.touches(map.point(piece.a), map.point(piece.b)) ? { ...piece, bridge: true } : piece;
}

function toSource(map: PlanarMap, pieces: readonly StreetPiece[], gates: ReadonlySet<number>): StreetSource {
	const ways = chained(pieces);
	const index = new Map<number, number>();
	const lng: number[] = [];
	const lat: number[] = [];
	const flags: number[] = [];
	const degree = crossroads(pieces);
	const indexOf = (node: number): number => {
		const held = index.get(node);
		if (held !== undefined) return held;
		const [lngDeg, latDeg] = toDegrees(...(map.point(node) as Point));
		index.set(node, lng.length);
		lng.push(lngDeg);
		lat.push(latDeg);
		flags.push((gates.has(node) ? NODE_FLAG.GATE : 0) | (degree.has(node) ? NODE_FLAG.SIGNAL : 0));
		return lng.length - 1;
	};
	const wayStart = [0];
	const wayNode: number[] = [];
	for (const { nodes } of ways) {
		for (const n of nodes) wayNode.push(indexOf(n));
		wayStart.push(wayNode.length);
	}
	return {
		nodeLngDeg: Float64Array.from(lng),
		nodeLatDeg: Float64Array.from(lat),
		nodeFlags: Uint8Array.from(flags),
		wayStart: Uint32Array.from(wayStart),
		wayNode: Uint32Array.from(wayNode),
		wayClass: Uint8Array.from(
			ways.map(({ piece }) => STREET_CLASSES.indexOf(piece.streetClass as StreetClass)),
		),
		wayFlags: Uint16Array.from(ways.map(({ piece }) => wayFlags(piece))),
		wayName: ways.map(({ piece }) => piece.name),
		wayId: Float64Array.from(ways.map((_, i) => i + 1)),
	};
}

function wayFlags(piece: StreetPiece): number {
	const walk = piece.streetClass === "motorway" ? 0 : WAY_FLAG.WALK_FORWARD | WAY_FLAG.WALK_BACKWARD;
	return walk | (piece.bridge ? WAY_FLAG.BRIDGE : 0) | (piece.tunnel ? WAY_FLAG.TUNNEL : 0);
}

/** Nodes where at least three arms of wide streets meet; they get signals. */
function crossroads(pieces: readonly StreetPiece[]): Set<number> {
	const wide = new Map<number, number>();
	for (const p of pieces) {
		if (p.streetClass !== "primary" && p.streetClass !== "secondary" && p.streetClass !== "tertiary")
			continue;
		for (const n of [p.a, p.b]) wide.set(n, (wide.get(n) ?? 0) + 1);
	}
	const out = new Set<number>();
	for (const [node, arms] of wide) if (arms >= 3) out.add(node);
	return out;
}
