import { STREET_CLASSES, type StreetClass, type StreetSource, WAY_FLAG } from "../../graph/street-source.ts";
import type { Skeleton } from "../land/skeleton.ts";
import { WaterIndex, type WaterShape } from "../land/water-shapes.ts";
import { GroundIndex } from "../plane/ground-index.ts";
import { type Point, toPlane } from "../plane/plane.ts";
import type { LandUse } from "../town/land-use.ts";

/** Half the width of a carriageway by class, m; classes not listed are paths. */
const HALF_CARRIAGEWAY_M: Partial<Record<StreetClass, number>> = {
	motorway: 14,
	primary: 16,
	secondary: 12,
	tertiary: 9,
	residential: 4,
	unclassified: 4,
	living_street: 3,
	service: 2.5,
};
const HALF_PATH_M = 2;
const HALF_RAILWAY_M = 8;

/** What new objects on the ground must avoid. */
export interface BuiltGround {
	/** Everything built or natural: water, homes, parks, halls, streets and tracks. */
	readonly all: GroundIndex;
	/** Whether a street of the main network is this near, with no water between. */
	readonly hasStreetNear: (p: Point, reachM: number) => boolean;
}

export function builtGround(
	{ map }: Skeleton,
	landUse: LandUse,
	water: readonly WaterShape[],
	streets: StreetSource,
): BuiltGround {
	const all = new GroundIndex();
	const walkable = new GroundIndex();
	const waters = new WaterIndex(water);
	for (const { ring } of [...water, ...landUse.homes, ...landUse.parks]) all.addRing(ring);
	for (const hall of landUse.halls) all.addRing(hall);
	for (let edge = 0; edge < map.edgeLine.length; edge++) {
		const h = edge * 2;
		if (map.lineOf(h).kind === "railway") all.addStrip(map.from(h), map.to(h), HALF_RAILWAY_M);
	}
	const at = (i: number): Point => {
		const node = streets.wayNode[i]!;
		return toPlane([streets.nodeLngDeg[node]!, streets.nodeLatDeg[node]!]);
	};
	const inMain = mainNetwork(streets);
	for (let way = 0; way < streets.wayClass.length; way++) {
		const halfM = HALF_CARRIAGEWAY_M[STREET_CLASSES[streets.wayClass[way]!] as StreetClass] ?? HALF_PATH_M;
		for (let i = streets.wayStart[way]!; i + 1 < streets.wayStart[way + 1]!; i++) {
			all.addStrip(at(i), at(i + 1), halfM);
			// Footpaths run inside compounds, behind their walls.
			const isPublic = STREET_CLASSES[streets.wayClass[way]!] !== "footway";
			if (isPublic && inMain(way)) walkable.addStrip(at(i), at(i + 1), halfM);
		}
	}
	const isDry = (from: Point, to: Point) => !waters.touches(from, to);
	return { all, hasStreetNear: (p, reachM) => walkable.hasStripNear(p, reachM, isDry) };
}

/** Whether a way is walkable and belongs to the largest network of such ways. */
function mainNetwork({ wayStart, wayNode, wayFlags, nodeLngDeg }: StreetSource): (way: number) => boolean {
	const parent = Int32Array.from({ length: nodeLngDeg.length }, (_, i) => i);
	const root = (node: number): number => {
		let r = node;
		while (parent[r] !== r) {
			parent[r] = parent[parent[r]!]!;
			r = parent[r]!;
		}
		return r;
	};
	const isWalked = (way: number) => (wayFlags[way]! & WAY_FLAG.WALK_FORWARD) !== 0;
	const ways = [...wayFlags.keys()].filter(isWalked);
	for (const way of ways) {
		for (let i = wayStart[way]!; i + 1 < wayStart[way + 1]!; i++) {
			parent[root(wayNode[i]!)] = root(wayNode[i + 1]!);
		}
	}
	const size = new Map<number, number>();
	for (const way of ways) {
		const r = root(wayNode[wayStart[way]!]!);
		size.set(r, (size.get(r) ?? 0) + wayStart[way + 1]! - wayStart[way]!);
	}
	const main = [...size].sort((a, b) => b[1] - a[1])[0]?.[0];
	return (way) => isWalked(way) && root(wayNode[wayStart[way]!]!) === main;
}
