import { GeodataError } from "../units/error.ts";

const GRID_BITS = 15;
const GRID_MAX = (1 << GRID_BITS) - 1;
/** A curve index (30 bits) and a point index (23 bits) share one exact double while sorting. */
const POINT_BITS = 23;
const MAX_POINTS = 2 ** POINT_BITS;

/**
 * Index of a cell on the Hilbert curve over a 32 768 × 32 768 grid. Cells near each other on the curve are near in
 * the plane.
 *
 * @param x Column, 0 … 32 767.
 * @param y Row, 0 … 32 767.
 * @returns 0 … 2³⁰ − 1. Source: D. Hilbert 1891, in the iterative form of quadrant rotations.
 */
export function hilbertIndex(x: number, y: number): number {
	let column = x;
	let row = y;
	let index = 0;
	for (let side = 1 << (GRID_BITS - 1); side > 0; side >>= 1) {
		const right = (column & side) === 0 ? 0 : 1;
		const upper = (row & side) === 0 ? 0 : 1;
		index = index * 4 + ((3 * right) ^ upper);
		if (upper === 0) {
			if (right === 1) {
				column = GRID_MAX - column;
				row = GRID_MAX - row;
			}
			const swap = column;
			column = row;
			row = swap;
		}
	}
	return index;
}

/**
 * Order of points along the Hilbert curve of their bounding square, so that neighbours share cache lines.
 *
 * @param x Shape [n]; any unit; `y` alike.
 * @returns Shape [n]; point indices in curve order; points in one cell keep their input order.
 * @throws {GeodataError} NETWORK_TOO_LARGE above 8 388 608 points.
 */
export function hilbertOrder(x: Int32Array, y: Int32Array): Uint32Array {
	const count = x.length;
	if (count > MAX_POINTS) {
		throw new GeodataError("NETWORK_TOO_LARGE", `${count} nodes; one network holds at most ${MAX_POINTS}.`, {
			value: count,
			allowed: [0, MAX_POINTS],
		});
	}
	let minX = Number.POSITIVE_INFINITY;
	let minY = Number.POSITIVE_INFINITY;
	let maxX = Number.NEGATIVE_INFINITY;
	let maxY = Number.NEGATIVE_INFINITY;
	for (let i = 0; i < count; i++) {
		minX = Math.min(minX, x[i]!);
		maxX = Math.max(maxX, x[i]!);
		minY = Math.min(minY, y[i]!);
		maxY = Math.max(maxY, y[i]!);
	}
	const scale = GRID_MAX / Math.max(1, maxX - minX, maxY - minY);
	const keys = new Float64Array(count);
	for (let i = 0; i < count; i++) {
		const index = hilbertIndex(Math.floor((x[i]! - minX) * scale), Math.floor((y[i]! - minY) * scale));
		keys[i] = index * MAX_POINTS + i;
	}
	keys.sort();
	const order = new Uint32Array(count);
	for (let i = 0; i < count; i++) order[i] = keys[i]! % MAX_POINTS;
	return order;
}
