import { booleanPointInPolygon, circle, feature, featureCollection, union } from "@turf/turf";
import type { MultiPolygon, Polygon } from "geojson";
import type { DemandSet } from "../city/demand.ts";
import { areaOfGroups, groupRings, type RingGroup } from "../geometry/area-polygons.ts";
import { contourRings, slackOfLevel } from "../geometry/contour.ts";
import { clearField, type DistanceField, newField, paintPiece } from "../geometry/distance-field.ts";
import { frameOver, type GridFrame } from "../geometry/grid-frame.ts";
import {
	firstBarrierOf,
	gatherNear,
	layBarriers,
	newSightMap,
	type SightMap,
	sightPast,
} from "../geometry/sight.ts";
import type { BarrierIndex } from "../graph/barrier-index.ts";
import { COORD_UNITS_PER_DEG } from "../units/constants.ts";

/** Keeps outlines simple enough to read at a glance. */
const VERTICES_MAX = 60;

/** Workspace for outlines. */
export interface GapReachRaster {
	readonly own: DistanceField;
	readonly others: DistanceField;
	readonly map: SightMap;
}

export function newGapRaster(): GapReachRaster {
	const frame = frameOver({ west: 0, south: 0, east: 0, north: 0 }, 0, 30, 0);
	return { own: newField(frame), others: newField(frame), map: newSightMap(frame) };
}

/**
 * The outline of a gap: land within `radiusM` of its homes, nearer to them than to any home outside the gap, and not
 * beyond water, a railway or an expressway. Contains all homes of the gap.
 *
 * @param homes Demand points of the gap, at least one.
 * @param homesAround Visits demand points in a box of 1e-7 degrees, including those of the gap.
 * @returns Valid, counter-clockwise; rarely more than 60 vertices.
 */
export function gapOutline(
	raster: GapReachRaster,
	demand: DemandSet,
	homes: readonly number[],
	homesAround: (west: number, south: number, east: number, north: number) => readonly number[],
	barriers: BarrierIndex,
	radiusM: number,
): Polygon | MultiPolygon {
	const bounds = {
		west: Math.min(...homes.map((home) => demand.lng[home]!)),
		east: Math.max(...homes.map((home) => demand.lng[home]!)),
		south: Math.min(...homes.map((home) => demand.lat[home]!)),
		north: Math.max(...homes.map((home) => demand.lat[home]!)),
	};
	const latDeg = (bounds.south + bounds.north) / 2 / COORD_UNITS_PER_DEG;
	const mine = new Set(homes);
	let groups: readonly RingGroup[] = [];
	for (let cellM = radiusM / 5; cellM < radiusM * 0.6; cellM *= 1.6) {
		const frame = frameOver(bounds, radiusM + cellM, cellM, latDeg);
		const around = homesAround(
			frame.originLng,
			frame.originLat,
			frame.originLng + frame.columns * frame.stepLng,
			frame.originLat + frame.rows * frame.stepLat,
		).filter((home) => !mine.has(home));
		const drawn = drawOutline(raster, demand, homes, around, barriers, frame, radiusM);
		// Where neighbours are closer than a cell, the outline is drawn without them.
		groups = drawn.length > 0 ? drawn : drawOutline(raster, demand, homes, [], barriers, frame, radiusM);
		if (vertexCount(groups) <= VERTICES_MAX) break;
	}
	return holding(areaOfGroups(groups), demand, homes, radiusM);
}

/** Extends an outline to all homes of a gap: homes outside, in a pond or between two shores, get a ring each. */
function holding(
	outline: Polygon | MultiPolygon | null,
	demand: DemandSet,
	homes: readonly number[],
	radiusM: number,
): Polygon | MultiPolygon {
	const at = (home: number) => [
		demand.lng[home]! / COORD_UNITS_PER_DEG,
		demand.lat[home]! / COORD_UNITS_PER_DEG,
	];
	const lost = homes.filter((home) => outline === null || !booleanPointInPolygon(at(home), outline));
	if (lost.length === 0 && outline !== null) return outline;
	const rings = lost.map((home) =>
		circle(at(home), (radiusM / 2) * KM_PER_M, { steps: 12, units: "kilometers" }),
	);
	const parts = outline === null ? rings : [feature(outline), ...rings];
	if (parts.length === 1) return parts[0]!.geometry;
	return union(featureCollection<Polygon | MultiPolygon>(parts))!.geometry;
}

const KM_PER_M = 0.001;

function vertexCount(groups: readonly RingGroup[]): number {
	return groups.reduce(
		(sum, { outer, holes }) =>
			sum + outer.points.length / 2 + holes.reduce((inner, hole) => inner + hole.points.length / 2, 0),
		0,
	);
}

function drawOutline(
	raster: GapReachRaster,
	demand: DemandSet,
	homes: readonly number[],
	around: readonly number[],
	barriers: BarrierIndex,
	frame: GridFrame,
	radiusM: number,
): RingGroup[] {
	const { own, others, map } = raster;
	const cellM = frame.cellLatM;
	const paintM = radiusM + 1.05 * cellM;
	clearField(own, frame);
	layBarriers(map, barriers, frame, "wall");
	const outlook = { sight: sightPast(map), leftM: -1, rightM: -1 };
	for (const home of homes) {
		const x = (demand.lng[home]! - frame.originLng) * frame.unitLngM;
		const y = (demand.lat[home]! - frame.originLat) * frame.unitLatM;
		const near = gatherNear(map, x - paintM, y - paintM, x + paintM, y + paintM);
		paintPiece(own, x, y, x, y, paintM, near === 0 ? null : outlook);
	}
	if (around.length > 0) {
		clearField(others, frame);
		for (const home of around) {
			const x = (demand.lng[home]! - frame.originLng) * frame.unitLngM;
			const y = (demand.lat[home]! - frame.originLat) * frame.unitLatM;
			paintPiece(others, x, y, x, y, paintM, null);
		}
		keepNearer(own.squaredM2, others.squaredM2, frame.columns * frame.rows, radiusM);
	}
	const barrier = map.tiles !== null ? firstBarrierOf(map) : null;
	const rings = contourRings(own, radiusM, slackOfLevel(0, 1, 0.4 * cellM), barrier);
	return groupRings(rings, radiusM * radiusM);
}

/**
 * Moves the contour at `radiusM` to halfway between own homes and others: half the difference of the two distances is
 * zero there and changes no faster than a distance does.
 */
function keepNearer(own: Float32Array, others: Float32Array, size: number, radiusM: number): void {
	for (let i = 0; i < size; i++) {
		if (others[i] === Number.POSITIVE_INFINITY || own[i] === Number.POSITIVE_INFINITY) continue;
		const bent = radiusM + (Math.sqrt(own[i]!) - Math.sqrt(others[i]!)) / 2;
		if (bent > 0 && bent * bent > own[i]!) own[i] = bent * bent;
	}
}
