import { COORD_UNITS_PER_DEG } from "../units/constants.ts";
import { metresPerDegree } from "../units/position.ts";
import { cornersIn } from "./barrier-corners.ts";
import {
	BARRED_M,
	type BarrierIndex,
	barriersCrossed,
	crossesBarrier,
	crossingShare,
	crossingWeightM,
} from "./barrier-index.ts";
import { shapeLatAt, shapeLngAt } from "./edge-shape.ts";
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

/** The walk from a place to a street. */
export interface StreetLeg {
	/** `offsetMm` is the length of the leg, detours round barriers included. */
	readonly point: SnappedPoint;
	/** True where the leg crosses a barrier because no free way is known. */
	readonly crosses: boolean;
}

export interface StreetLegOptions extends SnapOptions {
	/** Streets of small islands are skipped. Default false. */
	readonly mainOnly?: boolean;
	/**
	 * Allows a leg across a river, railway or expressway where every street within the snap distance lies behind one.
	 * Default true.
	 */
	readonly mayCrossBars?: boolean;
}

/** First search radius, tripled up to the maximum; most places have a street within it. */
const FIRST_RADIUS_M = 40;

/**
 * The leg from a place to the street where its walk enters the network.
 *
 * The shortest leg that crosses no barrier wins, straight or round barrier corners. A leg may cross walls, brooks and
 * sidings where the free leg is more than a hundred metres longer per crossing. It may cross rivers, canals, main
 * railways and expressways only where every street within the snap distance lies behind one and `mayCrossBars` holds.
 * Ties go to the first street in graph order.
 *
 * @returns null when there is no street within `maxSnapM`.
 * @throws {GeodataError} POSITION_OUT_OF_RANGE, SNAP_DISTANCE_OUT_OF_RANGE
 * @example
 * const leg = legToStreet(indexEdges(graph), 120.95, 31.39, { barriers: indexBarriers(barriers), maxSnapM: 250 });
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
	/** Weight of what the leg crosses, m; 0 for a free leg. */
	readonly weightM: number;
	/** True where a street at the same distance or nearer lies behind a barrier. */
	readonly isBlocked: boolean;
}

interface Weighed {
	readonly candidate: Candidate;
	readonly weightM: number;
}

function better(best: Weighed | null, candidate: Candidate, weightM: number): Weighed {
	const isBetter = best === null || candidate.offsetM + weightM < best.candidate.offsetM + best.weightM;
	return isBetter ? { candidate, weightM } : best;
}

/** Distance before a level crossing at which the street can be entered, m. */
const BESIDE_M = 0.1;

/**
 * Where a street crosses barriers at grade, its nearest position may be hidden although the part before the crossing
 * is visible. Adds the positions on both sides of each crossing as candidates.
 */
function besideBarriers(
	{ graph, segmentEdge, segmentPiece }: SnapIndex,
	barriers: BarrierIndex,
	{ segment }: Candidate,
	lngDeg: number,
	latDeg: number,
): Candidate[] {
	const [edge, piece] = [segmentEdge[segment]!, segmentPiece[segment]!];
	const [aLng, aLat] = [shapeLngAt(graph, edge, piece), shapeLatAt(graph, edge, piece)];
	const [bLng, bLat] = [shapeLngAt(graph, edge, piece + 1), shapeLatAt(graph, edge, piece + 1)];
	const crossed = barriersCrossed(barriers, aLng, aLat, bLng, bLat);
	if (crossed.length === 0) return [];
	const { lngM, latM } = metresPerDegree(latDeg);
	const [unitLngM, unitLatM] = [lngM / COORD_UNITS_PER_DEG, latM / COORD_UNITS_PER_DEG];
	const besideShare =
		BESIDE_M / Math.max(BESIDE_M, Math.hypot((bLng - aLng) * unitLngM, (bLat - aLat) * unitLatM));
	return crossed.flatMap((barrier) => {
		const at = crossingShare(barriers.barriers, barrier, aLng, aLat, bLng, bLat);
		return [at - besideShare, at + besideShare]
			.filter((share) => share >= 0 && share <= 1)
			.map((share): Candidate => {
				const [lng, lat] = [aLng + (bLng - aLng) * share, aLat + (bLat - aLat) * share];
				const offsetM = Math.hypot(
					(lng - lngDeg * COORD_UNITS_PER_DEG) * unitLngM,
					(lat - latDeg * COORD_UNITS_PER_DEG) * unitLatM,
				);
				return { segment, share, lng, lat, offsetM };
			});
	});
}

/** The straight leg with the least sum of length and weight. */
function straightLeg(
	index: SnapIndex,
	lngDeg: number,
	latDeg: number,
	maxSnapM: number,
	options: StreetLegOptions,
): WeighedCandidate | null {
	const fromLng = Math.round(lngDeg * COORD_UNITS_PER_DEG);
	const fromLat = Math.round(latDeg * COORD_UNITS_PER_DEG);
	const weightOf = ({ lng, lat }: Candidate): number =>
		options.barriers === null
			? 0
			: crossingWeightM(
					options.barriers,
					fromLng,
					fromLat,
					Math.round(lng),
					Math.round(lat),
					options.gateM ?? 0,
				);
	let best: Weighed | null = null;
	let isBlocked = false;
	let innerM = -1;
	for (let outerM = Math.min(FIRST_RADIUS_M, maxSnapM); ; outerM = Math.min(outerM * 3, maxSnapM)) {
		for (const candidate of candidatesBetween(index, lngDeg, latDeg, innerM, outerM, options)) {
			if (best !== null && candidate.offsetM >= best.candidate.offsetM + best.weightM) {
				return { ...best, isBlocked };
			}
			const weightM = weightOf(candidate);
			if (weightM > 0) isBlocked = true;
			best = better(best, candidate, weightM);
			if (weightM === 0 || options.barriers === null) continue;
			for (const beside of besideBarriers(index, options.barriers, candidate, lngDeg, latDeg)) {
				if (beside.offsetM <= maxSnapM) best = better(best, beside, weightOf(beside));
			}
		}
		if (best !== null && outerM >= best.candidate.offsetM + best.weightM) return { ...best, isBlocked };
		if (outerM >= maxSnapM) return best && { ...best, isBlocked };
		innerM = outerM;
	}
}

/**
 * The shortest free leg that bends at least once and is shorter than `boundM`; null where there is none. Dijkstra
 * over barrier corners; visibility is tested only when a corner is settled.
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

/** The nearest street visible from a corner, nearer than `withinM`; 1e-7 degrees. */
function nearestFree(
	index: SnapIndex,
	barriers: BarrierIndex,
	lng: number,
	lat: number,
	withinM: number,
	options: StreetLegOptions,
): Candidate | null {
	const [lngDeg, latDeg] = [lng / COORD_UNITS_PER_DEG, lat / COORD_UNITS_PER_DEG];
	const isFree = ({ lng: toLng, lat: toLat }: Candidate) =>
		!crossesBarrier(barriers, lng, lat, Math.round(toLng), Math.round(toLat));
	let best: Candidate | null = null;
	let innerM = -1;
	for (let outerM = Math.min(FIRST_RADIUS_M, withinM); ; outerM = Math.min(outerM * 3, withinM)) {
		for (const candidate of candidatesBetween(index, lngDeg, latDeg, innerM, outerM, options)) {
			if (candidate.offsetM >= (best?.offsetM ?? withinM)) return best;
			if (isFree(candidate)) return candidate;
			for (const beside of besideBarriers(index, barriers, candidate, lngDeg, latDeg)) {
				if (beside.offsetM < (best?.offsetM ?? withinM) && isFree(beside)) best = beside;
			}
		}
		if (outerM >= (best?.offsetM ?? withinM)) return best;
		innerM = outerM;
	}
}

/** Priority queue of legs, shortest first: a binary heap. */
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
