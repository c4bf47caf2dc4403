import Flatbush from "flatbush";
import { COORD_UNITS_PER_DEG, MM_PER_M } from "../units/constants.ts";
import { GeodataError } from "../units/error.ts";
import { isPosition, metresPerDegree } from "../units/position.ts";
import type { BarrierIndex } from "./barrier-index.ts";
import { shapeDistancesM, shapeLatAt, shapeLngAt, shapePointCount } from "./edge-shape.ts";
import { legLengthMm } from "./leg-length.ts";
import { indexSquares, type SquareIndex } from "./square-access.ts";
import { WAY_FLAG } from "./street-source.ts";
import { smallIslands } from "./subnetworks.ts";
import type { SnappedPoint, WalkGraph } from "./walk-graph.ts";

export const DEFAULT_SNAP_M = 250;
/** (0, 2000]. */
export const SNAP_M_MAX = 2000;

/** Bridges, tunnels, platforms and other levels cannot be entered from a place beside, above or below them. */
const NEVER_SNAPPED = WAY_FLAG.BRIDGE | WAY_FLAG.TUNNEL | WAY_FLAG.NOT_FROM_BESIDE;
/** Streets a wheelchair cannot use; a place beside one needs a second access point. */
export const NOT_BARRIER_FREE = WAY_FLAG.STEPS | WAY_FLAG.NO_WHEELCHAIR;

/** Enlarges the box around a radius for the error of the local plane. */
const BOX_MARGIN = 1.001;

/** A spatial index of all straight segments of streets that can be entered from beside. */
export interface SnapIndex {
	readonly graph: WalkGraph;
	/** null where every street is a bridge or tunnel. */
	readonly tree: Flatbush | null;
	/** Shape [segmentCount]; the edge of a segment, and its piece of that edge. */
	readonly segmentEdge: Uint32Array;
	readonly segmentPiece: Uint32Array;
	/** Shape [edgeCount]; 1 on small islands of the network, from which a place may also walk to another street. */
	readonly onIsland: Uint8Array;
	readonly squares: SquareIndex;
	/** The next copy of a private street, by its previous copy; see {@link WalkGraph.twins}. */
	readonly twinOf: ReadonlyMap<number, number>;
}

export interface SnapOptions {
	/** Maximum snap distance, (0, 2000] m. Default 250. */
	readonly maxSnapM?: number;
	/** null: legs may cross anything. */
	readonly barriers: BarrierIndex | null;
	/** Barriers this near to the point are ignored, because a gate stands in its wall. Default 0 m. */
	readonly gateM?: number;
	/** Streets with any of these WAY_FLAGs are skipped. By default only bridges and tunnels are. */
	readonly avoidFlags?: number;
}

export function indexEdges(graph: WalkGraph): SnapIndex {
	let count = 0;
	for (let edge = 0; edge < graph.edgeCount; edge++) {
		if ((graph.edgeFlags[edge]! & NEVER_SNAPPED) === 0) count += shapePointCount(graph, edge) - 1;
	}
	const segmentEdge = new Uint32Array(count);
	const segmentPiece = new Uint32Array(count);
	const onIsland = smallIslands(graph);
	const squares = indexSquares(graph.squares);
	const twinOf = new Map<number, number>();
	for (let i = 0; i < graph.twins.length; i += 2) twinOf.set(graph.twins[i]!, graph.twins[i + 1]!);
	const index = { graph, segmentEdge, segmentPiece, onIsland, squares, twinOf };
	if (count === 0) return { ...index, tree: null };
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
	return { ...index, tree };
}

/** @throws {GeodataError} POSITION_OUT_OF_RANGE */
export function checkPosition(lngDeg: number, latDeg: number): void {
	if (!isPosition(lngDeg, latDeg)) {
		throw new GeodataError(
			"POSITION_OUT_OF_RANGE",
			`[${lngDeg}, ${latDeg}] is no position; allowed are ±180, ±90 degrees.`,
			{ value: [lngDeg, latDeg], allowed: [-180, -90, 180, 90] },
		);
	}
}

/** @throws {GeodataError} SNAP_DISTANCE_OUT_OF_RANGE */
export function checkSnapDistance(maxSnapM: number): void {
	if (!(maxSnapM > 0 && maxSnapM <= SNAP_M_MAX)) {
		throw new GeodataError(
			"SNAP_DISTANCE_OUT_OF_RANGE",
			`The snap distance is ${maxSnapM} m; allowed is more than 0 and at most ${SNAP_M_MAX} m.`,
			{ value: maxSnapM, allowed: [0, SNAP_M_MAX] },
		);
	}
}

/** The nearest position on one segment of a street. */
export interface Candidate {
	readonly segment: number;
	/** Of the segment, 0 … 1. */
	readonly share: number;
	readonly offsetM: number;
	/** 1e-7 degrees, not rounded. */
	readonly lng: number;
	readonly lat: number;
}

/**
 * Segments whose nearest point lies in (innerM, outerM] of a position, nearest first, ties in graph order. Positions
 * inside an edge count, not only its nodes; distances in the plane at the position's latitude.
 */
export function candidatesBetween(
	index: SnapIndex,
	lngDeg: number,
	latDeg: number,
	innerM: number,
	outerM: number,
	{ avoidFlags = 0, mainOnly = false }: { readonly avoidFlags?: number; readonly mainOnly?: boolean },
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
		if ((graph.edgeFlags[edge]! & avoidFlags) !== 0 || (mainOnly && index.onIsland[edge] === 1)) continue;
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
	// Of two streets equal to a centimetre, the public one comes first: at the mouth of an estate a place is outside.
	const isPrivate = ({ segment }: Candidate) => graph.edgeFlags[segmentEdge[segment]!]! & WAY_FLAG.PRIVATE;
	const grain = ({ offsetM }: Candidate) => Math.round(offsetM * 100);
	return candidates.sort(
		(a, b) =>
			grain(a) - grain(b) || isPrivate(a) - isPrivate(b) || a.offsetM - b.offsetM || a.segment - b.segment,
	);
}

/** @param lengthM Length of the leg where it is not straight. */
export function snapped(
	index: SnapIndex,
	lngDeg: number,
	latDeg: number,
	candidate: Candidate,
	lengthM: number = candidate.offsetM,
): SnappedPoint {
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
		// A leg in the local plane differs from the great circle by up to 1e-7; straight legs are measured like all
		// lengths.
		offsetMm: Math.max(
			legLengthMm(lngDeg, latDeg, snappedLngDeg, snappedLatDeg),
			lengthM > candidate.offsetM ? Math.ceil(lengthM * MM_PER_M) : 0,
		),
		lngDeg: snappedLngDeg,
		latDeg: snappedLatDeg,
	};
}
