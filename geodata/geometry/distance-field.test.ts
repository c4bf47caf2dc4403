import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newField, paintNarrowPiece, paintPiece } from "./distance-field.ts";
import { frameOver } from "./grid-frame.ts";

const FRAME = frameOver(
	{ west: 1_209_500_000, south: 313_800_000, east: 1_209_540_000, north: 313_830_000 },
	60,
	10,
	31.38,
);
const RADIUS_M = 50;

/** Metres; often whole, so that segments run along rows, columns and through vertices. */
const metre = fc.oneof(fc.integer({ min: -40, max: 500 }), fc.double({ min: -40, max: 500, noNaN: true }));
const pieces = fc.array(fc.tuple(metre, metre, metre, metre), { minLength: 1, maxLength: 6 });

const whole = fc.integer({ min: -40, max: 500 });
const wholePieces = fc.array(fc.tuple(whole, whole, whole, whole), { minLength: 1, maxLength: 6 });

/** Distance from a point to a segment: to its ends or the foot of the perpendicular. */
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
				const narrow = newField(FRAME);
				for (const [ax, ay, bx, by] of all) {
					paintPiece(plain, ax, ay, bx, by, RADIUS_M, null);
					paintNarrowPiece(narrow, ax, ay, bx, by, RADIUS_M, 20);
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
						const narrowM = Math.sqrt(narrow.squaredM2[index]!);
						const near = trueM < RADIUS_M;
						if (near && !(Math.abs(plainM - trueM) < 1e-3 && Math.abs(narrowM - trueM - 20) < 1e-3)) wrong++;
						if (!near && !(plainM > trueM - 1e-3 && narrowM === Number.POSITIVE_INFINITY)) wrong++;
					}
				}
				expect(wrong).toBe(0);
			}),
			// A segment whose squared length is the smallest number above zero.
			{ numRuns: 80, examples: [[[[0, 0, 0, -1.5717277847026288e-162]]]] },
		);
	});

	it("lowers no vertex its nearest point does not see", () => {
		fc.assert(
			fc.property(wholePieces, fc.integer({ min: -40, max: 500 }), (all, wallM) => {
				const wallY = wallM + 0.5;
				const field = newField(FRAME);
				const sight = (_x: number, fromY: number, _toX: number, toY: number): boolean =>
					fromY > wallY === toY > wallY;
				for (const [ax, ay, bx, by] of all) {
					paintPiece(field, ax, ay, bx, by, RADIUS_M, { sight, leftM: -1, rightM: -1 });
				}
				let wrong = 0;
				for (let row = 0; row < FRAME.rows; row++) {
					for (let column = 0; column < FRAME.columns; column++) {
						const x = column * FRAME.cellLngM;
						const y = row * FRAME.cellLatM;
						const paintedM = Math.sqrt(field.squaredM2[row * FRAME.columns + column]!);
						if (paintedM === Number.POSITIVE_INFINITY) continue;
						// Some part of some segment on this side of the wall is at the painted distance.
						const sameSide = all.flatMap(([ax, ay, bx, by]) => {
							const cut = (wallY - ay) / (by - ay);
							if (ay > wallY === by > wallY) return ay > wallY === y > wallY ? [[ax, ay, bx, by]] : [];
							const [cutX, cutY] = [ax + cut * (bx - ax), wallY];
							return [ay > wallY === y > wallY ? [ax, ay, cutX, cutY] : [bx, by, cutX, cutY]];
						});
						if (!(Math.min(...sameSide.map((piece) => distanceToPieceM(x, y, piece))) < paintedM + 1e-3))
							wrong++;
					}
				}
				expect(wrong).toBe(0);
			}),
			{ numRuns: 60 },
		);
	});
});
