import { describe, expect, it } from "vitest";
import { randomStream, smoothNoise } from "./random.ts";

describe("random streams", () => {
	it("repeat for the same seed and label, and differ for others", () => {
		const draw = (seed: number, label: string) => {
			const random = randomStream(seed, label);
			return Array.from({ length: 8 }, () => random.next());
		};
		expect(draw(1, "a")).toEqual(draw(1, "a"));
		expect(draw(1, "a")).not.toEqual(draw(2, "a"));
		expect(draw(1, "a")).not.toEqual(draw(1, "b"));
	});

	it("are even: each tenth of [0, 1) gets a tenth", () => {
		const random = randomStream(7, "even");
		const bins = new Array<number>(10).fill(0);
		for (let i = 0; i < 100_000; i++) {
			const bin = Math.floor(random.next() * 10);
			bins[bin] = (bins[bin] ?? 0) + 1;
		}
		// Standard deviation of a bin is 95; five of them.
		for (const bin of bins) expect(Math.abs(bin - 10_000)).toBeLessThan(475);
	});

	it("reach both ends of whole ranges", () => {
		const random = randomStream(3, "ends");
		const drawn = new Set(Array.from({ length: 200 }, () => random.int(2, 5)));
		expect([...drawn].sort()).toEqual([2, 3, 4, 5]);
	});
});

describe("noise", () => {
	it("is smooth, bounded, and takes its lattice values at the lattice", () => {
		let widest = 0;
		for (let x = 0; x < 5000; x += 10) {
			const here = smoothNoise(5, x, 123, 500);
			expect(Math.abs(here)).toBeLessThanOrEqual(1);
			widest = Math.max(widest, Math.abs(smoothNoise(5, x + 10, 123, 500) - here));
		}
		// The smoothstep's steepest slope is 1.5 per cell: 2 · 1.5 · 10 / 500.
		expect(widest).toBeLessThan(0.06);
		expect(smoothNoise(5, 500, 1000, 500)).toBe(smoothNoise(5, 1, 2, 1));
	});
});
