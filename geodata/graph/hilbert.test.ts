import { describe, expect, it } from "vitest";
import { hilbertIndex, hilbertOrder } from "./hilbert.ts";

describe("hilbertIndex", () => {
	it("visits every cell of a corner once, a step at a time", () => {
		// The first 4096 indices fill the 64 × 64 corner, whatever the grid size.
		const cells = new Map<number, readonly [number, number]>();
		for (let x = 0; x < 64; x++) for (let y = 0; y < 64; y++) cells.set(hilbertIndex(x, y), [x, y]);
		expect(cells.size).toBe(4096);
		for (let index = 1; index < 4096; index++) {
			const [ax, ay] = cells.get(index - 1) ?? [Number.NaN, 0];
			const [bx, by] = cells.get(index) ?? [Number.NaN, 0];
			expect(Math.abs(ax - bx) + Math.abs(ay - by)).toBe(1);
		}
	});

	it("ends beside where it began, at the far column", () => {
		expect(hilbertIndex(0, 0)).toBe(0);
		expect(hilbertIndex(32_767, 0)).toBe(2 ** 30 - 1);
	});
});

describe("hilbertOrder", () => {
	it("is a permutation that keeps the order of points in one place", () => {
		const x = Int32Array.of(-5, 100, -5, 0, 100);
		const y = Int32Array.of(7, 7, 7, 0, 7);
		const order = [...hilbertOrder(x, y)];
		expect([...order].sort()).toEqual([0, 1, 2, 3, 4]);
		expect(order.indexOf(0)).toBeLessThan(order.indexOf(2));
		expect(order.indexOf(1)).toBeLessThan(order.indexOf(4));
	});

	it("takes no points and one", () => {
		expect([...hilbertOrder(new Int32Array(0), new Int32Array(0))]).toEqual([]);
		expect([...hilbertOrder(Int32Array.of(3), Int32Array.of(4))]).toEqual([0]);
	});
});
