import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newField, paintPiece, paintSeenPiece } from "./distance-field.ts";
import { frameOver } from "./grid-frame.ts";

const FRAME = frameOver(
	{ west: 1_209_500_000, south: 313_800_000, east: 1_209_540_000, north: 313_830_000 },
	60,
	10,
	31.38,
);
const RADIUS_M = 50;

/** Metres; whole ones often, so that pieces run along rows, columns and through vertices. */
const metre = fc.oneof(fc.integer({ min: -40, max: 500 }), fc.double({ min: -40, max: 500, noNaN: true }));
const pieces = fc.array(fc.tuple(metre, metre, metre, metre), { minLength: 1, maxLength: 6 });

/** Distance from a point to a piece, by its ends and the foot of the perpendicular. */
function distanceToPieceM(x: number, y: number, [ax, ay, bx, by]: readonly number[]): number {
	const dx = bx! - ax!;
	const dy = by! - ay!;
	const lengthM = Math.hypot(dx, dy);
	const ends = Math.min(Math.hypot(x - ax!, y - ay!), Math.hypot(x - bx!, y - by!));
	const along = (x - ax!) * dx + (y - ay!) * dy;
	const beside = along > 0 && along < lengthM ** 2;
	return beside ? Math.min(ends, Math.abs((x - ax!) * dy - (y - ay!) * dx) / lengthM) : ends;
}

describe("paintPiece", () => {
	it("leaves the distance to the nearest piece at every vertex in reach", () => {
		fc.assert(
			fc.property(pieces, (all) => {
				const plain = newField(FRAME);
				const seen = newField(FRAME);
				for (const [ax, ay, bx, by] of all) {
					paintPiece(plain, ax, ay, bx, by, RADIUS_M);
					paintSeenPiece(seen, ax, ay, bx, by, RADIUS_M, 0, null);
				}
				let wrong = 0;
				for (let row = 0; row < FRAME.rows; row++) {
					for (let column = 0; column < FRAME.columns; column++) {
						const x = column * FRAME.cellLngM;
						const y = row * FRAME.cellLatM;
						const trueM = Math.min(...all.map((piece) => distanceToPieceM(x, y, piece)));
						if (Math.abs(trueM - RADIUS_M) < 1e-3) continue;
						const index = row * FRAME.columns + column;
						const plainM = Math.sqrt(plain.squaredM2[index]!);
						const seenM = Math.sqrt(seen.squaredM2[index]!);
						const near = trueM < RADIUS_M;
						if (near && !(Math.abs(plainM - trueM) < 1e-3 && Math.abs(seenM - trueM) < 1e-3)) wrong++;
						if (!near && !(plainM > trueM - 1e-3 && seenM === Number.POSITIVE_INFINITY)) wrong++;
					}
				}
				expect(wrong).toBe(0);
			}),
			{ numRuns: 80 },
		);
	});

	it("paints no vertex its piece does not see, and adds the extra to those it does", () => {
		const field = newField(FRAME);
		// A street along y = 100 m; a wall along y = 120 m.
		paintSeenPiece(field, 50, 100, 250, 100, RADIUS_M, 30, (_fromX, _fromY, _toX, toY) => toY < 120);
		const paintedM = (column: number, row: number): number =>
			Math.sqrt(field.squaredM2[row * FRAME.columns + column]!);
		const northOfWall = Math.ceil(120 / FRAME.cellLatM);
		expect(paintedM(15, northOfWall)).toBe(Number.POSITIVE_INFINITY);
		expect(paintedM(15, 8)).toBeCloseTo(Math.abs(100 - 8 * FRAME.cellLatM) + 30, 3);
	});
});
