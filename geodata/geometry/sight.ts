import type { BarrierIndex } from "../graph/barrier-index.ts";
import type { BarrierTiles } from "../graph/barrier-tiles.ts";
import { BARRIER_KINDS, type BarrierKind } from "../graph/walk-graph.ts";
import type { FirstBarrier } from "./contour.ts";
import type { Outlook, Sight } from "./distance-field.ts";
import type { GridFrame } from "./grid-frame.ts";

/** The barriers that block visibility in a frame, in the frame's plane. */
export interface SightMap {
	frame: GridFrame;
	/** null where nothing blocks visibility. */
	tiles: BarrierTiles | null;
	/** A barrier kind that does not block, by its index; −1: all block. */
	leftOut: number;
	/** Segments found by {@link gatherNear}, `nearCount` of them. */
	near: Uint32Array;
	nearCount: number;
	/** Shape [4 · nearCount]; both ends of each, metres from the frame's vertex (0, 0). */
	nearEnds: Float64Array;
	/** Shape [3 · nearCount]; b − a, and its cross product with a, to decide the side of a point. */
	nearLine: Float64Array;
	/** Index in `near` of the segment that blocked last: it often blocks the next vertex too. */
	lastHiding: number;
}

const FIRST_NEAR = 256;
/** A position on a barrier's line (a path drawn along a shore) sees both sides of it. Metres. */
const ON_BARRIER_M = 0.05;
const WATER = BARRIER_KINDS.indexOf("water");

export function newSightMap(frame: GridFrame): SightMap {
	return {
		frame,
		tiles: null,
		leftOut: -1,
		near: new Uint32Array(FIRST_NEAR),
		nearCount: 0,
		nearEnds: new Float64Array(FIRST_NEAR * 4),
		nearLine: new Float64Array(FIRST_NEAR * 3),
		lastHiding: 0,
	};
}

/**
 * Sets the frame and the barriers of a city.
 *
 * @param leaveOut A barrier kind that does not block; null: all block.
 */
export function layBarriers(
	map: SightMap,
	index: BarrierIndex,
	frame: GridFrame,
	leaveOut: BarrierKind | null,
): void {
	map.frame = frame;
	map.tiles = index.tree === null ? null : index.tiles;
	map.leftOut = leaveOut === null ? -1 : BARRIER_KINDS.indexOf(leaveOut);
	map.nearCount = 0;
}

/** Collects into `near` the segments whose bounding box intersects a box given in metres. */
export function gatherNear(map: SightMap, west: number, south: number, east: number, north: number): number {
	map.nearCount = 0;
	map.lastHiding = 0;
	const { frame, tiles } = map;
	if (tiles === null) return 0;
	const { start, segment, ends, stamp, barriers, columns } = tiles;
	const perStep = 1 / tiles.step;
	const westLng = frame.originLng + west / frame.unitLngM;
	const eastLng = frame.originLng + east / frame.unitLngM;
	const southLat = frame.originLat + south / frame.unitLatM;
	const northLat = frame.originLat + north / frame.unitLatM;
	const firstColumn = Math.max(0, Math.floor((westLng - tiles.west) * perStep));
	const lastColumn = Math.min(columns - 1, Math.floor((eastLng - tiles.west) * perStep));
	const firstRow = Math.max(0, Math.floor((southLat - tiles.south) * perStep));
	const lastRow = Math.min(tiles.rows - 1, Math.floor((northLat - tiles.south) * perStep));
	const round = ++tiles.round;
	for (let row = firstRow; row <= lastRow; row++) {
		const end: number = start[row * columns + lastColumn + 1]!;
		// Tiles of a row are contiguous, and so are their segments.
		for (let k: number = start[row * columns + firstColumn]!; k < end; k++) {
			const aLng = ends[4 * k]!;
			const bLng = ends[4 * k + 2]!;
			if ((aLng < westLng && bLng < westLng) || (aLng > eastLng && bLng > eastLng)) continue;
			const aLat = ends[4 * k + 1]!;
			const bLat = ends[4 * k + 3]!;
			if ((aLat < southLat && bLat < southLat) || (aLat > northLat && bLat > northLat)) continue;
			const i = segment[k]!;
			if (stamp[i] === round) continue;
			stamp[i] = round;
			if (barriers.kind[i] !== map.leftOut) addNear(map, i, aLng, aLat, bLng, bLat);
		}
	}
	return map.nearCount;
}

function addNear(map: SightMap, i: number, aLng: number, aLat: number, bLng: number, bLat: number): void {
	const { frame } = map;
	if (map.nearCount === map.near.length) growNear(map);
	const slot = map.nearCount++;
	const aX = (aLng - frame.originLng) * frame.unitLngM;
	const aY = (aLat - frame.originLat) * frame.unitLatM;
	const bX = (bLng - frame.originLng) * frame.unitLngM;
	const bY = (bLat - frame.originLat) * frame.unitLatM;
	map.near[slot] = i;
	map.nearEnds[4 * slot] = aX;
	map.nearEnds[4 * slot + 1] = aY;
	map.nearEnds[4 * slot + 2] = bX;
	map.nearEnds[4 * slot + 3] = bY;
	map.nearLine[3 * slot] = bX - aX;
	map.nearLine[3 * slot + 1] = bY - aY;
	map.nearLine[3 * slot + 2] = (bX - aX) * aY - (bY - aY) * aX;
}

function growNear(map: SightMap): void {
	const { near, nearEnds, nearLine } = map;
	map.near = new Uint32Array(near.length * 2);
	map.near.set(near);
	map.nearEnds = new Float64Array(nearEnds.length * 2);
	map.nearEnds.set(nearEnds);
	map.nearLine = new Float64Array(nearLine.length * 2);
	map.nearLine.set(nearLine);
}

/** Whether a gathered segment is a shore or a waterway. */
export function nearIsWater({ tiles, near }: SightMap, slot: number): boolean {
	return tiles?.barriers.kind[near[slot]!] === WATER;
}

/**
 * Share of the straight line from–to at which it crosses the gathered segment at `slot`, or −1. A vertex counts to
 * one side only, so two joined segments leave no gap; a line that starts on the segment does not cross it.
 */
export function crossingAt(
	map: SightMap,
	slot: number,
	fromX: number,
	fromY: number,
	toX: number,
	toY: number,
): number {
	const { nearLine, nearEnds } = map;
	return crossing(
		nearLine[3 * slot]!,
		nearLine[3 * slot + 1]!,
		nearLine[3 * slot + 2]!,
		nearEnds[4 * slot]!,
		nearEnds[4 * slot + 1]!,
		nearEnds[4 * slot + 2]!,
		nearEnds[4 * slot + 3]!,
		fromX,
		fromY,
		toX,
		toY,
	);
}

/** {@link crossingAt} for a segment given by its line and ends. */
function crossing(
	barX: number,
	barY: number,
	offset: number,
	aX: number,
	aY: number,
	bX: number,
	bY: number,
	fromX: number,
	fromY: number,
	toX: number,
	toY: number,
): number {
	const sideFrom = barX * fromY - barY * fromX - offset;
	const sideTo = barX * toY - barY * toX - offset;
	if (sideFrom > 0 === sideTo > 0) return -1;
	const lineX = toX - fromX;
	const lineY = toY - fromY;
	const sideA = lineX * (aY - fromY) - lineY * (aX - fromX);
	const sideB = lineX * (bY - fromY) - lineY * (bX - fromX);
	if (sideA >= 0 === sideB >= 0) return -1;
	if (sideFrom * sideFrom < ON_BARRIER_M * ON_BARRIER_M * (barX * barX + barY * barY)) return -1;
	return sideFrom / (sideFrom - sideTo);
}

/** Visibility past the gathered segments; valid until the next gathering. */
export function sightPast(map: SightMap): Sight {
	return (fromX, fromY, toX, toY) => {
		const { nearCount, nearLine } = map;
		const last = map.lastHiding;
		if (last < nearCount && crossingAt(map, last, fromX, fromY, toX, toY) >= 0) return false;
		for (let k = 0; k < nearCount; k++) {
			const barX = nearLine[3 * k]!;
			const barY = nearLine[3 * k + 1]!;
			const offset = nearLine[3 * k + 2]!;
			// Both ends lie on one side of its line: the common case.
			if (barX * fromY - barY * fromX > offset === barX * toY - barY * toX > offset) continue;
			if (crossingAt(map, k, fromX, fromY, toX, toY) < 0) continue;
			map.lastHiding = k;
			return false;
		}
		return true;
	};
}

/** Sets how far beside the line a–b no gathered segment lies. Metres. */
export function lookBeside(
	map: SightMap,
	outlook: Outlook,
	ax: number,
	ay: number,
	bx: number,
	by: number,
): void {
	const lengthM = Math.sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay));
	outlook.leftM = -1;
	outlook.rightM = -1;
	// A point has no sides.
	if (lengthM < 1e-3) return;
	const runM = (bx - ax) / lengthM;
	const riseM = (by - ay) / lengthM;
	let left = Number.POSITIVE_INFINITY;
	let right = Number.POSITIVE_INFINITY;
	for (let k = 0; k < map.nearCount; k++) {
		const one = runM * (map.nearEnds[4 * k + 1]! - ay) - riseM * (map.nearEnds[4 * k]! - ax);
		const two = runM * (map.nearEnds[4 * k + 3]! - ay) - riseM * (map.nearEnds[4 * k + 2]! - ax);
		if (Math.max(one, two) >= 0) left = Math.min(left, Math.max(0, Math.min(one, two)));
		if (Math.min(one, two) <= 0) right = Math.min(right, Math.max(0, -Math.max(one, two)));
	}
	outlook.leftM = left;
	outlook.rightM = right;
}

/**
 * Where a grid edge first meets a barrier, counted from its inside end; 1 where it meets none. Called for every grid
 * edge of a contour. Most lie in a tile without barriers, so the segments are not gathered first.
 */
export function firstBarrierOf({ frame, tiles, leftOut }: SightMap): FirstBarrier | null {
	if (tiles === null) return null;
	const { start, segment, ends, barriers, columns, rows, west, south } = tiles;
	const { originLng, originLat, unitLngM, unitLatM } = frame;
	const { step } = tiles;
	// Metres; the last tile found empty. The next grid edge of a ring usually lies in it too.
	let clearWest = Number.POSITIVE_INFINITY;
	let clearEast = Number.NEGATIVE_INFINITY;
	let clearSouth = 0;
	let clearNorth = 0;
	return (insideX, insideY, outsideX, outsideY) => {
		const westX = Math.min(insideX, outsideX);
		const eastX = Math.max(insideX, outsideX);
		const southY = Math.min(insideY, outsideY);
		const northY = Math.max(insideY, outsideY);
		if (westX >= clearWest && eastX <= clearEast && southY >= clearSouth && northY <= clearNorth) return 1;
		const westLng = originLng + westX / unitLngM;
		const eastLng = originLng + eastX / unitLngM;
		const southLat = originLat + southY / unitLatM;
		const northLat = originLat + northY / unitLatM;
		const firstColumn = Math.max(0, Math.floor((westLng - west) / step));
		const lastColumn = Math.min(columns - 1, Math.floor((eastLng - west) / step));
		const firstRow = Math.max(0, Math.floor((southLat - south) / step));
		const lastRow = Math.min(rows - 1, Math.floor((northLat - south) / step));
		const only = firstRow * columns + firstColumn;
		if (firstRow === lastRow && firstColumn === lastColumn && start[only] === start[only + 1]) {
			// One unit less on every side covers rounding.
			clearWest = (west + firstColumn * step + 1 - originLng) * unitLngM;
			clearEast = (west + (firstColumn + 1) * step - 1 - originLng) * unitLngM;
			clearSouth = (south + firstRow * step + 1 - originLat) * unitLatM;
			clearNorth = (south + (firstRow + 1) * step - 1 - originLat) * unitLatM;
			return 1;
		}
		let first = 1;
		for (let row = firstRow; row <= lastRow; row++) {
			const end: number = start[row * columns + lastColumn + 1]!;
			for (let k: number = start[row * columns + firstColumn]!; k < end; k++) {
				const aLng = ends[4 * k]!;
				const bLng = ends[4 * k + 2]!;
				if ((aLng < westLng && bLng < westLng) || (aLng > eastLng && bLng > eastLng)) continue;
				const aLat = ends[4 * k + 1]!;
				const bLat = ends[4 * k + 3]!;
				if ((aLat < southLat && bLat < southLat) || (aLat > northLat && bLat > northLat)) continue;
				if (barriers.kind[segment[k]!] === leftOut) continue;
				const aX = (aLng - originLng) * unitLngM;
				const aY = (aLat - originLat) * unitLatM;
				const bX = (bLng - originLng) * unitLngM;
				const bY = (bLat - originLat) * unitLatM;
				const barX = bX - aX;
				const barY = bY - aY;
				const offset = barX * aY - barY * aX;
				const share = crossing(barX, barY, offset, aX, aY, bX, bY, insideX, insideY, outsideX, outsideY);
				if (share >= 0 && share < first) first = share;
			}
		}
		return first;
	};
}
