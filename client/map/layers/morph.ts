import type { MultiPolygon, Polygon } from "geojson";
import type { Position } from "../../../geodata/units/position.ts";
import { metresPerDegree } from "../../../geodata/units/position.ts";

type Ring = readonly (readonly number[])[];

/** Number of points of a morphing outline: round enough for a circle, cheap enough for hundreds of them. */
export const MORPH_POINTS = 96;

/**
 * A circle as `count` points, counter-clockwise from due east, not closed.
 * @returns Shape [count × 2]; lng, lat in degrees.
 */
export function circlePoints(centre: Position, radiusM: number, count = MORPH_POINTS): Float64Array {
	const scale = metresPerDegree(centre[1]);
	const points = new Float64Array(count * 2);
	for (let i = 0; i < count; i++) {
		const angle = (2 * Math.PI * i) / count;
		points[i * 2] = centre[0] + (radiusM * Math.cos(angle)) / scale.lngM;
		points[i * 2 + 1] = centre[1] + (radiusM * Math.sin(angle)) / scale.latM;
	}
	return points;
}

/**
 * The largest outline of an area as `count` points evenly spaced along it, counter-clockwise, starting nearest to due
 * east of `centre`. Point i of the circle then moves to point i here without crossing the others.
 */
export function outlinePoints(
	area: Polygon | MultiPolygon,
	centre: Position,
	count = MORPH_POINTS,
): Float64Array | null {
	const outlines: Ring[] =
		area.type === "Polygon" ? area.coordinates.slice(0, 1) : area.coordinates.flatMap((p) => p.slice(0, 1));
	let ring: Ring | null = null;
	let largest = 0;
	for (const outline of outlines) {
		const size = Math.abs(signedArea(outline));
		if (size > largest) {
			largest = size;
			ring = outline;
		}
	}
	if (!ring) return null;
	const points = spread(signedArea(ring) < 0 ? [...ring].reverse() : ring, centre[1], count);
	return startingEast(points, centre, count);
}

/** Interpolates two outlines point by point. `truth` 0 gives `from`, 1 gives `to`. */
export function between(from: Float64Array, to: Float64Array, truth: number): Float64Array {
	const out = new Float64Array(from.length);
	for (let i = 0; i < out.length; i++) out[i] = from[i]! + (to[i]! - from[i]!) * truth;
	return out;
}

/** Ease in and out. */
export const ease = (t: number) => (t < 0.5 ? 4 * t * t * t : 1 - (-2 * t + 2) ** 3 / 2);

/** Shoelace formula in square degrees; positive if counter-clockwise. */
function signedArea(ring: Ring): number {
	let twice = 0;
	for (let i = 0; i + 1 < ring.length; i++) {
		const [ax = 0, ay = 0] = ring[i] ?? [];
		const [bx = 0, by = 0] = ring[i + 1] ?? [];
		twice += ax * by - bx * ay;
	}
	return twice / 2;
}

function spread(ring: Ring, latDeg: number, count: number): Float64Array {
	const { lngM, latM } = metresPerDegree(latDeg);
	const along = new Float64Array(ring.length);
	for (let i = 1; i < ring.length; i++) {
		const [ax = 0, ay = 0] = ring[i - 1] ?? [];
		const [bx = 0, by = 0] = ring[i] ?? [];
		along[i] = along[i - 1]! + Math.hypot((bx - ax) * lngM, (by - ay) * latM);
	}
	const total = along[ring.length - 1] ?? 0;
	const points = new Float64Array(count * 2);
	let segment = 1;
	for (let i = 0; i < count; i++) {
		const target = (total * i) / count;
		while (segment < ring.length - 1 && along[segment]! < target) segment++;
		const [ax = 0, ay = 0] = ring[segment - 1] ?? [];
		const [bx = 0, by = 0] = ring[segment] ?? [];
		const length = along[segment]! - along[segment - 1]!;
		const share = length > 0 ? (target - along[segment - 1]!) / length : 0;
		points[i * 2] = ax + (bx - ax) * share;
		points[i * 2 + 1] = ay + (by - ay) * share;
	}
	return points;
}

function startingEast(points: Float64Array, centre: Position, count: number): Float64Array {
	let first = 0;
	let least = Number.POSITIVE_INFINITY;
	for (let i = 0; i < count; i++) {
		const angle = Math.abs(Math.atan2(points[i * 2 + 1]! - centre[1], points[i * 2]! - centre[0]));
		if (angle < least) {
			least = angle;
			first = i;
		}
	}
	const turned = new Float64Array(count * 2);
	turned.set(points.subarray(first * 2));
	turned.set(points.subarray(0, first * 2), (count - first) * 2);
	return turned;
}
