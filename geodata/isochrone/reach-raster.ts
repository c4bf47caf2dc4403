import { groupRings, type RingGroup } from "../geometry/area-polygons.ts";
import { contourRings, slackOfLevel } from "../geometry/contour.ts";
import {
	clearField,
	type DistanceField,
	newField,
	type Outlook,
	paintNarrowPiece,
	paintPiece,
} from "../geometry/distance-field.ts";
import { frameOver, type GridFrame } from "../geometry/grid-frame.ts";
import {
	crossingAt,
	firstBarrierOf,
	gatherNear,
	layBarriers,
	lookBeside,
	nearIsWater,
	newSightMap,
	type SightMap,
	sightPast,
} from "../geometry/sight.ts";
import type { BarrierIndex } from "../graph/barrier-index.ts";

/** Buffer around walked streets that counts as reached, m. */
export const BUFFER_M = 40;
/** Half the drawn width of a bridge, footbridge or tunnel, which cannot be left sideways. */
const DECK_HALF_WIDTH_M = 6;
/** Tolerance of simplified outlines, m. */
const TOLERANCE_M = 0.5;
/** Holes smaller than a cell are rounding artefacts. */
const MIN_HOLE_CELLS = 1;

/** The raster in which walked streets are painted before their outline is traced. Reused for many drawings. */
export interface ReachRaster {
	readonly field: DistanceField;
	readonly map: SightMap;
	readonly outlook: Outlook;
	bufferM: number;
	deckHalfWidthM: number;
	/** Painting radius around a segment: the buffer plus the next vertex. */
	paintM: number;
}

export function newReachRaster(): ReachRaster {
	const frame = frameOver({ west: 0, south: 0, east: 0, north: 0 }, 0, BUFFER_M, 0);
	const map = newSightMap(frame);
	return {
		field: newField(frame),
		map,
		outlook: { sight: sightPast(map), leftM: -1, rightM: -1 },
		bufferM: BUFFER_M,
		deckHalfWidthM: DECK_HALF_WIDTH_M,
		paintM: BUFFER_M,
	};
}

/** Painting radius around a street for cells of this size, m. */
export function paintedM(cellM: number): number {
	return bufferedM(cellM) + 1.05 * cellM;
}

function bufferedM(cellM: number): number {
	return Math.max(BUFFER_M, 1.5 * cellM);
}

/** Clears the raster and sets its frame, whose cells are `cellM` wide. */
export function layReachRaster(
	raster: ReachRaster,
	barriers: BarrierIndex,
	frame: GridFrame,
	cellM: number,
): void {
	raster.bufferM = bufferedM(cellM);
	raster.deckHalfWidthM = Math.max(DECK_HALF_WIDTH_M, 0.75 * cellM);
	raster.paintM = paintedM(cellM);
	clearField(raster.field, frame);
	layBarriers(raster.map, barriers, frame, null);
}

const crossings: number[] = [];

/**
 * Paints a straight segment of walked street with the land beside it that is visible from it.
 *
 * @param aLng 1e-7 degrees, need not be whole; likewise the others.
 * @param deck True on a bridge or in a tunnel, which cannot be left sideways.
 */
export function paintStreet(
	raster: ReachRaster,
	aLng: number,
	aLat: number,
	bLng: number,
	bLat: number,
	deck: boolean,
): void {
	const { frame } = raster.field;
	const ax = (aLng - frame.originLng) * frame.unitLngM;
	const ay = (aLat - frame.originLat) * frame.unitLatM;
	const bx = (bLng - frame.originLng) * frame.unitLngM;
	const by = (bLat - frame.originLat) * frame.unitLatM;
	if (deck) {
		paintDeck(raster, ax, ay, bx, by);
		return;
	}
	const { paintM, map, field, outlook } = raster;
	const near = gatherNear(
		map,
		Math.min(ax, bx) - paintM,
		Math.min(ay, by) - paintM,
		Math.max(ax, bx) + paintM,
		Math.max(ay, by) + paintM,
	);
	if (near === 0) {
		paintPiece(field, ax, ay, bx, by, paintM, null);
		return;
	}
	lookBeside(map, outlook, ax, ay, bx, by);
	crossings.length = 0;
	let waters = 0;
	for (let k = 0; k < near; k++) {
		const share = crossingAt(map, k, ax, ay, bx, by);
		if (share < 0) continue;
		crossings.push(share);
		if (nearIsWater(map, k)) waters++;
	}
	if (crossings.length === 0) {
		paintPiece(field, ax, ay, bx, by, paintM, outlook);
		return;
	}
	// The street crosses a barrier (a level crossing, a gate): each side is visible from its own part only.
	crossings.push(0, 1);
	crossings.sort((p, q) => p - q);
	for (let k = 1; k < crossings.length; k++) {
		const from = crossings[k - 1]!;
		const to = crossings[k]!;
		const fromX = ax + (bx - ax) * from;
		const fromY = ay + (by - ay) * from;
		const toX = ax + (bx - ax) * to;
		const toY = ay + (by - ay) * to;
		// A crossing from shore to shore without a mapped bridge is also a bridge.
		if (waters >= 2 && k > 1 && k < crossings.length - 1) paintDeck(raster, fromX, fromY, toX, toY);
		else paintPiece(field, fromX, fromY, toX, toY, paintM, outlook);
	}
}

function paintDeck(raster: ReachRaster, ax: number, ay: number, bx: number, by: number): void {
	const extraM = raster.bufferM - raster.deckHalfWidthM;
	paintNarrowPiece(raster.field, ax, ay, bx, by, raster.paintM - extraM, extraM);
}

/**
 * The outline of everything painted so far. Called after each of several increasing cutoffs, it gives nested areas.
 *
 * @param level Index of this cutoff among `levels`, smallest first.
 */
export function outlineOf(raster: ReachRaster, level: number, levels: number): RingGroup[] {
	const { frame } = raster.field;
	const slack = slackOfLevel(level, levels, TOLERANCE_M);
	const rings = contourRings(raster.field, raster.bufferM, slack, firstBarrierOf(raster.map));
	return groupRings(rings, MIN_HOLE_CELLS * frame.cellLngM * frame.cellLatM);
}
