import type { BarrierIndex } from "../graph/barrier-index.ts";
import { BARRIER_KINDS, type BarrierKind } from "../graph/walk-graph.ts";
import type { FirstBarrier } from "./contour.ts";
import type { Outlook, Sight } from "./distance-field.ts";
import type { GridFrame } from "./grid-frame.ts";

/** Barriers of one frame in its plane, sorted into square tiles. Reused: it grows and never shrinks. */
export interface SightMap {
	frame: GridFrame;
	/** Segments in the frame; 0 where everything can be seen from everywhere. */
	count: number;
	/** Shape [≥ count]; metres from the frame's vertex (0, 0). */
	aX: Float64Array;
	aY: Float64Array;
	bX: Float64Array;
	bY: Float64Array;
	/** Shape [≥ count]; b − a, and its cross product with a: which side of the segment's line a point lies on. */
	barX: Float64Array;
	barY: Float64Array;
	offset: Float64Array;
	isWater: Uint8Array;
	tileColumns: number;
	tileRows: number;
	tileLngM: number;
	tileLatM: number;
	/** Shape [tiles + 1]; segments of tile t are tileSegment[tileStart[t] .. tileStart[t + 1]). */
	tileStart: Uint32Array;
	tileSegment: Uint32Array;
	/** Segments {@link gatherNear} found, `nearCount` of them; `stamp` keeps each from being found twice. */
	near: Uint32Array;
	nearCount: number;
	/** Shape [3 · nearCount]; barX, barY and offset of each of them, side by side for the hot loop. */
	nearLine: Float64Array;
	/** Place in `near` of the segment that last hid something: it will hide the next vertex too. */
	lastHiding: number;
	stamp: Uint32Array;
	round: number;
}

const TILE_CELLS = 8;
/** Someone standing on a barrier's own line (a path drawn along a shore) sees both sides of it. Metres. */
const ON_BARRIER_M = 0.05;
const WATER = BARRIER_KINDS.indexOf("water");

export function newSightMap(frame: GridFrame): SightMap {
	return {
		frame,
		count: 0,
		aX: new Float64Array(0),
		aY: new Float64Array(0),
		bX: new Float64Array(0),
		bY: new Float64Array(0),
		barX: new Float64Array(0),
		barY: new Float64Array(0),
		offset: new Float64Array(0),
		isWater: new Uint8Array(0),
		tileColumns: 0,
		tileRows: 0,
		tileLngM: 0,
		tileLatM: 0,
		tileStart: new Uint32Array(0),
		tileSegment: new Uint32Array(0),
		near: new Uint32Array(0),
		nearCount: 0,
		nearLine: new Float64Array(0),
		lastHiding: 0,
		stamp: new Uint32Array(0),
		round: 0,
	};
}

/**
 * Lays the map over `frame` with the barriers that lie in it.
 *
 * @param leaveOut A kind that hides nothing here; null: all do.
 */
export function layBarriers(
	map: SightMap,
	index: BarrierIndex,
	frame: GridFrame,
	leaveOut: BarrierKind | null,
): void {
	map.frame = frame;
	map.count = 0;
	if (index.tree === null) return;
	const found = index.tree.search(
		frame.originLng,
		frame.originLat,
		frame.originLng + (frame.columns - 1) * frame.stepLng,
		frame.originLat + (frame.rows - 1) * frame.stepLat,
		leaveOut === null ? undefined : (segment) => BARRIER_KINDS[index.barriers.kind[segment]!] !== leaveOut,
	);
	map.count = found.length;
	if (found.length === 0) return;
	if (map.aX.length < found.length) {
		const size = Math.ceil(found.length * 1.25);
		map.aX = new Float64Array(size);
		map.aY = new Float64Array(size);
		map.bX = new Float64Array(size);
		map.bY = new Float64Array(size);
		map.barX = new Float64Array(size);
		map.barY = new Float64Array(size);
		map.offset = new Float64Array(size);
		map.isWater = new Uint8Array(size);
		map.near = new Uint32Array(size);
		map.nearLine = new Float64Array(size * 3);
		map.stamp = new Uint32Array(size);
		map.round = 0;
	}
	const { barriers } = index;
	for (let i = 0; i < found.length; i++) {
		const segment = found[i]!;
		map.aX[i] = (barriers.aLng[segment]! - frame.originLng) * frame.unitLngM;
		map.aY[i] = (barriers.aLat[segment]! - frame.originLat) * frame.unitLatM;
		map.bX[i] = (barriers.bLng[segment]! - frame.originLng) * frame.unitLngM;
		map.bY[i] = (barriers.bLat[segment]! - frame.originLat) * frame.unitLatM;
		map.barX[i] = map.bX[i]! - map.aX[i]!;
		map.barY[i] = map.bY[i]! - map.aY[i]!;
		map.offset[i] = map.barX[i]! * map.aY[i]! - map.barY[i]! * map.aX[i]!;
		map.isWater[i] = barriers.kind[segment] === WATER ? 1 : 0;
	}
	sortIntoTiles(map);
}

function sortIntoTiles(map: SightMap): void {
	const { frame } = map;
	map.tileColumns = Math.ceil(frame.columns / TILE_CELLS);
	map.tileRows = Math.ceil(frame.rows / TILE_CELLS);
	map.tileLngM = frame.cellLngM * TILE_CELLS;
	map.tileLatM = frame.cellLatM * TILE_CELLS;
	const tiles = map.tileColumns * map.tileRows;
	if (map.tileStart.length < tiles + 1) map.tileStart = new Uint32Array(Math.ceil(tiles * 1.25) + 1);
	const start = map.tileStart;
	start.fill(0, 0, tiles + 1);
	// Counting sort: how many a tile holds, where each tile starts, then the segments themselves.
	for (let pass = 0; pass < 2; pass++) {
		for (let i = 0; i < map.count; i++) {
			const west = tileOf(Math.min(map.aX[i]!, map.bX[i]!), map.tileLngM, map.tileColumns);
			const east = tileOf(Math.max(map.aX[i]!, map.bX[i]!), map.tileLngM, map.tileColumns);
			const south = tileOf(Math.min(map.aY[i]!, map.bY[i]!), map.tileLatM, map.tileRows);
			const north = tileOf(Math.max(map.aY[i]!, map.bY[i]!), map.tileLatM, map.tileRows);
			for (let row = south; row <= north; row++) {
				for (let column = west; column <= east; column++) {
					const tile = row * map.tileColumns + column;
					if (pass === 0) start[tile]!++;
					else map.tileSegment[--start[tile]!] = i;
				}
			}
		}
		if (pass === 0) {
			let total = 0;
			for (let tile = 0; tile <= tiles; tile++) {
				total += start[tile]!;
				start[tile] = total;
			}
			if (map.tileSegment.length < total) map.tileSegment = new Uint32Array(Math.ceil(total * 1.25));
		}
	}
}

const tileOf = (at: number, tileM: number, tiles: number): number =>
	Math.min(tiles - 1, Math.max(0, Math.floor(at / tileM)));

/** Collects into `near` the segments whose box meets a box given in metres. */
export function gatherNear(map: SightMap, west: number, south: number, east: number, north: number): number {
	map.nearCount = 0;
	map.lastHiding = 0;
	if (map.count === 0) return 0;
	const round = ++map.round;
	const firstColumn = tileOf(west, map.tileLngM, map.tileColumns);
	const lastColumn = tileOf(east, map.tileLngM, map.tileColumns);
	const firstRow = tileOf(south, map.tileLatM, map.tileRows);
	const lastRow = tileOf(north, map.tileLatM, map.tileRows);
	for (let row = firstRow; row <= lastRow; row++) {
		for (let column = firstColumn; column <= lastColumn; column++) {
			const tile = row * map.tileColumns + column;
			for (let k = map.tileStart[tile]!; k < map.tileStart[tile + 1]!; k++) {
				const i = map.tileSegment[k]!;
				if (map.stamp[i] === round) continue;
				map.stamp[i] = round;
				const aX = map.aX[i]!;
				const bX = map.bX[i]!;
				if ((aX < west && bX < west) || (aX > east && bX > east)) continue;
				const aY = map.aY[i]!;
				const bY = map.bY[i]!;
				if ((aY < south && bY < south) || (aY > north && bY > north)) continue;
				const slot = map.nearCount++;
				map.near[slot] = i;
				map.nearLine[3 * slot] = map.barX[i]!;
				map.nearLine[3 * slot + 1] = map.barY[i]!;
				map.nearLine[3 * slot + 2] = map.offset[i]!;
			}
		}
	}
	return map.nearCount;
}

/**
 * Share of the straight line from–to at which it crosses segment `i`, or −1. A corner belongs to one side only, so
 * two segments that meet leave no slit; whoever stands on the segment's own line does not cross it.
 */
export function crossingAt(
	map: SightMap,
	i: number,
	fromX: number,
	fromY: number,
	toX: number,
	toY: number,
): number {
	const barX = map.barX[i]!;
	const barY = map.barY[i]!;
	const offset = map.offset[i]!;
	const sideFrom = barX * fromY - barY * fromX - offset;
	const sideTo = barX * toY - barY * toX - offset;
	if (sideFrom > 0 === sideTo > 0) return -1;
	const lineX = toX - fromX;
	const lineY = toY - fromY;
	const sideA = lineX * (map.aY[i]! - fromY) - lineY * (map.aX[i]! - fromX);
	const sideB = lineX * (map.bY[i]! - fromY) - lineY * (map.bX[i]! - fromX);
	if (sideA >= 0 === sideB >= 0) return -1;
	if (sideFrom * sideFrom < ON_BARRIER_M * ON_BARRIER_M * (barX * barX + barY * barY)) return -1;
	return sideFrom / (sideFrom - sideTo);
}

/** Sight past the segments last gathered; valid for as long as the map is. */
export function sightPast(map: SightMap): Sight {
	return (fromX, fromY, toX, toY) => {
		const { near, nearCount, nearLine } = map;
		const last = map.lastHiding;
		if (last < nearCount && crossingAt(map, near[last]!, fromX, fromY, toX, toY) >= 0) return false;
		for (let k = 0; k < nearCount; k++) {
			const barX = nearLine[3 * k]!;
			const barY = nearLine[3 * k + 1]!;
			const offset = nearLine[3 * k + 2]!;
			// Both ends on one side of its line: most segments are done with here.
			if (barX * fromY - barY * fromX > offset === barX * toY - barY * toX > offset) continue;
			if (crossingAt(map, near[k]!, fromX, fromY, toX, toY) < 0) continue;
			map.lastHiding = k;
			return false;
		}
		return true;
	};
}

/** Sets how far beside the line a–b the segments last gathered stand clear of it. Metres. */
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
		const i = map.near[k]!;
		const one = runM * (map.aY[i]! - ay) - riseM * (map.aX[i]! - ax);
		const two = runM * (map.bY[i]! - ay) - riseM * (map.bX[i]! - ax);
		if (Math.max(one, two) >= 0) left = Math.min(left, Math.max(0, Math.min(one, two)));
		if (Math.min(one, two) <= 0) right = Math.min(right, Math.max(0, -Math.max(one, two)));
	}
	outlook.leftM = left;
	outlook.rightM = right;
}

/** Where a grid edge first meets a barrier, counted from its inside end; 1 where it meets none. */
export function firstBarrierOf(map: SightMap): FirstBarrier {
	return (insideX, insideY, outsideX, outsideY) => {
		gatherNear(
			map,
			Math.min(insideX, outsideX),
			Math.min(insideY, outsideY),
			Math.max(insideX, outsideX),
			Math.max(insideY, outsideY),
		);
		let first = 1;
		for (let k = 0; k < map.nearCount; k++) {
			const share = crossingAt(map, map.near[k]!, insideX, insideY, outsideX, outsideY);
			if (share >= 0 && share < first) first = share;
		}
		return first;
	};
}
