import type { DistanceField } from "./distance-field.ts";
import { growWindows, NUMBERS_PER_WINDOW, newWindows, stabWindows } from "./stab-windows.ts";

/** A closed ring without its repeated end: flat [lng, lat, lng, lat …] in 1e-7 degrees, interior on the left. */
export interface Ring {
	readonly points: Int32Array;
	/** m² in the plane of the frame; negative for a hole. */
	readonly areaM2: number;
}

/**
 * Tolerance of a simplified line around the true contour, metres towards the outside. Nested levels have disjoint
 * windows, so simplified contours never cross.
 */
export interface ContourSlack {
	readonly innerM: number;
	readonly outerM: number;
}

/**
 * The window of level `index` of `count`, smallest first: `toleranceM` on either side of the contour, divided among
 * the levels from inside to outside.
 */
export function slackOfLevel(index: number, count: number, toleranceM: number): ContourSlack {
	return {
		innerM: -toleranceM + (2 * toleranceM * index) / count,
		outerM: -toleranceM + (2 * toleranceM * (index + 1)) / count,
	};
}

/**
 * Where a barrier first crosses the grid edge from an inside vertex to its outside neighbour: a share of the edge in
 * (0, 1), or 1 where none does. Metres in the plane of the frame.
 */
export type FirstBarrier = (insideX: number, insideY: number, outsideX: number, outsideY: number) => number;

const BOTTOM = 0;
const RIGHT = 1;
const TOP = 2;
const LEFT = 3;
/** exit = EXITS[code · 4 + entry] with corners SW 1, SE 2, NE 4, NW 8; saddles as two separate corners. */
const EXITS = Int8Array.from(
	[
		[-1, -1, -1, -1],
		[LEFT, -1, -1, -1],
		[-1, BOTTOM, -1, -1],
		[-1, LEFT, -1, -1],
		[-1, -1, RIGHT, -1],
		[LEFT, -1, RIGHT, -1],
		[-1, -1, BOTTOM, -1],
		[-1, -1, LEFT, -1],
		[-1, -1, -1, TOP],
		[TOP, -1, -1, -1],
		[-1, BOTTOM, -1, TOP],
		[-1, TOP, -1, -1],
		[-1, -1, -1, RIGHT],
		[RIGHT, -1, -1, -1],
		[-1, -1, -1, BOTTOM],
		[-1, -1, -1, -1],
	].flat(),
);
/** Saddles whose two inside corners are joined across the cell: SW + NE (5) and SE + NW (10). */
const JOINED_5 = Int8Array.of(RIGHT, -1, LEFT, -1);
const JOINED_10 = Int8Array.of(-1, TOP, -1, BOTTOM);

const windows = newWindows(1024);

/**
 * The rings around everything within `levelM` of what was painted: marching squares with linear interpolation. Rings
 * are simple and never touch: a vertex lies strictly inside a grid edge, each grid edge carries at most one, and
 * saddles are decided by the mean of their corners, which keeps smaller levels inside larger ones.
 *
 * Straight runs get few vertices: the line is simplified within the windows that the slack allows on each grid edge,
 * and stays in the cells of the contour. The border of the field must lie outside.
 *
 * Source: Lorensen & Cline 1987 in two dimensions; Nielson & Hamann 1991 on the saddle; the simplification after the
 * ordered stabbing of Guibas et al. 1993.
 */
export function contourRings(
	field: DistanceField,
	levelM: number,
	slack: ContourSlack,
	firstBarrier: FirstBarrier | null,
): Ring[] {
	const { frame, squaredM2: squared, visited, touched } = field;
	const { columns } = frame;
	const level = levelM * levelM;
	visited.fill(0, touched.firstRow * columns, (touched.lastRow + 1) * columns);
	const rings: Ring[] = [];
	for (let row = touched.firstRow; row <= touched.lastRow; row++) {
		const end = row * columns + touched.lastColumn;
		let isInside = false;
		for (let index = row * columns + touched.firstColumn; index <= end + 1; index++) {
			const wasInside = isInside;
			isInside = squared[index]! <= level;
			// Every ring crosses some row northward, with its interior to the west.
			if (!wasInside || isInside || visited[index - 1] === 1) continue;
			rings.push(traceRing(field, levelM, index - 1 - row * columns, row, slack, firstBarrier));
		}
	}
	return rings;
}

function traceRing(
	field: DistanceField,
	levelM: number,
	startColumn: number,
	startRow: number,
	slack: ContourSlack,
	firstBarrier: FirstBarrier | null,
): Ring {
	const { columns } = field.frame;
	const { squaredM2: squared, visited } = field;
	const level = levelM * levelM;
	let column = startColumn;
	let row = startRow;
	let entry = BOTTOM;
	let count = 0;
	for (;;) {
		const southWest = row * columns + column;
		const northWest = southWest + columns;
		if (entry === BOTTOM) {
			if (visited[southWest] === 1) break;
			visited[southWest] = 1;
		}
		const code =
			(squared[southWest]! <= level ? 1 : 0) |
			(squared[southWest + 1]! <= level ? 2 : 0) |
			(squared[northWest + 1]! <= level ? 4 : 0) |
			(squared[northWest]! <= level ? 8 : 0);
		const saddle = code === 5 || code === 10;
		const joined = saddle && saddleIsJoined(squared, southWest, northWest, levelM);
		const exit = joined ? (code === 5 ? JOINED_5 : JOINED_10)[entry]! : EXITS[code * 4 + entry]!;
		if ((count + 1) * NUMBERS_PER_WINDOW > windows.numbers.length) growWindows(windows);
		addWindow(
			field,
			count++,
			levelM,
			exit === RIGHT ? column + 1 : column,
			exit === TOP ? row + 1 : row,
			exit === BOTTOM || exit === TOP,
			slack,
			firstBarrier,
		);
		if (exit === BOTTOM) {
			row--;
			entry = TOP;
		} else if (exit === RIGHT) {
			column++;
			entry = LEFT;
		} else if (exit === TOP) {
			row++;
			entry = BOTTOM;
		} else {
			column--;
			entry = RIGHT;
		}
	}
	const points = stabWindows(windows, count);
	return { points, areaM2: ringAreaUnits(points) * field.frame.unitLngM * field.frame.unitLatM };
}

/** Decided by the mean of the corners; an unpainted corner counts as twice the level. */
function saddleIsJoined(
	squared: Float32Array,
	southWest: number,
	northWest: number,
	levelM: number,
): boolean {
	const most = 2 * levelM;
	const sum =
		Math.min(most, Math.sqrt(squared[southWest]!)) +
		Math.min(most, Math.sqrt(squared[southWest + 1]!)) +
		Math.min(most, Math.sqrt(squared[northWest]!)) +
		Math.min(most, Math.sqrt(squared[northWest + 1]!));
	return sum <= 4 * levelM;
}

/** The window in which the line may cross the grid edge that leads east (`horizontal`) or north from a vertex. */
function addWindow(
	field: DistanceField,
	slot: number,
	levelM: number,
	column: number,
	row: number,
	horizontal: boolean,
	slack: ContourSlack,
	firstBarrier: FirstBarrier | null,
): void {
	const { frame, squaredM2: squared } = field;
	const { columns, cellLngM, cellLatM } = frame;
	const first = row * columns + column;
	const second = horizontal ? first + 1 : first + columns;
	const lengthM = horizontal ? cellLngM : cellLatM;
	const step = horizontal ? frame.stepLng : frame.stepLat;
	const firstInside = squared[first]! <= levelM * levelM;
	const insideM = Math.sqrt(squared[firstInside ? first : second]!);
	const outsideM = Math.min(2 * levelM, Math.sqrt(squared[firstInside ? second : first]!));
	let outwardM = (lengthM * (levelM - insideM)) / (outsideM - insideM);
	const perM = step / lengthM;
	let last = step - 1;
	if (firstBarrier !== null) {
		const x = column * cellLngM;
		const y = row * cellLatM;
		const farX = horizontal ? x + cellLngM : x;
		const farY = horizontal ? y : y + cellLatM;
		const share = firstInside ? firstBarrier(x, y, farX, farY) : firstBarrier(farX, farY, x, y);
		// At a barrier the outside distance cannot be used for interpolation: it belongs to the other side.
		if (share < 1) {
			outwardM = levelM - insideM;
			last = Math.max(1, Math.floor(share * step) - 1);
		}
	}
	const inner = wholeBetween((outwardM + slack.innerM) * perM, 1, last);
	const outer = wholeBetween((outwardM + slack.outerM) * perM, 1, last);
	const wanted = wholeBetween(outwardM * perM, inner, outer);
	const lng = frame.originLng + column * frame.stepLng;
	const lat = frame.originLat + row * frame.stepLat;
	const left = firstInside ? inner : step - inner;
	const right = firstInside ? outer : step - outer;
	const best = firstInside ? wanted : step - wanted;
	const { numbers } = windows;
	const at = slot * NUMBERS_PER_WINDOW;
	numbers[at] = horizontal ? lng + left : lng;
	numbers[at + 1] = horizontal ? lat : lat + left;
	numbers[at + 2] = horizontal ? lng + right : lng;
	numbers[at + 3] = horizontal ? lat : lat + right;
	numbers[at + 4] = horizontal ? lng + best : lng;
	numbers[at + 5] = horizontal ? lat : lat + best;
	numbers[at + 6] = horizontal ? 1 : 0;
}

/** The whole number nearest to `value` between two whole numbers ≥ 1. */
function wholeBetween(value: number, low: number, high: number): number {
	if (value <= low) return low;
	return value >= high ? high : (value + 0.5) | 0;
}

/** Signed area in square units: positive when counter-clockwise. */
export function ringAreaUnits(points: Int32Array): number {
	const originLng = points[0] ?? 0;
	const originLat = points[1] ?? 0;
	let twice = 0;
	let lastX = points[points.length - 2]! - originLng;
	let lastY = points[points.length - 1]! - originLat;
	for (let i = 0; i < points.length; i += 2) {
		const x = points[i]! - originLng;
		const y = points[i + 1]! - originLat;
		twice += lastX * y - x * lastY;
		lastX = x;
		lastY = y;
	}
	return twice / 2;
}
