import type { Polygon } from "geojson";
import type { Position } from "../../units/position.ts";

/** Position of x = y = 0. */
export const ORIGIN_LNG_DEG = 120.98;
export const ORIGIN_LAT_DEG = 31.33;
/** EARTH_RADIUS_M · π / 180, and that times cos 31.33°: literals, because a cosine may differ in its last bit. */
const M_PER_LAT_DEG = 111_195.08;
const M_PER_LNG_DEG = 94_981.358;

/** A point of the local plane: metres east and north of the origin. */
export type Point = readonly [xM: number, yM: number];

export function toPlane(position: Position): Point {
	return [(position[0] - ORIGIN_LNG_DEG) * M_PER_LNG_DEG, (position[1] - ORIGIN_LAT_DEG) * M_PER_LAT_DEG];
}

/** Degrees, rounded to 1e-6° (0.1 m): the only conversion of sample coordinates. */
export function toDegrees(xM: number, yM: number): [number, number] {
	return [
		Math.round((ORIGIN_LNG_DEG + xM / M_PER_LNG_DEG) * 1e6) / 1e6,
		Math.round((ORIGIN_LAT_DEG + yM / M_PER_LAT_DEG) * 1e6) / 1e6,
	];
}

/** A closed GeoJSON polygon from an open ring in either direction; outer ring counter-clockwise. */
export function toPolygon(ring: readonly Point[]): Polygon {
	const ordered = signedAreaM2(ring) < 0 ? [...ring].reverse() : ring;
	const out: [number, number][] = [];
	for (const [x, y] of ordered) {
		const p = toDegrees(x, y);
		const last = out[out.length - 1];
		if (!last || last[0] !== p[0] || last[1] !== p[1]) out.push(p);
	}
	const first = out[0] as [number, number];
	const last = out[out.length - 1] as [number, number];
	if (out.length > 1 && first[0] === last[0] && first[1] === last[1]) out.pop();
	out.push([first[0], first[1]]);
	return { type: "Polygon", coordinates: [out] };
}

export function toLine(points: readonly Point[]): [number, number][] {
	return points.map(([x, y]) => toDegrees(x, y));
}

/** Shoelace; positive when counter-clockwise. */
export function signedAreaM2(ring: readonly Point[]): number {
	let twice = 0;
	for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
		const a = ring[j] as Point;
		const b = ring[i] as Point;
		twice += a[0] * b[1] - b[0] * a[1];
	}
	return twice / 2;
}

/** Centroid of a ring; its mean point where it has no area. */
export function centroid(ring: readonly Point[]): Point {
	let twice = 0;
	let x = 0;
	let y = 0;
	const [ox, oy] = ring[0] as Point;
	for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
		const ax = (ring[j] as Point)[0] - ox;
		const ay = (ring[j] as Point)[1] - oy;
		const bx = (ring[i] as Point)[0] - ox;
		const by = (ring[i] as Point)[1] - oy;
		const cross = ax * by - bx * ay;
		twice += cross;
		x += (ax + bx) * cross;
		y += (ay + by) * cross;
	}
	if (Math.abs(twice) < 1e-6) {
		let mx = 0;
		let my = 0;
		for (const p of ring) {
			mx += p[0];
			my += p[1];
		}
		return [mx / ring.length, my / ring.length];
	}
	return [ox + x / (3 * twice), oy + y / (3 * twice)];
}

/** Even–odd rule; undefined for points on the ring. */
export function insideRing(ring: readonly Point[], xM: number, yM: number): boolean {
	let inside = false;
	for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
		const a = ring[i] as Point;
		const b = ring[j] as Point;
		if (a[1] > yM !== b[1] > yM && xM < ((b[0] - a[0]) * (yM - a[1])) / (b[1] - a[1]) + a[0])
			inside = !inside;
	}
	return inside;
}

export function lengthBetween(a: Point, b: Point): number {
	const dx = b[0] - a[0];
	const dy = b[1] - a[1];
	return Math.sqrt(dx * dx + dy * dy);
}

/** Where segments ab and cd cross: shares along each in [0, 1], or null (also when parallel). */
export function crossing(a: Point, b: Point, c: Point, d: Point): { t: number; u: number } | null {
	const rx = b[0] - a[0];
	const ry = b[1] - a[1];
	const sx = d[0] - c[0];
	const sy = d[1] - c[1];
	const det = rx * sy - ry * sx;
	if (Math.abs(det) < 1e-9) return null;
	const qx = c[0] - a[0];
	const qy = c[1] - a[1];
	const t = (qx * sy - qy * sx) / det;
	const u = (qx * ry - qy * rx) / det;
	return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? { t, u } : null;
}

/** Nearest point of segment ab to p: its share along ab and the distance. */
export function nearestOnSegment(p: Point, a: Point, b: Point): { t: number; distanceM: number } {
	const dx = b[0] - a[0];
	const dy = b[1] - a[1];
	const squared = dx * dx + dy * dy;
	const raw = squared === 0 ? 0 : ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / squared;
	const t = Math.min(1, Math.max(0, raw));
	return { t, distanceM: lengthBetween(p, [a[0] + dx * t, a[1] + dy * t]) };
}

/**
 * The part of a ring left of the directed line a → b moved inwards by `insetM`. Exact for convex rings; of a concave
 * one a part remains that is inside it once all its own sides have been applied.
 */
export function clipLeftOf(ring: readonly Point[], a: Point, b: Point, insetM: number): Point[] {
	const length = lengthBetween(a, b);
	if (length === 0) return [...ring];
	const nx = -(b[1] - a[1]) / length;
	const ny = (b[0] - a[0]) / length;
	const side = (p: Point) => (p[0] - a[0]) * nx + (p[1] - a[1]) * ny - insetM;
	const out: Point[] = [];
	for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
		const p = ring[j] as Point;
		const q = ring[i] as Point;
		const sp = side(p);
		const sq = side(q);
		if (sp >= 0) out.push(p);
		if (sp >= 0 !== sq >= 0) {
			const t = sp / (sp - sq);
			out.push([p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t]);
		}
	}
	return out;
}

/** Whether all points lie inside a convex counter-clockwise ring, at least `marginM` from its sides. */
export function withinConvex(ring: readonly Point[], points: readonly Point[], marginM: number): boolean {
	for (let i = 0; i < ring.length; i++) {
		const a = ring[i] as Point;
		const b = ring[(i + 1) % ring.length] as Point;
		const length = lengthBetween(a, b) || 1;
		for (const p of points) {
			if (((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])) / length < marginM) return false;
		}
	}
	return true;
}

/** Whether no two sides of a ring cross; consecutive sides may touch. For short rings. */
export function isSimple(ring: readonly Point[]): boolean {
	const n = ring.length;
	for (let i = 0; i < n; i++) {
		for (let j = i + 2; j < n; j++) {
			if (i === 0 && j === n - 1) continue;
			const [a, b] = [ring[i] as Point, ring[i + 1] as Point];
			if (crossing(a, b, ring[j] as Point, ring[(j + 1) % n] as Point)) return false;
		}
	}
	return true;
}
