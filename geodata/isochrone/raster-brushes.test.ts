import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DistanceField, newField, paintNarrowPiece, paintPiece } from "../geometry/distance-field.ts";
import { frameOnLattice, frameOver, type UnitBounds } from "../geometry/grid-frame.ts";
import { RasterBrushes } from "./raster-brushes.ts";

/** South of the equator and west of Greenwich, where lattice positions are negative. */
const BOUNDS: UnitBounds = {
	west: -511_800_000,
	south: -300_270_000,
	east: -511_750_000,
	north: -300_230_000,
};
const PAINT_M = 52;
const FRAME = frameOver(BOUNDS, 200, 12, -30.025);
/** One step of the stored distances, m. */
const QUANTUM_M = PAINT_M / 65_000;

/** Metres from the frame's first vertex; the line y = wall may hide a vertex from a segment. */
const metre = fc.integer({ min: 150, max: 700 });
const piece = fc.tuple(metre, metre, metre, metre);

function paint(
	field: DistanceField,
	[ax, ay, bx, by]: readonly number[],
	wallY: number,
	deck: boolean,
	shiftX = 0,
	shiftY = 0,
): void {
	const at = [ax! - shiftX, ay! - shiftY, bx! - shiftX, by! - shiftY] as const;
	const sight = (_x: number, fromY: number, _toX: number, toY: number): boolean =>
		fromY + shiftY > wallY === toY + shiftY > wallY;
	if (deck) paintNarrowPiece(field, ...at, PAINT_M - 34, 34);
	else paintPiece(field, ...at, PAINT_M, { sight, leftM: -1, rightM: -1 });
}

describe("RasterBrushes", () => {
	it("lowers a field as painting the street again does, to a thousandth of a metre", () => {
		fc.assert(
			fc.property(piece, piece, metre, fc.boolean(), (first, second, wallM, deck) => {
				const wallY = wallM + 0.5;
				const plain = newField(FRAME);
				paint(plain, first, wallY, false);
				paint(plain, second, wallY, deck);

				const brushes = new RasterBrushes(8, PAINT_M);
				const copied = newField(FRAME);
				[first, second].forEach((street, edge) => {
					const [ax, ay, bx, by] = street;
					const unit = (metres: number, unitM: number, origin: number): number => origin + metres / unitM;
					const frame = frameOnLattice(
						FRAME,
						{
							west: unit(Math.min(ax, bx), FRAME.unitLngM, FRAME.originLng),
							east: unit(Math.max(ax, bx), FRAME.unitLngM, FRAME.originLng),
							south: unit(Math.min(ay, by), FRAME.unitLatM, FRAME.originLat),
							north: unit(Math.max(ay, by), FRAME.unitLatM, FRAME.originLat),
						},
						PAINT_M,
					);
					const apart = newField(frame);
					const shiftX = (frame.originLng - FRAME.originLng) * FRAME.unitLngM;
					const shiftY = (frame.originLat - FRAME.originLat) * FRAME.unitLatM;
					paint(apart, street, wallY, deck && edge === 1, shiftX, shiftY);
					brushes.keep(edge + 3, apart);
				});
				expect([brushes.has(2), brushes.has(3), brushes.has(4)]).toEqual([false, true, true]);
				brushes.paint(copied, 4);
				brushes.paint(copied, 3);

				let worstM = 0;
				for (let i = 0; i < FRAME.rows * FRAME.columns; i++) {
					const [oneM, twoM] = [Math.sqrt(plain.squaredM2[i]!), Math.sqrt(copied.squaredM2[i]!)];
					if (oneM !== twoM) worstM = Math.max(worstM, Math.abs(oneM - twoM));
				}
				// Half a step, plus the rounding of 32-bit squares of 52 m.
				expect(worstM).toBeLessThan(QUANTUM_M);
				const { touched } = copied;
				for (let row = 0; row < FRAME.rows; row++) {
					for (let column = 0; column < FRAME.columns; column++) {
						if (copied.squaredM2[row * FRAME.columns + column] === Number.POSITIVE_INFINITY) continue;
						expect(row >= touched.firstRow && row <= touched.lastRow).toBe(true);
						expect(column >= touched.firstColumn && column <= touched.lastColumn).toBe(true);
					}
				}
			}),
			{ numRuns: 150 },
		);
	});

	it("is emptied when it is full, and keeps the brush stored last", () => {
		const brushes = new RasterBrushes(20_000, PAINT_M);
		const field = newField(FRAME);
		paintPiece(field, 150, 150, 650, 600, PAINT_M, null);
		const numbers = FRAME.rows * FRAME.columns;
		let kept = 0;
		for (; kept < 20_000 && (kept === 0 || brushes.has(0)); kept++) brushes.keep(kept, field);
		// A brush is at most a whole rectangle, so 12 million numbers hold at least this many.
		expect(kept).toBeGreaterThan(12e6 / (numbers * 1.1));
		expect(kept).toBeLessThan(20_000);
		expect(brushes.has(kept - 1)).toBe(true);
		const copied = newField(FRAME);
		brushes.paint(copied, kept - 1);
		expect(copied.squaredM2.filter((m2) => m2 < 1600).length).toBe(
			field.squaredM2.filter((m2) => m2 < 1600).length,
		);
	});

	it("says that it is full before it is emptied", () => {
		const field = newField(FRAME);
		paintPiece(field, 150, 150, 650, 600, PAINT_M, null);
		const brushes = new RasterBrushes(1000, PAINT_M, 100_000);
		expect(brushes.isFull).toBe(false);
		// No brush here takes a sixteenth of the cache.
		for (let key = 0; key < 1000 && !brushes.isFull; key++) brushes.keep(key, field);
		expect([brushes.isFull, brushes.has(0)]).toEqual([true, true]);
		for (let key = 500; key < 1000 && brushes.isFull; key++) brushes.keep(key, field);
		expect([brushes.isFull, brushes.has(0)]).toEqual([false, false]);
	});
});
