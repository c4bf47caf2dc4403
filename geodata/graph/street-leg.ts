import { COORD_UNITS_PER_DEG } from "../units/constants.ts";
import { metresPerDegree } from "../units/position.ts";
import { BARRED_M, type BarrierIndex, crossesBarrier, crossingWeightM } from "./barrier-index.ts";
import {
	type Candidate,
	candidatesBetween,
	checkPosition,
	DEFAULT_SNAP_M,
	type SnapIndex,
	type SnapOptions,
	snapped,
} from "./snap.ts";
import type { SnappedPoint } from "./walk-graph.ts";

/** How a place comes to a street. */
export interface StreetLeg {
	/** `offsetMm` is the leg as walked, round what it goes round. */
	readonly point: SnappedPoint;
	/** True where the leg goes straight through a barrier, for want of a known way: how one passes is not known. */
	readonly crosses: boolean;
}

export interface StreetLegOptions extends SnapOptions {
	/** Streets of small islands are passed over. Default false. */
	readonly mainOnly?: boolean;
	/** Rivers, railways and expressways are crossed where every street in reach lies behind one. Default true. */
	readonly mayCrossBars?: boolean;
}

/** First search radius; most places lie nearer to their street. Tripled until the maximum. */
const FIRST_RADIUS_M = 40;

/**
 * The leg from a place to the street it is walked from.
 *
 * The shortest walk that crosses no barrier, straight or round their corners; walls, brooks and sidings are gone
 * straight through where that walk is more than a hundred metres longer for each; rivers, canals, main railways and
 * expressways only where every street in reach lies behind one, and the caller allows it. Ties go to the street first in the graph.
 *
 * @returns null when there is no street within `maxSnapM`.
 * @throws {GeodataError} POSITION_OUT_OF_RANGE
 */
export function legToStreet(
	index: SnapIndex,
	lngDeg: number,
	latDeg: number,
	options: StreetLegOptions,
): StreetLeg | null {
	const maxSnapM = options.maxSnapM ?? DEFAULT_SNAP_M;
	checkPosition(lngDeg, latDeg);
	const straight = straightLeg(index, lngDeg, latDeg, maxSnapM, options);
	if (straight === null) return null;
	const { candidate, weightM } = straight;
	const best = { candidate, lengthM: candidate.offsetM };
	let crosses = weightM > 0;
	if (straight.isBlocked && options.barriers !== null) {
		const boundM = Math.min(maxSnapM, candidate.offsetM + weightM);
		const round = legRound(index, options.barriers, lngDeg, latDeg, boundM, options);
		if (round !== null) {
			Object.assign(best, round);
			crosses = false;
		}
	}
	if (options.mayCrossBars === false && crosses && weightM >= BARRED_M) return null;
	return { point: snapped(index, lngDeg, latDeg, best.candidate, best.lengthM), crosses };
}

interface WeighedCandidate {
	readonly candidate: Candidate;
	/** What the leg crosses; 0 where it is free. */
	readonly weightM: number;
	/** True where a street no farther lies behind something. */
	readonly isBlocked: boolean;
}

/** Of all straight legs the one of least length and weight together. */
function straightLeg(
	index: SnapIndex,
	lngDeg: number,
	latDeg: number,
	maxSnapM: number,
	options: StreetLegOptions,
): WeighedCandidate | null {
	const fromLng = Math.round(lngDeg * COORD_UNITS_PER_DEG);
	const fromLat = Math.round(latDeg * COORD_UNITS_PER_DEG);
	let best: { candidate: Candidate; weightM: number } | null = null;
	let isBlocked = false;
	let innerM = -1;
	for (let outerM = Math.min(FIRST_RADIUS_M, maxSnapM); ; outerM = Math.min(outerM * 3, maxSnapM)) {
		for (const candidate of candidatesBetween(index, lngDeg, latDeg, innerM, outerM, options)) {
			if (best !== null && candidate.offsetM >= best.candidate.offsetM + best.weightM) {
				return { ...best, isBlocked };
			}
			const weightM =
				options.barriers === null
					? 0
					: crossingWeightM(
							options.barriers,
							fromLng,
							fromLat,
							Math.round(candidate.lng),
							Math.round(candidate.lat),
							options.gateM ?? 0,
						);
			if (weightM > 0) isBlocked = true;
			const totalM = candidate.offsetM + weightM;
			if (best === null || totalM < best.candidate.offsetM + best.weightM) best = { candidate, weightM };
		}
		if (best !== null && outerM >= best.candidate.offsetM + best.weightM) return { ...best, isBlocked };
		if (outerM >= maxSnapM) return best && { ...best, isBlocked };
		innerM = outerM;
	}
}

/**
 * The shortest free walk to a street that bends at least once, shorter than `boundM`; null where there is none.
 * Dijkstra over the corners a walk can bend at, each seen from the one before.
 */
function legRound(
	index: SnapIndex,
	barriers: BarrierIndex,
	lngDeg: number,
	latDeg: number,
	boundM: number,
	options: StreetLegOptions,
): { candidate: Candidate; lengthM: number } | null {
	const { corners } = barriers;
	if (corners.tree === null) return null;
	const { lngM, latM } = metresPerDegree(latDeg);
	const [unitLngM, unitLatM] = [lngM / COORD_UNITS_PER_DEG, latM / COORD_UNITS_PER_DEG];
	const fromLng = Math.round(lngDeg * COORD_UNITS_PER_DEG);
	const fromLat = Math.round(latDeg * COORD_UNITS_PER_DEG);
	const near = corners.tree.search(
		fromLng - boundM / unitLngM,
		fromLat - boundM / unitLatM,
		fromLng + boundM / unitLngM,
		fromLat + boundM / unitLatM,
	);
	const metres = (aLng: number, aLat: number, bLng: number, bLat: number) =>
		Math.hypot((bLng - aLng) * unitLngM, (bLat - aLat) * unitLatM);
	let best: { candidate: Candidate; lengthM: number } | null = null;
	let limitM = boundM;
	const walkedM = new Map<number, number>();
	const settled = new Set<number>();
	const reachFrom = (aLng: number, aLat: number, soFarM: number, gateM: number): void => {
		for (const corner of near) {
			if (settled.has(corner)) continue;
			const [bLng, bLat] = [corners.lng[corner]!, corners.lat[corner]!];
			const totalM = soFarM + metres(aLng, aLat, bLng, bLat);
			if (totalM >= Math.min(limitM, walkedM.get(corner) ?? Infinity)) continue;
			if (!crossesBarrier(barriers, aLng, aLat, bLng, bLat, gateM)) walkedM.set(corner, totalM);
		}
	};
	reachFrom(fromLng, fromLat, 0, options.gateM ?? 0);
	for (;;) {
		let next = -1;
		for (const [corner, walked] of walkedM) {
			if (!settled.has(corner) && walked < limitM && (next < 0 || walked < walkedM.get(next)!)) next = corner;
		}
		if (next < 0) return best;
		settled.add(next);
		const soFarM = walkedM.get(next)!;
		const [lng, lat] = [corners.lng[next]!, corners.lat[next]!];
		const ahead = candidatesBetween(
			index,
			lng / COORD_UNITS_PER_DEG,
			lat / COORD_UNITS_PER_DEG,
			-1,
			limitM - soFarM,
			options,
		);
		for (const candidate of ahead) {
			if (soFarM + candidate.offsetM >= limitM) break;
			if (crossesBarrier(barriers, lng, lat, Math.round(candidate.lng), Math.round(candidate.lat))) continue;
			limitM = soFarM + candidate.offsetM;
			best = { candidate, lengthM: limitM };
			break;
		}
		reachFrom(lng, lat, soFarM, 0);
	}
}
