import type { MultiPolygon, Polygon } from "geojson";
import type { Position } from "../../../geodata/units/position.ts";
import { between, circlePoints, outlinePoints } from "./morph.ts";

/** One facility's promise and truth, ready to morph. */
export interface AreaShape {
	readonly circle: Float64Array;
	readonly outline: Float64Array | null;
	readonly area: Polygon | MultiPolygon | null;
}

/** What is drawn at one moment: polygons with holes, and every ring as a line. */
export interface AreaDrawing {
	readonly polygons: readonly number[][][][];
	readonly rings: readonly number[][][];
	readonly truth: number;
	/** True while the areas belong to a cutoff that is no longer chosen. */
	readonly stale: boolean;
}

/** @param area null where the facility meets no street: its circle shrinks to nothing. */
export function areaShape(centre: Position, radiusM: number, area: Polygon | MultiPolygon | null): AreaShape {
	return { circle: circlePoints(centre, radiusM), outline: area && outlinePoints(area, centre), area };
}

/** @param truth 0 the circles, 1 the true areas with their holes and islands; between, outlines on their way. */
export function drawAreas(shapes: readonly AreaShape[], truth: number, stale: boolean): AreaDrawing {
	const polygons: number[][][][] = [];
	for (const shape of shapes) {
		if (truth >= 1) {
			if (shape.area?.type === "Polygon") polygons.push(shape.area.coordinates);
			else if (shape.area) polygons.push(...shape.area.coordinates);
		} else if (shape.outline) polygons.push([ringOf(between(shape.circle, shape.outline, truth))]);
		else if (truth < 0.5) polygons.push([ringOf(shape.circle)]);
	}
	return { polygons, rings: polygons.flat(), truth, stale };
}

function ringOf(points: Float64Array): number[][] {
	const ring: number[][] = [];
	for (let i = 0; i < points.length; i += 2) ring.push([points[i]!, points[i + 1]!]);
	ring.push([points[0]!, points[1]!]);
	return ring;
}
