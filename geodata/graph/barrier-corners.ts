import Flatbush from "flatbush";
import { COORD_UNITS_PER_DEG } from "../units/constants.ts";
import { metresPerDegree } from "../units/position.ts";
import type { Barriers } from "./walk-graph.ts";

/** Where a taut walk round barriers may bend, a hand's breadth off their corners. Columns of one length; 1e-7 degrees. */
export interface BarrierCorners {
	readonly lng: Int32Array;
	readonly lat: Int32Array;
	/** null where there is none. */
	readonly tree: Flatbush | null;
}

/** Off the corner, so that the next leg does not touch what it walks round. */
const OFF_CORNER_M = 0.04;
const STRAIGHT = 1e-6;
const END_TURN = 0.5;

/**
 * Points at every end and bend of the barriers, on the side that spans more than half a turn: nowhere else does
 * a shortest way round straight obstacles bend (Lozano-Pérez and Wesley 1979). Where three segments meet there may be
 * no such side.
 */
export function cornersOf(barriers: Barriers): BarrierCorners {
	const at = new Map<number, Map<number, number[]>>();
	const meet = (lng: number, lat: number, towardsLng: number, towardsLat: number): void => {
		if (lng === towardsLng && lat === towardsLat) return;
		let column = at.get(lng);
		if (column === undefined) {
			column = new Map();
			at.set(lng, column);
		}
		const { lngM, latM } = metresPerDegree(lat / COORD_UNITS_PER_DEG);
		const angle = Math.atan2((towardsLat - lat) * latM, (towardsLng - lng) * lngM);
		const known = column.get(lat);
		if (known) known.push(angle);
		else column.set(lat, [angle]);
	};
	for (let i = 0; i < barriers.kind.length; i++) {
		const [aLng, aLat] = [barriers.aLng[i]!, barriers.aLat[i]!];
		const [bLng, bLat] = [barriers.bLng[i]!, barriers.bLat[i]!];
		meet(aLng, aLat, bLng, bLat);
		meet(bLng, bLat, aLng, aLat);
	}
	const lng: number[] = [];
	const lat: number[] = [];
	for (const [cornerLng, column] of at) {
		for (const [cornerLat, angles] of column) {
			const { lngM, latM } = metresPerDegree(cornerLat / COORD_UNITS_PER_DEG);
			for (const away of directionsAway(angles)) {
				lng.push(Math.round(cornerLng + (Math.cos(away) * OFF_CORNER_M * COORD_UNITS_PER_DEG) / lngM));
				lat.push(Math.round(cornerLat + (Math.sin(away) * OFF_CORNER_M * COORD_UNITS_PER_DEG) / latM));
			}
		}
	}
	if (lng.length === 0) return { lng: new Int32Array(0), lat: new Int32Array(0), tree: null };
	const tree = new Flatbush(lng.length, 16, Int32Array);
	for (let i = 0; i < lng.length; i++) tree.add(lng[i]!, lat[i]!, lng[i]!, lat[i]!);
	tree.finish();
	return { lng: Int32Array.from(lng), lat: Int32Array.from(lat), tree };
}

/** The middle of the side wider than half a turn between directions, radians; two where a single barrier ends. */
function directionsAway(angles: number[]): number[] {
	const [only] = angles;
	// One point to each side of the barrier's line: rounded onto it, a point might see neither.
	if (angles.length === 1) return [only! + Math.PI - END_TURN, only! + Math.PI + END_TURN];
	angles.sort((a, b) => a - b);
	for (let i = 0; i < angles.length; i++) {
		const next = i + 1 < angles.length ? angles[i + 1]! : angles[0]! + 2 * Math.PI;
		if (next - angles[i]! > Math.PI + STRAIGHT) return [(angles[i]! + next) / 2];
	}
	return [];
}
