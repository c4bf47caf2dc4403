import { nearestOnSegment, type Point } from "./plane.ts";
import { smoothNoise } from "./random.ts";

/** Unit vectors of the local "east" at a point; its perpendicular is the local "north". */
export type DirectionField = (xM: number, yM: number) => Point;

const CELL_M = 400;

/**
 * A smooth cross field: near a guide line one arm runs along it, elsewhere the arms turn slowly. Rivers, canals,
 * roads and blocks follow it.
 *
 * Crosses have four equal arms, so directions are averaged as fourth powers of unit complex numbers.
 *
 * @param bounds `[xMin, yMin, xMax, yMax]`, m.
 */
export function directionField(
	guides: readonly (readonly Point[])[],
	bounds: readonly [number, number, number, number],
	seed: number,
): DirectionField {
	const [x0, y0, x1, y1] = bounds;
	const columns = Math.ceil((x1 - x0) / CELL_M) + 2;
	const rows = Math.ceil((y1 - y0) / CELL_M) + 2;
	const re = new Float64Array(columns * rows);
	const im = new Float64Array(columns * rows);
	for (let row = 0; row < rows; row++) {
		for (let column = 0; column < columns; column++) {
			const x = x0 + column * CELL_M;
			const y = y0 + row * CELL_M;
			const drift = unit([
				1,
				0.75 * smoothNoise(seed, x, y, 4600) +
					0.36 * smoothNoise(seed + 1, x, y, 1700) +
					0.2 * smoothNoise(seed + 2, x, y, 900),
			]);
			const [dr, di] = fourthPower(drift);
			let r = dr * 0.7;
			let i = di * 0.7;
			for (const guide of guides) {
				let nearestM = Number.POSITIVE_INFINITY;
				let along: Point = [1, 0];
				for (let k = 0; k + 1 < guide.length; k++) {
					const a = guide[k] as Point;
					const b = guide[k + 1] as Point;
					const d = nearestOnSegment([x, y], a, b).distanceM;
					if (d < nearestM) {
						nearestM = d;
						along = [b[0] - a[0], b[1] - a[1]];
					}
				}
				if (nearestM > 4000) continue;
				const weight = 1 / (0.35 + (nearestM / 700) * (nearestM / 700));
				const [gr, gi] = fourthPower(unit(along));
				r += gr * weight;
				i += gi * weight;
			}
			re[row * columns + column] = r;
			im[row * columns + column] = i;
		}
	}
	return (xM, yM) => {
		const cx = Math.min(columns - 1.001, Math.max(0, (xM - x0) / CELL_M));
		const cy = Math.min(rows - 1.001, Math.max(0, (yM - y0) / CELL_M));
		const column = Math.floor(cx);
		const row = Math.floor(cy);
		const fx = cx - column;
		const fy = cy - row;
		const at = row * columns + column;
		const mix = (v: Float64Array) =>
			(v[at]! * (1 - fx) + v[at + 1]! * fx) * (1 - fy) +
			(v[at + columns]! * (1 - fx) + v[at + columns + 1]! * fx) * fy;
		return fourthRoot(mix(re), mix(im));
	};
}

export function unit(v: Point): Point {
	const length = Math.sqrt(v[0] * v[0] + v[1] * v[1]);
	return length === 0 ? [1, 0] : [v[0] / length, v[1] / length];
}

function square(v: Point): Point {
	return [v[0] * v[0] - v[1] * v[1], 2 * v[0] * v[1]];
}

function fourthPower(v: Point): Point {
	return square(square(v));
}

/** The root nearest to east, as a unit vector. */
function fourthRoot(re: number, im: number): Point {
	return squareRoot(squareRoot(unit([re, im])));
}

/** Principal square root of a unit complex number: real part ≥ 0. */
function squareRoot(v: Point): Point {
	const re = Math.sqrt(Math.max(0, (1 + v[0]) / 2));
	const im = Math.sqrt(Math.max(0, (1 - v[0]) / 2));
	return [re, v[1] < 0 ? -im : im];
}
