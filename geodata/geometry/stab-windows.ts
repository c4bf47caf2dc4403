/**
 * The windows a closed line passes in order: each is axis-parallel and given from left to right in walking direction.
 * Seven numbers per window, 1e-7 degrees: both ends (x, y), the preferred crossing between them (x, y), and 1 where
 * the window lies along a parallel (its points differ in x), else 0.
 */
export interface Windows {
	numbers: Int32Array;
}

export const NUMBERS_PER_WINDOW = 7;
const LEFT_X = 0;
const LEFT_Y = 1;
const RIGHT_X = 2;
const RIGHT_Y = 3;
const WANTED_X = 4;
const WANTED_Y = 5;
const HORIZONTAL = 6;

/** Capacity for `capacity` windows. */
export function newWindows(capacity: number): Windows {
	return { numbers: new Int32Array(capacity * NUMBERS_PER_WINDOW) };
}

/** Doubles the capacity, keeping the content. */
export function growWindows(windows: Windows): void {
	const numbers = new Int32Array(windows.numbers.length * 2);
	numbers.set(windows.numbers);
	windows.numbers = numbers;
}

/** The farthest end of one straight segment: the window it ends at, and the point on it. */
interface SegmentEnd {
	index: number;
	x: number;
	y: number;
}

const segmentEnd: SegmentEnd = { index: 0, x: 0, y: 0 };
let points = new Int32Array(0);

/**
 * A closed line of few vertices through `count` windows, each vertex on a window at whole units. Every segment
 * crosses each window between its ends inside that window, so the line visits exactly the cells the windows come
 * from.
 *
 * @returns Flat [lng, lat …] without the repeated first vertex; at least three vertices for a line around something.
 */
export function stabWindows({ numbers }: Windows, count: number): Int32Array {
	// At most one vertex per window.
	if (points.length < 2 * count + 2) points = new Int32Array(4 * count + 4);
	const startX = numbers[WANTED_X]!;
	const startY = numbers[WANTED_Y]!;
	let x = startX;
	let y = startY;
	let index = 0;
	let length = 0;
	for (;;) {
		points[length++] = x;
		points[length++] = y;
		findFarthestEnd(numbers, count, index, x, y, startX, startY);
		// At a glancing angle, rounding to whole units may move the segment out of a narrow window.
		while (segmentEnd.index > index + 1 && !passes(numbers, index, x, y)) {
			segmentEnd.index = index + Math.max(1, (segmentEnd.index - index) >> 1);
			const at = segmentEnd.index === count ? 0 : segmentEnd.index * NUMBERS_PER_WINDOW;
			segmentEnd.x = numbers[at + WANTED_X]!;
			segmentEnd.y = numbers[at + WANTED_Y]!;
		}
		index = segmentEnd.index;
		if (index === count) break;
		x = segmentEnd.x;
		y = segmentEnd.y;
	}
	return points.slice(0, length);
}

/** Sets `segmentEnd` to the farthest end of one segment from the apex. Window `count` is the start again. */
function findFarthestEnd(
	numbers: Int32Array,
	count: number,
	apexIndex: number,
	apexX: number,
	apexY: number,
	startX: number,
	startY: number,
): void {
	const next = (apexIndex + 1) * NUMBERS_PER_WINDOW;
	segmentEnd.index = count;
	segmentEnd.x = startX;
	segmentEnd.y = startY;
	if (apexIndex + 1 === count) return;
	let leftX = numbers[next + LEFT_X]! - apexX;
	let leftY = numbers[next + LEFT_Y]! - apexY;
	let rightX = numbers[next + RIGHT_X]! - apexX;
	let rightY = numbers[next + RIGHT_Y]! - apexY;
	let index = apexIndex + 2;
	for (; index < count; index++) {
		const at = index * NUMBERS_PER_WINDOW;
		const aX = numbers[at + LEFT_X]! - apexX;
		const aY = numbers[at + LEFT_Y]! - apexY;
		const bX = numbers[at + RIGHT_X]! - apexX;
		const bY = numbers[at + RIGHT_Y]! - apexY;
		// The window lies completely to the right, or completely to the left, of the visible wedge.
		if (rightX * aY - rightY * aX < 0 || leftX * bY - leftY * bX > 0) break;
		if (aX * leftY - aY * leftX >= 0) {
			leftX = aX;
			leftY = aY;
		}
		if (rightX * bY - rightY * bX >= 0) {
			rightX = bX;
			rightY = bY;
		}
	}
	if (index === count) {
		const x = startX - apexX;
		const y = startY - apexY;
		if (!(rightX * y - rightY * x < 0 || leftX * y - leftY * x > 0)) return;
	}
	setEndOn(numbers, index - 1, apexX, apexY, leftX, leftY, rightX, rightY);
}

/** Sets `segmentEnd` to the point of a window nearest to the contour, within the wedge between two rays. */
function setEndOn(
	numbers: Int32Array,
	index: number,
	apexX: number,
	apexY: number,
	leftX: number,
	leftY: number,
	rightX: number,
	rightY: number,
): void {
	const at = index * NUMBERS_PER_WINDOW;
	const left = { x: numbers[at + LEFT_X]!, y: numbers[at + LEFT_Y]! };
	const right = { x: numbers[at + RIGHT_X]!, y: numbers[at + RIGHT_Y]! };
	segmentEnd.index = index;
	segmentEnd.x = left.x;
	segmentEnd.y = left.y;
	if (numbers[at + HORIZONTAL] === 1) {
		const depth = left.y - apexY;
		const one = leftY === 0 ? left.x : apexX + (leftX * depth) / leftY;
		const two = rightY === 0 ? right.x : apexX + (rightX * depth) / rightY;
		segmentEnd.x = nearestBetween(one, two, numbers[at + WANTED_X]!, left.x, right.x);
	} else {
		const depth = left.x - apexX;
		const one = leftX === 0 ? left.y : apexY + (leftY * depth) / leftX;
		const two = rightX === 0 ? right.y : apexY + (rightY * depth) / rightX;
		segmentEnd.y = nearestBetween(one, two, numbers[at + WANTED_Y]!, left.y, right.y);
	}
}

/** The whole number nearest to `wanted` between one and two, and between a window's ends. */
function nearestBetween(one: number, two: number, wanted: number, left: number, right: number): number {
	const seen = Math.min(Math.max(one, two), Math.max(Math.min(one, two), wanted));
	return Math.min(Math.max(left, right), Math.max(Math.min(left, right), Math.round(seen)));
}

/** True when the segment from the apex to its segmentEnd crosses every window in between. */
function passes(numbers: Int32Array, apexIndex: number, apexX: number, apexY: number): boolean {
	const toX = segmentEnd.x - apexX;
	const toY = segmentEnd.y - apexY;
	for (
		let at = (apexIndex + 1) * NUMBERS_PER_WINDOW;
		at < segmentEnd.index * NUMBERS_PER_WINDOW;
		at += NUMBERS_PER_WINDOW
	) {
		const aX = numbers[at + LEFT_X]! - apexX;
		const aY = numbers[at + LEFT_Y]! - apexY;
		const bX = numbers[at + RIGHT_X]! - apexX;
		const bY = numbers[at + RIGHT_Y]! - apexY;
		if (toX * aY - toY * aX < 0 || toX * bY - toY * bX > 0) return false;
	}
	return true;
}
