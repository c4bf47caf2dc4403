import Flatbush from "flatbush";
import { COORD_UNITS_PER_DEG } from "../units/constants.ts";
import { metresPerDegree } from "../units/position.ts";
import { type BarrierTiles, sortIntoTiles } from "./barrier-tiles.ts";
import { BARRIER_STRENGTHS, type Barriers } from "./walk-graph.ts";

/** Barriers with a tree over their segments; `tree` is null where a city has none. */
export class BarrierIndex {
	readonly barriers: Barriers;
	readonly tree: Flatbush | null;
	#tiles: BarrierTiles | null = null;

	constructor(barriers: Barriers, tree: Flatbush | null) {
		this.barriers = barriers;
		this.tree = tree;
	}

	/** For drawings; sorted when first asked for. */
	get tiles(): BarrierTiles {
		this.#tiles ??= sortIntoTiles(this.barriers);
		return this.#tiles;
	}
}

/**
 * What crossing a segment weighs when streets are compared, m, by its strength. A street past a wall is taken before
 * one that is a hundred metres farther; one past a gated wall or a river only where there is no other.
 */
const CROSSING_M: Readonly<Record<(typeof BARRIER_STRENGTHS)[number], number>> = {
	detour: 100,
	gated: 1e4,
	bars: 1e6,
};
/** Legs that weigh this much cross a river, a railway or an expressway. */
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
 * Where a straight leg meets barrier segment `segment`: its share of the leg, or −1 where they do not cross.
 *
 * A barrier's corner on the leg belongs to one side only, so a leg through a corner is stopped and two segments
 * that meet there leave no slit. An end of the leg that merely touches does not cross. Coordinates in 1e-7 degrees;
 * the products stay below 2⁵³, so the signs are exact for legs under a degree.
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
 * @param gateM Crossings nearer to the start than this do not count: a gate stands *in* its wall. Metres.
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
 * What a straight leg crosses, weighed: 0 where it is free. Coordinates in 1e-7 degrees, rounded.
 *
 * @param gateM Crossings nearer to the start than this do not count. Metres.
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

/** Segments of all barriers a straight line crosses, in no order; coordinates in 1e-7 degrees, rounded. */
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
