import type { Geometry } from "geojson";
import type { BBox, Position } from "../../geodata/units/position.ts";
import { metresPerDegree } from "../../geodata/units/position.ts";

/** Extent of any geometry but a collection; null where it holds no position. */
export function bboxOf(geometry: Geometry | null): BBox | null {
	if (!geometry || geometry.type === "GeometryCollection") return null;
	let box: [number, number, number, number] | null = null;
	const walk = (part: unknown): void => {
		if (!Array.isArray(part)) return;
		const [x, y] = part as unknown[];
		if (typeof x !== "number" || typeof y !== "number") {
			for (const child of part) walk(child);
			return;
		}
		box = box
			? [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y)]
			: [x, y, x, y];
	};
	walk(geometry.coordinates);
	return box;
}

/** The middle of a geometry's extent, or its first position where the middle lies outside an area. */
export function middleOf(geometry: Geometry | null): Position | null {
	const box = bboxOf(geometry);
	if (!box) return null;
	const middle = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2] as const;
	if (holds(geometry, middle)) return middle;
	const [lngDeg, latDeg] =
		geometry?.type === "Polygon"
			? (geometry.coordinates[0]?.[0] ?? middle)
			: geometry?.type === "MultiPolygon"
				? (geometry.coordinates[0]?.[0]?.[0] ?? middle)
				: middle;
	return [lngDeg ?? middle[0], latDeg ?? middle[1]];
}

/** A square of `radiusM` around a position. */
export function around(position: Position, radiusM: number): BBox {
	const { lngM, latM } = metresPerDegree(position[1]);
	return [
		position[0] - radiusM / lngM,
		position[1] - radiusM / latM,
		position[0] + radiusM / lngM,
		position[1] + radiusM / latM,
	];
}

/** Whether a polygon or its parts hold a position: the ground a click fell on. Even–odd, holes respected. */
export function holds(geometry: Geometry | null, [lngDeg, latDeg]: Position): boolean {
	if (geometry?.type === "Polygon") return inRings(geometry.coordinates, lngDeg, latDeg);
	if (geometry?.type === "MultiPolygon")
		return geometry.coordinates.some((rings) => inRings(rings, lngDeg, latDeg));
	return false;
}

function inRings(rings: readonly (readonly (readonly number[])[])[], x: number, y: number): boolean {
	let inside = false;
	for (const ring of rings)
		for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
			const [ax = 0, ay = 0] = ring[i] ?? [];
			const [bx = 0, by = 0] = ring[j] ?? [];
			if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
		}
	return inside;
}
