import { describe, expect, it } from "vitest";
import { lengthBetween, type Point } from "../plane/plane.ts";
import { wallsOf } from "./compounds.ts";

const BLOCK: Point[] = [
	[0, 0],
	[100, 0],
	[100, 80],
	[0, 80],
];
const lengthOf = (line: readonly Point[]) =>
	line.slice(1).reduce((sum, p, i) => sum + lengthBetween(line[i] as Point, p), 0);

describe("the wall of a compound", () => {
	it("is closed where there is no gate", () => {
		const walls = wallsOf(BLOCK, []);
		expect(walls).toHaveLength(1);
		expect(lengthOf(walls[0] as Point[])).toBe(360);
	});

	it("is open for 8 m at every gate and nowhere else", () => {
		const gates: Point[] = [
			[50, 0],
			[0, 40],
			[30, 0],
		];
		const walls = wallsOf(BLOCK, gates);
		expect(walls).toHaveLength(3);
		expect(walls.reduce((sum, w) => sum + lengthOf(w), 0)).toBeCloseTo(360 - 3 * 8, 9);
		for (const gate of gates) {
			const nearest = Math.min(...walls.flat().map((p) => lengthBetween(p, gate)));
			expect(nearest).toBeCloseTo(4, 9);
		}
	});

	it("does not open round a corner for a gate beside it", () => {
		const walls = wallsOf(BLOCK, [[98, 0]]);
		// 4 m on one side, the available 2 m on the other.
		expect(walls.reduce((sum, w) => sum + lengthOf(w), 0)).toBeCloseTo(360 - 6, 9);
	});
});
