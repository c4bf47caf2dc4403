import { STREET_CLASSES, type StreetClass, type StreetSource, WAY_FLAG } from "../graph/street-source.ts";
import { GroundIndex } from "./ground-index.ts";
import { type Point, toPlane } from "./plane.ts";
import type { Settlement } from "./settle.ts";
import type { Skeleton } from "./skeleton.ts";
import type { WaterShape } from "./water-shapes.ts";

/** Half of a carriageway by its class, m; classes not named are paths. */
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

/** What new things on the ground must mind. */
export interface BuiltGround {
	/** Everything that stands in the city: water, homes, parks, halls, streets and tracks. */
	readonly all: GroundIndex;
	/** Streets one may walk on. */
	readonly walkable: GroundIndex;
}

export function builtGround(
	{ map }: Skeleton,
	settlement: Settlement,
	water: readonly WaterShape[],
	streets: StreetSource,
): BuiltGround {
	const all = new GroundIndex();
	const walkable = new GroundIndex();
	for (const { ring } of [...water, ...settlement.homes, ...settlement.parks]) all.addRing(ring);
	for (const hall of settlement.halls) all.addRing(hall);
	for (let edge = 0; edge < map.edgeLine.length; edge++) {
		const h = edge * 2;
		if (map.lineOf(h).kind === "railway") all.addStrip(map.from(h), map.to(h), HALF_RAILWAY_M);
	}
	const at = (i: number): Point => {
		const node = streets.wayNode[i]!;
		return toPlane([streets.nodeLngDeg[node]!, streets.nodeLatDeg[node]!]);
	};
	for (let way = 0; way < streets.wayClass.length; way++) {
		const halfM = HALF_CARRIAGEWAY_M[STREET_CLASSES[streets.wayClass[way]!] as StreetClass] ?? HALF_PATH_M;
		for (let i = streets.wayStart[way]!; i + 1 < streets.wayStart[way + 1]!; i++) {
			all.addStrip(at(i), at(i + 1), halfM);
			if ((streets.wayFlags[way]! & WAY_FLAG.WALK_FORWARD) !== 0) walkable.addStrip(at(i), at(i + 1), halfM);
		}
	}
	return { all, walkable };
}
