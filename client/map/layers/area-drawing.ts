import type { MultiPolygon, Polygon } from "geojson";
import type { Position } from "../../../geodata/units/position.ts";
import { between, circlePoints, outlinePoints } from "./morph.ts";

/** One facility's circle and true area, ready to morph. */
export interface AreaShape {
	readonly circle: Float64Array;
	readonly outline: Float64Array | null;
	readonly area: Polygon | MultiPolygon | null;
}

/** Outlines at one moment of the morph. The final areas, with holes, are a layer of the map. */
export interface AreaDrawing {
	readonly rings: readonly number[][][];
	/** Below 1. */
	readonly truth: number;
}

/** @param area null where the facility cannot be snapped to a street: its circle shrinks to nothing. */
export function areaShape(centre: Position, radiusM: number, area: Polygon | MultiPolygon | null): AreaShape {
	return { circle: circlePoints(centre, radiusM), outline: area && outlinePoints(area, centre), area };
}

/** @param truth 0 gives the circles; towards 1, outlines between them and the true areas. */
export function drawAreas(shapes: readonly AreaShape[], truth: number): AreaDrawing {
	const rings: number[][][] = [];
	for (const shape of shapes) {
		if (shape.outline) rings.push(ringOf(between(shape.circle, shape.outline, truth)));
		else if (truth < 0.5) rings.push(ringOf(shape.circle));
	}
	return { rings, truth };
}

function ringOf(points: Float64Array): number[][] {
	const ring: number[][] = [];
	for (let i = 0; i < points.length; i += 2) ring.push([points[i]!, points[i + 1]!]);
	ring.push([points[0]!, points[1]!]);
	return ring;
}
