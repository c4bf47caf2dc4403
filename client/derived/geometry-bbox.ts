import { bbox, booleanPointInPolygon, pointOnFeature } from "@turf/turf";
import type { Geometry } from "geojson";
import type { BBox, Position } from "../../geodata/units/position.ts";
import { metresPerDegree } from "../../geodata/units/position.ts";

/** Extent of a geometry; null without positions. */
export function bboxOf(geometry: Geometry | null): BBox | null {
	if (!geometry) return null;
	const [west, south, east, north] = bbox(geometry);
	return Number.isFinite(west) ? [west, south, east, north] : null;
}

/** Label position: the middle of a geometry's extent, or the geometry's own position nearest to it. */
export function labelPosition(geometry: Geometry | null): Position | null {
	if (bboxOf(geometry) === null) return null;
	const [lngDeg = 0, latDeg = 0] = pointOnFeature(geometry!).geometry.coordinates;
	return [lngDeg, latDeg];
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

/** Whether an area contains a position, such as a clicked one. */
export function holds(geometry: Geometry | null, position: Position): boolean {
	if (geometry?.type !== "Polygon" && geometry?.type !== "MultiPolygon") return false;
	return booleanPointInPolygon([...position], geometry);
}
