import Flatbush from "flatbush";
import { COORD_UNITS_PER_DEG, MM_PER_M } from "../units/constants.ts";
import { GeodataError } from "../units/error.ts";
import { distanceM, isPosition, metresPerDegree } from "../units/position.ts";
import { type BarrierIndex, crossesBarrier } from "./barrier-index.ts";
import { shapeDistancesM, shapeLatAt, shapeLngAt, shapePointCount } from "./edge-shape.ts";
import { WAY_FLAG } from "./street-source.ts";
import type { SnappedPoint, WalkGraph } from "./walk-graph.ts";

export const DEFAULT_SNAP_M = 250;
/** (0, 2000]. */
export const SNAP_M_MAX = 2000;

/** Nobody steps onto a bridge from beside it, nor into a tunnel from above. */
const NEVER_SNAPPED = WAY_FLAG.BRIDGE | WAY_FLAG.TUNNEL;
/** Streets a wheelchair cannot use: a place beside one needs a second way in. */
export const NOT_BARRIER_FREE = WAY_FLAG.STEPS | WAY_FLAG.NO_WHEELCHAIR;

/** First search radius; most places lie nearer to their street. Tripled until the maximum. */
const FIRST_RADIUS_M = 40;
/** The box around a radius, widened for what a plane at the point's latitude leaves out. */
const BOX_MARGIN = 1.001;

/** A tree over every straight piece of every street that can be stepped onto. */
export interface SnapIndex {
	readonly graph: WalkGraph;
	/** null where every street is a bridge or tunnel. */
	readonly tree: Flatbush | null;
	/** Shape [segmentCount]; edge a segment belongs to, and which of its pieces it is. */
	readonly segmentEdge: Uint32Array;
	readonly segmentPiece: Uint32Array;
}

export interface SnapOptions {
	/** Farthest street that counts, (0, 2000] m. Default 250. */
	readonly maxSnapM?: number;
	/** null: legs may cross anything. */
	readonly barriers: BarrierIndex | null;
	/** Barriers this near to the point do not stop it: a gate stands in its wall. Default 0 m. */
	readonly gateM?: number;
	/** Streets carrying any of these WAY_FLAGs are passed over. Default none but bridges and tunnels. */
	readonly avoidFlags?: number;
}

export function indexEdges(graph: WalkGraph): SnapIndex {
	let count = 0;
	for (let edge = 0; edge < graph.edgeCount; edge++) {
		if ((graph.edgeFlags[edge]! & NEVER_SNAPPED) === 0) count += shapePointCount(graph, edge) - 1;
	}
	const segmentEdge = new Uint32Array(count);
	const segmentPiece = new Uint32Array(count);
	if (count === 0) return { graph, tree: null, segmentEdge, segmentPiece };
	const tree = new Flatbush(count, 16, Int32Array);
	let segment = 0;
	for (let edge = 0; edge < graph.edgeCount; edge++) {
		if ((graph.edgeFlags[edge]! & NEVER_SNAPPED) !== 0) continue;
		const pieces = shapePointCount(graph, edge) - 1;
		for (let piece = 0; piece < pieces; piece++) {
			const aLng = shapeLngAt(graph, edge, piece);
			const aLat = shapeLatAt(graph, edge, piece);
			const bLng = shapeLngAt(graph, edge, piece + 1);
			const bLat = shapeLatAt(graph, edge, piece + 1);
			tree.add(Math.min(aLng, bLng), Math.min(aLat, bLat), Math.max(aLng, bLng), Math.max(aLat, bLat));
			segmentEdge[segment] = edge;
			segmentPiece[segment] = piece;
			segment++;
		}
	}
	tree.finish();
	return { graph, tree, segmentEdge, segmentPiece };
}

/**
 * The nearest position on a street that a point sees without crossing a barrier.
 *
 * Positions inside an edge count, not its nodes alone. Measured in the plane at the point's latitude; ties go to
 * the street that comes first in the graph.
 *
 * @returns null when no street within `maxSnapM` can be reached in a straight line.
 * @throws {GeodataError} POSITION_OUT_OF_RANGE, SNAP_DISTANCE_OUT_OF_RANGE
 */
export function snapToEdge(
	index: SnapIndex,
	lngDeg: number,
	latDeg: number,
	options: SnapOptions,
): SnappedPoint | null {
	const maxSnapM = options.maxSnapM ?? DEFAULT_SNAP_M;
	if (!isPosition(lngDeg, latDeg)) {
		throw new GeodataError(
			"POSITION_OUT_OF_RANGE",
			`[${lngDeg}, ${latDeg}] is no position; allowed are ±180, ±90 degrees.`,
			{ value: [lngDeg, latDeg], allowed: [-180, -90, 180, 90] },
		);
	}
	if (!(maxSnapM > 0 && maxSnapM <= SNAP_M_MAX)) {
		throw new GeodataError(
			"SNAP_DISTANCE_OUT_OF_RANGE",
			`The snap distance is ${maxSnapM} m; allowed is more than 0 and at most ${SNAP_M_MAX} m.`,
			{ value: maxSnapM, allowed: [0, SNAP_M_MAX] },
		);
	}
	if (index.tree === null) return null;
	let innerM = -1;
	for (let outerM = Math.min(FIRST_RADIUS_M, maxSnapM); ; outerM = Math.min(outerM * 3, maxSnapM)) {
		for (const candidate of candidatesBetween(
			index,
			lngDeg,
			latDeg,
			innerM,
			outerM,
			options.avoidFlags ?? 0,
		)) {
			const barred =
				options.barriers !== null &&
				crossesBarrier(
					options.barriers,
					Math.round(lngDeg * COORD_UNITS_PER_DEG),
					Math.round(latDeg * COORD_UNITS_PER_DEG),
					Math.round(candidate.lng),
					Math.round(candidate.lat),
					options.gateM,
				);
			if (!barred) return snapped(index, lngDeg, latDeg, candidate);
		}
		if (outerM >= maxSnapM) return null;
		innerM = outerM;
	}
}

interface Candidate {
	readonly segment: number;
	/** Of the segment, 0 … 1. */
	readonly share: number;
	readonly offsetM: number;
	/** 1e-7 degrees, not rounded. */
	readonly lng: number;
	readonly lat: number;
}

/** Segments whose nearest point lies in (innerM, outerM] of a position, nearest first. */
function candidatesBetween(
	index: SnapIndex,
	lngDeg: number,
	latDeg: number,
	innerM: number,
	outerM: number,
	avoidFlags: number,
): Candidate[] {
	const { graph, segmentEdge, segmentPiece } = index;
	const { lngM, latM } = metresPerDegree(latDeg);
	const x = lngDeg * COORD_UNITS_PER_DEG;
	const y = latDeg * COORD_UNITS_PER_DEG;
	const unitLngM = lngM / COORD_UNITS_PER_DEG;
	const unitLatM = latM / COORD_UNITS_PER_DEG;
	const halfLng = (outerM * BOX_MARGIN) / unitLngM;
	const halfLat = (outerM * BOX_MARGIN) / unitLatM;
	const candidates: Candidate[] = [];
	const hits = index.tree?.search(x - halfLng, y - halfLat, x + halfLng, y + halfLat) ?? [];
	for (const segment of hits) {
		const edge = segmentEdge[segment]!;
		if ((graph.edgeFlags[edge]! & avoidFlags) !== 0) continue;
		const piece = segmentPiece[segment]!;
		const aLng = shapeLngAt(graph, edge, piece);
		const aLat = shapeLatAt(graph, edge, piece);
		const dLng = shapeLngAt(graph, edge, piece + 1) - aLng;
		const dLat = shapeLatAt(graph, edge, piece + 1) - aLat;
		const dxM = dLng * unitLngM;
		const dyM = dLat * unitLatM;
		const squared = dxM * dxM + dyM * dyM;
		const along = (x - aLng) * unitLngM * dxM + (y - aLat) * unitLatM * dyM;
		const share = squared > 0 ? Math.min(1, Math.max(0, along / squared)) : 0;
		const lng = aLng + dLng * share;
		const lat = aLat + dLat * share;
		const offsetM = Math.hypot((x - lng) * unitLngM, (y - lat) * unitLatM);
		if (offsetM > innerM && offsetM <= outerM) candidates.push({ segment, share, offsetM, lng, lat });
	}
	return candidates.sort((a, b) => a.offsetM - b.offsetM || a.segment - b.segment);
}

function snapped(index: SnapIndex, lngDeg: number, latDeg: number, candidate: Candidate): SnappedPoint {
	const { graph } = index;
	const edge = index.segmentEdge[candidate.segment]!;
	const piece = index.segmentPiece[candidate.segment]!;
	const distances = shapeDistancesM(graph, edge);
	const alongM = distances[piece]! + (distances[piece + 1]! - distances[piece]!) * candidate.share;
	const totalM = distances[distances.length - 1]!;
	const lengthMm = graph.edgeLengthMm[edge]!;
	const snappedLngDeg = candidate.lng / COORD_UNITS_PER_DEG;
	const snappedLatDeg = candidate.lat / COORD_UNITS_PER_DEG;
	return {
		edge,
		alongMm: totalM > 0 ? Math.min(lengthMm, Math.round((alongM / totalM) * lengthMm)) : 0,
		offsetMm: legLengthMm(lngDeg, latDeg, snappedLngDeg, snappedLatDeg),
		lngDeg: snappedLngDeg,
		latDeg: snappedLatDeg,
	};
}

/** Millimetres of a straight leg, rounded up (but for the noise of doubles): a walk is never shorter than the line. */
export function legLengthMm(aLngDeg: number, aLatDeg: number, bLngDeg: number, bLatDeg: number): number {
	return Math.max(0, Math.ceil(distanceM(aLngDeg, aLatDeg, bLngDeg, bLatDeg) * MM_PER_M - 0.001));
}
