import Flatbush from "flatbush";
import { COORD_UNITS_PER_DEG } from "../units/constants.ts";
import { metresPerDegree } from "../units/position.ts";
import { type BarrierTiles, sortIntoTiles } from "./barrier-tiles.ts";
import { BARRIER_STRENGTHS, type Barriers } from "./walk-graph.ts";

/** Barriers with a spatial index of their segments; `tree` is null where a city has none. */
export class BarrierIndex {
	readonly barriers: Barriers;
	readonly tree: Flatbush | null;
	#tiles: BarrierTiles | null = null;

	constructor(barriers: Barriers, tree: Flatbush | null) {
		this.barriers = barriers;
		this.tree = tree;
	}

	/** For rasters; built on first use. */
	get tiles(): BarrierTiles {
		this.#tiles ??= sortIntoTiles(this.barriers);
		return this.#tiles;
	}
}

/**
 * Weight of crossing a segment when legs are compared, m, by strength. A leg across a wall is preferred to one a
 * hundred metres longer; a leg across a gated wall or a river is the last resort.
 */
const CROSSING_M: Readonly<Record<(typeof BARRIER_STRENGTHS)[number], number>> = {
	detour: 100,
	gated: 1e4,
	bars: 1e6,
};
/** A leg of at least this weight crosses a river, a railway or an expressway. */
export const BARRED_M = CROSSING_M.bars;

export function indexBarriers(barriers: Barriers): BarrierIndex {
	const count = barriers.kind.length;
	if (count === 0) return new BarrierIndex(barriers, null);
	const tree = new Flatbush(count, 16, Int32Array);
	for (let i = 0; i < count; i++) {
		tree.add(
			Math.min(barriers.aLng[i]!, barriers.bLng[i]!),
			Math.min(barriers.aLat[i]!, barriers.bLat[i]!),
			Math.max(barriers.aLng[i]!, barriers.bLng[i]!),
			Math.max(barriers.aLat[i]!, barriers.bLat[i]!),
		);
	}
	tree.finish();
	return new BarrierIndex(barriers, tree);
}

/**
 * Where a straight leg crosses barrier segment `segment`: the share of the leg, or −1 where they do not cross.
 *
 * A barrier's vertex on the leg counts to one side only, so a leg through a vertex is stopped and two segments that
 * share one leave no gap. A leg whose end only touches does not cross. Coordinates in 1e-7 degrees; the products stay
 * below 2⁵³, so signs are exact for legs under a degree.
 */
export function crossingShare(
	barriers: Barriers,
	segment: number,
	fromLng: number,
	fromLat: number,
	toLng: number,
	toLat: number,
): number {
	const aLng = barriers.aLng[segment]!;
	const aLat = barriers.aLat[segment]!;
	const bLng = barriers.bLng[segment]!;
	const bLat = barriers.bLat[segment]!;
	const legLng = toLng - fromLng;
	const legLat = toLat - fromLat;
	const sideA = legLng * (aLat - fromLat) - legLat * (aLng - fromLng);
	const sideB = legLng * (bLat - fromLat) - legLat * (bLng - fromLng);
	if (sideA >= 0 === sideB >= 0) return -1;
	const barLng = bLng - aLng;
	const barLat = bLat - aLat;
	const sideFrom = barLng * (fromLat - aLat) - barLat * (fromLng - aLng);
	const sideTo = barLng * (toLat - aLat) - barLat * (toLng - aLng);
	if (sideFrom === 0 || sideTo === 0 || sideFrom > 0 === sideTo > 0) return -1;
	return sideFrom / (sideFrom - sideTo);
}

/**
 * True when the straight leg between two positions crosses a barrier at grade.
 *
 * @param fromLng 1e-7 degrees, rounded; likewise the others.
 * @param gateM Crossings nearer to the start do not count, because a gate stands *in* its wall. Metres.
 */
export function crossesBarrier(
	index: BarrierIndex,
	fromLng: number,
	fromLat: number,
	toLng: number,
	toLat: number,
	gateM = 0,
): boolean {
	if (index.tree === null) return false;
	const gateShare = gateM > 0 ? gateM / Math.max(gateM, legM(fromLng, fromLat, toLng, toLat)) : 0;
	return index.tree.collides(
		Math.min(fromLng, toLng),
		Math.min(fromLat, toLat),
		Math.max(fromLng, toLng),
		Math.max(fromLat, toLat),
		(segment) => {
			const share = crossingShare(index.barriers, segment, fromLng, fromLat, toLng, toLat);
			return share >= 0 && share >= gateShare;
		},
	);
}

/**
 * Total weight of what a straight leg crosses, m; 0 for a free leg. Coordinates in 1e-7 degrees, rounded.
 *
 * @param gateM Crossings nearer to the start do not count. Metres.
 */
export function crossingWeightM(
	index: BarrierIndex,
	fromLng: number,
	fromLat: number,
	toLng: number,
	toLat: number,
	gateM: number,
): number {
	const gateShare = gateM > 0 ? gateM / Math.max(gateM, legM(fromLng, fromLat, toLng, toLat)) : 0;
	let weightM = 0;
	for (const segment of barriersCrossed(index, fromLng, fromLat, toLng, toLat)) {
		const share = crossingShare(index.barriers, segment, fromLng, fromLat, toLng, toLat);
		if (share < gateShare) continue;
		weightM += CROSSING_M[BARRIER_STRENGTHS[index.barriers.strength[segment]!]!];
	}
	return weightM;
}

/** All barrier segments that a straight line crosses, unordered; coordinates in 1e-7 degrees, rounded. */
export function barriersCrossed(
	index: BarrierIndex,
	fromLng: number,
	fromLat: number,
	toLng: number,
	toLat: number,
): number[] {
	if (index.tree === null) return [];
	return index.tree.search(
		Math.min(fromLng, toLng),
		Math.min(fromLat, toLat),
		Math.max(fromLng, toLng),
		Math.max(fromLat, toLat),
		(segment) => crossingShare(index.barriers, segment, fromLng, fromLat, toLng, toLat) >= 0,
	);
}

/** Metres between two positions of 1e-7 degrees, in the plane at the first. */
function legM(fromLng: number, fromLat: number, toLng: number, toLat: number): number {
	const { lngM, latM } = metresPerDegree(fromLat / COORD_UNITS_PER_DEG);
	return Math.hypot(
		((toLng - fromLng) / COORD_UNITS_PER_DEG) * lngM,
		((toLat - fromLat) / COORD_UNITS_PER_DEG) * latM,
	);
}
