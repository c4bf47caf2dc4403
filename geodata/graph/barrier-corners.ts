import { COORD_UNITS_PER_DEG } from "../units/constants.ts";
import { metresPerDegree } from "../units/position.ts";
import type { BarrierIndex } from "./barrier-index.ts";

/**
 * Points where a shortest leg round barriers may bend, offset by {@link OFF_CORNER_M} from their corners. Columns of
 * one length; 1e-7 degrees.
 */
export interface BarrierCorners {
	readonly lng: readonly number[];
	readonly lat: readonly number[];
}

/** Offset from the corner, m, so that the next leg does not touch the barrier. */
const OFF_CORNER_M = 0.04;
const STRAIGHT = 1e-6;
const END_TURN = 0.5;

/**
 * Points beside every end and bend of the barriers in a box, on the side wider than half a turn: a shortest path
 * among straight obstacles bends nowhere else (Lozano-Pérez and Wesley 1979). Where three segments meet there may be
 * no such side. 1e-7 degrees.
 */
export function cornersIn(
	{ barriers, tree }: BarrierIndex,
	west: number,
	south: number,
	east: number,
	north: number,
): BarrierCorners {
	const at = new Map<number, { lng: number; lat: number; angles: number[] }>();
	const { lngM, latM } = metresPerDegree((south + north) / 2 / COORD_UNITS_PER_DEG);
	const meet = (lng: number, lat: number, towardsLng: number, towardsLat: number): void => {
		if (lng < west || lng > east || lat < south || lat > north) return;
		if (lng === towardsLng && lat === towardsLat) return;
		const angle = Math.atan2((towardsLat - lat) * latM, (towardsLng - lng) * lngM);
		// Unique within a box of four degrees.
		const key = (lng - west) * 2 ** 26 + (lat - south);
		const known = at.get(key);
		if (known) known.angles.push(angle);
		else at.set(key, { lng, lat, angles: [angle] });
	};
	// Every segment that ends at a corner inside the box intersects the box.
	for (const i of tree?.search(west, south, east, north) ?? []) {
		const [aLng, aLat] = [barriers.aLng[i]!, barriers.aLat[i]!];
		const [bLng, bLat] = [barriers.bLng[i]!, barriers.bLat[i]!];
		meet(aLng, aLat, bLng, bLat);
		meet(bLng, bLat, aLng, aLat);
	}
	const [offLng, offLat] = [lngM, latM].map((metres) => (OFF_CORNER_M * COORD_UNITS_PER_DEG) / metres) as [
		number,
		number,
	];
	const corners = { lng: [] as number[], lat: [] as number[] };
	for (const { lng, lat, angles } of at.values()) {
		for (const away of directionsAway(angles)) {
			corners.lng.push(Math.round(lng + Math.cos(away) * offLng));
			corners.lat.push(Math.round(lat + Math.sin(away) * offLat));
		}
	}
	return corners;
}

/** Bisectors of the sides wider than half a turn between directions, radians; two where a single barrier ends. */
function directionsAway(angles: number[]): number[] {
	const [only] = angles;
	// One point on each side of the barrier's line. A point rounded onto the line might see neither side.
	if (angles.length === 1) return [only! + Math.PI - END_TURN, only! + Math.PI + END_TURN];
	angles.sort((a, b) => a - b);
	for (let i = 0; i < angles.length; i++) {
		const next = i + 1 < angles.length ? angles[i + 1]! : angles[0]! + 2 * Math.PI;
		if (next - angles[i]! > Math.PI + STRAIGHT) return [(angles[i]! + next) / 2];
	}
	return [];
}
