import { COORD_UNITS_PER_DEG } from "../units/constants.ts";
import { distanceM, type Position } from "../units/position.ts";
import type { WalkGraph } from "./walk-graph.ts";

/** Points of an edge's drawn shape, both end nodes included; at least 2. */
export function shapePointCount(graph: WalkGraph, edge: number): number {
	return graph.shapeStart[edge + 1]! - graph.shapeStart[edge]! + 2;
}

/** Longitude of point `index` (0 … shapePointCount − 1) of an edge, 1e-7 degrees. */
export function shapeLngAt(graph: WalkGraph, edge: number, index: number): number {
	if (index === 0) return graph.nodeLng[graph.edgeFrom[edge]!]!;
	const point = graph.shapeStart[edge]! + index - 1;
	return point < graph.shapeStart[edge + 1]! ? graph.shapeLng[point]! : graph.nodeLng[graph.edgeTo[edge]!]!;
}

/** Latitude of point `index` of an edge, 1e-7 degrees. */
export function shapeLatAt(graph: WalkGraph, edge: number, index: number): number {
	if (index === 0) return graph.nodeLat[graph.edgeFrom[edge]!]!;
	const point = graph.shapeStart[edge]! + index - 1;
	return point < graph.shapeStart[edge + 1]! ? graph.shapeLat[point]! : graph.nodeLat[graph.edgeTo[edge]!]!;
}

/** Bounding box of an edge's shape, 1e-7 degrees. */
export function edgeBounds(
	graph: WalkGraph,
	edge: number,
): { west: number; south: number; east: number; north: number } {
	const lng = shapeLngAt(graph, edge, 0);
	const lat = shapeLatAt(graph, edge, 0);
	const bounds = { west: lng, south: lat, east: lng, north: lat };
	for (let i = 1; i < shapePointCount(graph, edge); i++) {
		const pointLng = shapeLngAt(graph, edge, i);
		const pointLat = shapeLatAt(graph, edge, i);
		bounds.west = Math.min(bounds.west, pointLng);
		bounds.east = Math.max(bounds.east, pointLng);
		bounds.south = Math.min(bounds.south, pointLat);
		bounds.north = Math.max(bounds.north, pointLat);
	}
	return bounds;
}

/** Metres along an edge's shape at each of its points; the last is its whole length before rounding to mm. */
export function shapeDistancesM(graph: WalkGraph, edge: number): Float64Array {
	const distances = new Float64Array(shapePointCount(graph, edge));
	for (let i = 1; i < distances.length; i++) {
		distances[i] =
			distances[i - 1]! +
			distanceM(
				shapeLngAt(graph, edge, i - 1) / COORD_UNITS_PER_DEG,
				shapeLatAt(graph, edge, i - 1) / COORD_UNITS_PER_DEG,
				shapeLngAt(graph, edge, i) / COORD_UNITS_PER_DEG,
				shapeLatAt(graph, edge, i) / COORD_UNITS_PER_DEG,
			);
	}
	return distances;
}

/**
 * The part of an edge's shape between two distances along it.
 *
 * @param fromMm 0 … edgeLengthMm, counted from edgeFrom; `toMm` alike. `fromMm > toMm` walks against the edge.
 * @returns At least two positions, in walking order.
 */
export function edgeStretch(graph: WalkGraph, edge: number, fromMm: number, toMm: number): Position[] {
	const distances = shapeDistancesM(graph, edge);
	const last = distances.length - 1;
	const metresPerMm = distances[last]! / graph.edgeLengthMm[edge]!;
	const lowM = Math.min(fromMm, toMm) * metresPerMm;
	const highM = Math.max(fromMm, toMm) * metresPerMm;
	const positions: Position[] = [positionAt(graph, edge, distances, lowM)];
	for (let i = 1; i < last; i++) {
		if (distances[i]! > lowM && distances[i]! < highM) {
			positions.push([
				shapeLngAt(graph, edge, i) / COORD_UNITS_PER_DEG,
				shapeLatAt(graph, edge, i) / COORD_UNITS_PER_DEG,
			]);
		}
	}
	positions.push(positionAt(graph, edge, distances, highM));
	return fromMm > toMm ? positions.reverse() : positions;
}

function positionAt(graph: WalkGraph, edge: number, distances: Float64Array, alongM: number): Position {
	let i = 1;
	while (i < distances.length - 1 && distances[i]! < alongM) i++;
	const segmentM = distances[i]! - distances[i - 1]!;
	const share = segmentM > 0 ? Math.min(1, Math.max(0, (alongM - distances[i - 1]!) / segmentM)) : 0;
	const aLng = shapeLngAt(graph, edge, i - 1);
	const aLat = shapeLatAt(graph, edge, i - 1);
	return [
		(aLng + (shapeLngAt(graph, edge, i) - aLng) * share) / COORD_UNITS_PER_DEG,
		(aLat + (shapeLatAt(graph, edge, i) - aLat) * share) / COORD_UNITS_PER_DEG,
	];
}
