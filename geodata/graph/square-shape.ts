import { COORD_UNITS_PER_DEG } from "../units/constants.ts";
import { metresPerDegree } from "../units/position.ts";

/** An open space in a plane of metres centred on its first corner. */
export interface SquareShape {
	/** Shape [2 · corners] a ring; x to the east, y to the north, the first corner not repeated. */
	readonly rings: readonly Float64Array[];
	readonly originLng: number;
	readonly originLat: number;
	/** Metres per unit of 1e-7 degrees. */
	readonly unitLngM: number;
	readonly unitLatM: number;
}

/**
 * Rounding to 1e-7 degrees moves a corner by up to a centimetre; a line outside by less than this counts as inside.
 */
const TOLERANCE_M = 0.05;

/** @param rings Positions in 1e-7 degrees, lng and lat alternating. */
export function squareShape(rings: readonly ArrayLike<number>[]): SquareShape {
	const originLng = rings[0]![0]!;
	const originLat = rings[0]![1]!;
	const { lngM, latM } = metresPerDegree(originLat / COORD_UNITS_PER_DEG);
	const unitLngM = lngM / COORD_UNITS_PER_DEG;
	const unitLatM = latM / COORD_UNITS_PER_DEG;
	return {
		rings: rings.map((ring) =>
			Float64Array.from({ length: ring.length }, (_, i) =>
				i % 2 === 0 ? (ring[i]! - originLng) * unitLngM : (ring[i]! - originLat) * unitLatM,
			),
		),
		originLng,
		originLat,
		unitLngM,
		unitLatM,
	};
}

/** A position of 1e-7 degrees in the plane of a square, metres. */
export function inPlane(shape: SquareShape, lng: number, lat: number): [x: number, y: number] {
	return [(lng - shape.originLng) * shape.unitLngM, (lat - shape.originLat) * shape.unitLatM];
}

/** True for a point in a square or on its outline, metres of its plane. */
export function isOnSquare(shape: SquareShape, x: number, y: number): boolean {
	let inside = false;
	for (const ring of shape.rings) {
		for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
			const [ax, ay, bx, by] = [ring[j]!, ring[j + 1]!, ring[i]!, ring[i + 1]!];
			if (distanceToSegment(ax, ay, bx, by, x, y) <= TOLERANCE_M) return true;
			if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
		}
	}
	return inside;
}

/**
 * True when the straight line between two points of a square stays on it: the line is cut at the outline, and the
 * middle of every part must lie inside.
 */
export function seesAcross(shape: SquareShape, ax: number, ay: number, bx: number, by: number): boolean {
	const dx = bx - ax;
	const dy = by - ay;
	const cuts = [0, 1];
	for (const ring of shape.rings) {
		for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
			const ex = ring[i]! - ring[j]!;
			const ey = ring[i + 1]! - ring[j + 1]!;
			const across = dx * ey - dy * ex;
			if (across === 0) continue;
			const share = ((ring[j]! - ax) * ey - (ring[j + 1]! - ay) * ex) / across;
			const along = ((ring[j]! - ax) * dy - (ring[j + 1]! - ay) * dx) / across;
			if (share > 0 && share < 1 && along >= 0 && along <= 1) cuts.push(share);
		}
	}
	cuts.sort((a, b) => a - b);
	for (let i = 1; i < cuts.length; i++) {
		const middle = (cuts[i - 1]! + cuts[i]!) / 2;
		if (!isOnSquare(shape, ax + dx * middle, ay + dy * middle)) return false;
	}
	return true;
}

/** True for a corner where a shortest line may bend: the square spans more than half a turn round it. */
export function isBend(ring: Float64Array, corner: number, isHole: boolean): boolean {
	const n = ring.length / 2;
	const at = (i: number) => [ring[2 * ((i + n) % n)]!, ring[2 * ((i + n) % n) + 1]!] as const;
	const [ax, ay] = at(corner - 1);
	const [bx, by] = at(corner);
	const [cx, cy] = at(corner + 1);
	const turn = (bx - ax) * (cy - by) - (by - ay) * (cx - bx);
	return turn * ringArea(ring) * (isHole ? -1 : 1) < 0;
}

/** Twice the signed area, m²; positive counter-clockwise. */
export function ringArea(ring: Float64Array): number {
	let sum = 0;
	for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
		sum += ring[j]! * ring[i + 1]! - ring[i]! * ring[j + 1]!;
	}
	return sum;
}

function distanceToSegment(ax: number, ay: number, bx: number, by: number, x: number, y: number): number {
	const [dx, dy] = [bx - ax, by - ay];
	const squared = dx * dx + dy * dy;
	const share = squared > 0 ? Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / squared)) : 0;
	return Math.hypot(ax + dx * share - x, ay + dy * share - y);
}
