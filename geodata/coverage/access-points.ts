import type { BarrierIndex } from "../graph/barrier-index.ts";
import { legLengthMm, NOT_BARRIER_FREE, type SnapIndex, snapToEdge } from "../graph/snap.ts";
import type { AccessPoints, SnappedPoint } from "../graph/walk-graph.ts";
import { MM_PER_M } from "../units/constants.ts";
import type { Position } from "../units/position.ts";

/** A gate stands in its wall; surveyed a step beside it, it still does. */
const GATE_TOLERANCE_M = 2;
/** How much farther than its nearest street a place may look for one without steps. */
const BARRIER_FREE_DETOUR_M = 50;

/** A place that is to meet the network: a home or a facility. */
export interface Place {
	readonly lngDeg: number;
	readonly latDeg: number;
	/** Gates or entrances; empty where unknown: the position itself then stands for them. */
	readonly gates: readonly Position[];
}

export interface PlaceAccess {
	readonly access: AccessPoints;
	/** Shape [count]; 1 where no gate is known, or none of them meets a street, and the centre stands for it. */
	readonly gateUnknown: Uint8Array;
}

/**
 * Where places meet the network: one entry a gate, and one more where the street at the gate has steps and another
 * without lies close by. A place none of whose gates nor its centre meets a street has no entry.
 *
 * @param maxSnapM Farthest street from a gate, (0, 2000] m.
 * @throws {GeodataError} POSITION_OUT_OF_RANGE, SNAP_DISTANCE_OUT_OF_RANGE
 */
export function accessPointsOf(
	snap: SnapIndex,
	barriers: BarrierIndex | null,
	places: readonly Place[],
	maxSnapM: number,
	onPlace?: (done: number) => void,
): PlaceAccess {
	const start = new Uint32Array(places.length + 1);
	const gateUnknown = new Uint8Array(places.length);
	const edge: number[] = [];
	const alongMm: number[] = [];
	const offsetMm: number[] = [];
	const add = (point: SnappedPoint, legMm: number): void => {
		edge.push(point.edge);
		alongMm.push(point.alongMm);
		offsetMm.push(point.offsetMm + legMm);
	};
	const enter = (place: Place, [lngDeg, latDeg]: Position, gateM: number): void => {
		const nearest = snapToEdge(snap, lngDeg, latDeg, { maxSnapM, barriers, gateM });
		if (nearest === null) return;
		const legMm = legLengthMm(place.lngDeg, place.latDeg, lngDeg, latDeg);
		add(nearest, legMm);
		if ((snap.graph.edgeFlags[nearest.edge]! & NOT_BARRIER_FREE) === 0) return;
		const level = snapToEdge(snap, lngDeg, latDeg, {
			maxSnapM: Math.min(maxSnapM, nearest.offsetMm / MM_PER_M + BARRIER_FREE_DETOUR_M),
			barriers,
			gateM,
			avoidFlags: NOT_BARRIER_FREE,
		});
		if (level !== null) add(level, legMm);
	};
	places.forEach((place, i) => {
		for (const gate of place.gates) enter(place, gate, GATE_TOLERANCE_M);
		if (edge.length === start[i]) {
			gateUnknown[i] = 1;
			enter(place, [place.lngDeg, place.latDeg], 0);
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
	};
}
