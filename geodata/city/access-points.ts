import type { BarrierIndex } from "../graph/barrier-index.ts";
import { legLengthMm } from "../graph/leg-length.ts";
import { checkSnapDistance, NOT_BARRIER_FREE, type SnapIndex } from "../graph/snap.ts";
import { type SquarePoint, seenNodes, squareAt } from "../graph/square-access.ts";
import { legToStreet } from "../graph/street-leg.ts";
import type { AccessPoints, SnappedPoint, WalkGraph } from "../graph/walk-graph.ts";
import { COORD_UNITS_PER_DEG, MM_PER_M } from "../units/constants.ts";
import type { Position } from "../units/position.ts";

/** Barriers this near to a gate are ignored, because it stands in its wall, m. */
const GATE_TOLERANCE_M = 2;
/** How much farther than its nearest street a place looks for one without steps. */
const BARRIER_FREE_DETOUR_M = 50;

/** A home or facility to be snapped to the network. */
export interface Place {
	readonly lngDeg: number;
	readonly latDeg: number;
	/** Gates or entrances; where empty, the position is snapped. */
	readonly gates: readonly Position[];
	/**
	 * Half the diagonal of the cell around the position, m: its people live beside any street in it. null for a point.
	 */
	readonly cellRadiusM?: number | null;
	/**
	 * True for homes: where every street within reach lies behind a river or railway, the nearest is taken, because
	 * every home can be reached. A facility in the water is left unsnapped.
	 */
	readonly isHome?: boolean;
	/** True where the entrances are the place and the position is only their centre. */
	readonly isArea?: boolean;
}

/** A place whose walk continues straight across a square. */
export interface SquareAccess extends SquarePoint {
	/** Index of the place. */
	readonly place: number;
	/** mm walked before the square. */
	readonly legMm: number;
}

export interface PlaceAccess {
	readonly access: AccessPoints;
	/**
	 * Shape [count]; 1 where no gate is known, where no gate is snapped and the centre is used, or where the leg
	 * crosses a barrier.
	 */
	readonly gateUnknown: Uint8Array;
	/** Places beside or on squares; their entries lead to every node visible there. */
	readonly onSquares: readonly SquareAccess[];
}

/**
 * Snaps places to the network: one entry per gate, plus one for each copy of a private street, each node visible
 * across a square, a nearby street without steps, and a street of the main network where the nearest is on a small
 * island. A place has no entry where neither its gates nor its centre have a street within reach.
 *
 * @param maxSnapM Farthest street from a gate, (0, 2000] m; at least half the diagonal for a cell.
 * @throws {GeodataError} POSITION_OUT_OF_RANGE, SNAP_DISTANCE_OUT_OF_RANGE
 */
export function accessPointsOf(
	snap: SnapIndex,
	barriers: BarrierIndex | null,
	places: readonly Place[],
	maxSnapM: number,
	onPlace?: (done: number) => void,
): PlaceAccess {
	checkSnapDistance(maxSnapM);
	const { graph } = snap;
	const { twinOf } = snap;
	const start = new Uint32Array(places.length + 1);
	const gateUnknown = new Uint8Array(places.length);
	const onSquares: SquareAccess[] = [];
	const edge: number[] = [];
	const alongMm: number[] = [];
	const offsetMm: number[] = [];
	const add = (point: Pick<SnappedPoint, "edge" | "alongMm" | "offsetMm">, legMm: number): void => {
		let copy = point.edge;
		do {
			edge.push(copy);
			alongMm.push(point.alongMm);
			offsetMm.push(point.offsetMm + legMm);
			copy = twinOf.get(copy) ?? point.edge;
		} while (copy !== point.edge);
	};
	/** Continues across a square from a position on it; true where a node is visible. */
	const cross = (place: number, lng: number, lat: number, legMm: number): boolean => {
		const square = squareAt(snap.squares, lng, lat);
		if (square < 0) return false;
		const seen = seenNodes(graph, snap.squares, square, lng, lat);
		for (const { node, lengthMm } of seen) add({ ...atNode(graph, node), offsetMm: lengthMm }, legMm);
		if (seen.length > 0) {
			onSquares.push({ place, square, lng: Math.round(lng), lat: Math.round(lat), legMm });
		}
		return seen.length > 0;
	};
	const enter = (
		place: Place,
		i: number,
		[lngDeg, latDeg]: Position,
		gateM: number,
		reachM: number,
	): void => {
		const legMm = place.isArea ? 0 : legLengthMm(place.lngDeg, place.latDeg, lngDeg, latDeg);
		if (cross(i, lngDeg * COORD_UNITS_PER_DEG, latDeg * COORD_UNITS_PER_DEG, legMm)) return;
		const options = { maxSnapM: reachM, barriers, gateM, mayCrossBars: place.isHome === true };
		const nearest = legToStreet(snap, lngDeg, latDeg, options);
		if (nearest === null) return;
		const { point } = nearest;
		if (nearest.crosses) gateUnknown[i] = 1;
		add(point, legMm);
		cross(i, point.lngDeg * COORD_UNITS_PER_DEG, point.latDeg * COORD_UNITS_PER_DEG, legMm + point.offsetMm);
		if (snap.onIsland[point.edge] === 1) {
			const main = legToStreet(snap, lngDeg, latDeg, { ...options, mainOnly: true, mayCrossBars: false });
			if (main !== null) add(main.point, legMm);
		}
		if ((graph.edgeFlags[point.edge]! & NOT_BARRIER_FREE) === 0) return;
		const level = legToStreet(snap, lngDeg, latDeg, {
			...options,
			maxSnapM: Math.min(reachM, point.offsetMm / MM_PER_M + BARRIER_FREE_DETOUR_M),
			avoidFlags: NOT_BARRIER_FREE,
		});
		if (level !== null) add(level.point, legMm);
	};
	places.forEach((place, i) => {
		for (const gate of place.gates) enter(place, i, gate, GATE_TOLERANCE_M, maxSnapM);
		if (edge.length === start[i]) {
			const cellM = place.cellRadiusM ?? 0;
			gateUnknown[i] = 1;
			enter(place, i, [place.lngDeg, place.latDeg], cellM, Math.max(maxSnapM, cellM));
		}
		start[i + 1] = edge.length;
		onPlace?.(i + 1);
	});
	return {
		access: {
			count: places.length,
			start,
			edge: Uint32Array.from(edge),
			alongMm: Uint32Array.from(alongMm),
			offsetMm: Uint32Array.from(offsetMm),
		},
		gateUnknown,
		onSquares,
	};
}

/** A node as a position on one of its edges. */
function atNode(graph: WalkGraph, node: number): Pick<SnappedPoint, "edge" | "alongMm"> {
	const edge =
		graph.firstArc[node]! < graph.firstArc[node + 1]!
			? graph.arcEdge[graph.firstArc[node]!]!
			: graph.reverseArcEdge[graph.reverseFirstArc[node]!]!;
	return { edge, alongMm: graph.edgeFrom[edge] === node ? 0 : graph.edgeLengthMm[edge]! };
}
