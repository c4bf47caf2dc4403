import { COORD_UNITS_PER_DEG } from "../units/constants.ts";
import { metresPerDegree } from "../units/position.ts";
import { cornersIn } from "./barrier-corners.ts";
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
 * Dijkstra over the corners a walk can bend at; whether one sees the next is asked only when it comes to its turn.
 */
function legRound(
	index: SnapIndex,
	barriers: BarrierIndex,
	lngDeg: number,
	latDeg: number,
	boundM: number,
	options: StreetLegOptions,
): { candidate: Candidate; lengthM: number } | null {
	const { lngM, latM } = metresPerDegree(latDeg);
	const [unitLngM, unitLatM] = [lngM / COORD_UNITS_PER_DEG, latM / COORD_UNITS_PER_DEG];
	const fromLng = Math.round(lngDeg * COORD_UNITS_PER_DEG);
	const fromLat = Math.round(latDeg * COORD_UNITS_PER_DEG);
	const corners = cornersIn(
		barriers,
		fromLng - boundM / unitLngM,
		fromLat - boundM / unitLatM,
		fromLng + boundM / unitLngM,
		fromLat + boundM / unitLatM,
	);
	let best: { candidate: Candidate; lengthM: number } | null = null;
	let limitM = boundM;
	const settled = new Set<number>();
	const waiting = new LegQueue();
	const lookFrom = (from: number, aLng: number, aLat: number, soFarM: number): void => {
		for (let corner = 0; corner < corners.lng.length; corner++) {
			if (settled.has(corner)) continue;
			const totalM =
				soFarM +
				Math.hypot((corners.lng[corner]! - aLng) * unitLngM, (corners.lat[corner]! - aLat) * unitLatM);
			if (totalM < limitM) waiting.push(totalM, corner, from);
		}
	};
	lookFrom(-1, fromLng, fromLat, 0);
	while (waiting.length > 0 && waiting.leastM < limitM) {
		const { metres, corner, from } = waiting.pop();
		if (settled.has(corner)) continue;
		const [lng, lat] = [corners.lng[corner]!, corners.lat[corner]!];
		const isSeen =
			from < 0
				? !crossesBarrier(barriers, fromLng, fromLat, lng, lat, options.gateM)
				: !crossesBarrier(barriers, corners.lng[from]!, corners.lat[from]!, lng, lat);
		if (!isSeen) continue;
		settled.add(corner);
		const ahead = nearestFree(index, barriers, lng, lat, limitM - metres, options);
		if (ahead !== null) {
			limitM = metres + ahead.offsetM;
			best = { candidate: ahead, lengthM: limitM };
		}
		lookFrom(corner, lng, lat, metres);
	}
	return best;
}

/** The nearest street that a corner sees, nearer than `withinM`; 1e-7 degrees. */
function nearestFree(
	index: SnapIndex,
	barriers: BarrierIndex,
	lng: number,
	lat: number,
	withinM: number,
	options: StreetLegOptions,
): Candidate | null {
	const [lngDeg, latDeg] = [lng / COORD_UNITS_PER_DEG, lat / COORD_UNITS_PER_DEG];
	let innerM = -1;
	for (let outerM = Math.min(FIRST_RADIUS_M, withinM); ; outerM = Math.min(outerM * 3, withinM)) {
		for (const candidate of candidatesBetween(index, lngDeg, latDeg, innerM, outerM, options)) {
			if (candidate.offsetM >= withinM) return null;
			if (!crossesBarrier(barriers, lng, lat, Math.round(candidate.lng), Math.round(candidate.lat)))
				return candidate;
		}
		if (outerM >= withinM) return null;
		innerM = outerM;
	}
}

/** Legs waiting to be walked, the shortest first: a binary heap. */
class LegQueue {
	readonly #metres: number[] = [];
	readonly #corner: number[] = [];
	readonly #from: number[] = [];

	get length(): number {
		return this.#metres.length;
	}

	get leastM(): number {
		return this.#metres[0]!;
	}

	push(metres: number, corner: number, from: number): void {
		let at = this.#metres.push(metres) - 1;
		this.#corner.push(corner);
		this.#from.push(from);
		while (at > 0) {
			const above = (at - 1) >> 1;
			if (this.#metres[above]! <= metres) break;
			this.#move(above, at);
			at = above;
		}
		this.#put(at, metres, corner, from);
	}

	pop(): { metres: number; corner: number; from: number } {
		const top = { metres: this.#metres[0]!, corner: this.#corner[0]!, from: this.#from[0]! };
		const [metres, corner, from] = [this.#metres.pop()!, this.#corner.pop()!, this.#from.pop()!];
		const count = this.#metres.length;
		if (count === 0) return top;
		let at = 0;
		for (let below = 1; below < count; below = 2 * at + 1) {
			if (below + 1 < count && this.#metres[below + 1]! < this.#metres[below]!) below++;
			if (this.#metres[below]! >= metres) break;
			this.#move(below, at);
			at = below;
		}
		this.#put(at, metres, corner, from);
		return top;
	}

	#move(from: number, to: number): void {
		this.#put(to, this.#metres[from]!, this.#corner[from]!, this.#from[from]!);
	}

	#put(at: number, metres: number, corner: number, from: number): void {
		this.#metres[at] = metres;
		this.#corner[at] = corner;
		this.#from[at] = from;
	}
}
