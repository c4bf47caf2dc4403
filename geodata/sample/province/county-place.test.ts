import { describe, expect, it } from "vitest";
import { distanceM, type Position } from "../../units/position.ts";
import { OUTLINE } from "../land/outline.ts";
import { crossing, insideRing, nearestOnSegment, type Point, toPlane } from "../plane/plane.ts";
import { cosine, countyPlaces } from "./county-place.ts";

const outlineOf = (move: (position: Position) => Position): Point[] => OUTLINE.map((p) => toPlane(move(p)));
const sides = (ring: readonly Point[]) =>
	ring.map((p, i) => [p, ring[(i + 1) % ring.length] as Point] as const);

describe("countyPlaces", () => {
	it("leaves the first county as the sample city is", () => {
		const [first] = countyPlaces({ seed: 7, factor: 3 });
		expect(first).toMatchObject({ index: 0, seed: 7, idPrefix: "", namePrefix: "", east: null, north: null });
		expect(first?.move([120.123456, 31.654321])).toEqual([120.123456, 31.654321]);
	});

	it("gives each county a seed and a prefix of its own, and the same ones each time", () => {
		const places = countyPlaces({ seed: 1, factor: 100 });
		expect(new Set(places.map(({ seed }) => seed)).size).toBe(100);
		expect(new Set(places.map(({ idPrefix }) => idPrefix)).size).toBe(100);
		expect(new Set(places.map(({ namePrefix }) => namePrefix)).size).toBe(100);
		expect(places.every(({ seed }) => Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31)).toBe(true);
		expect(countyPlaces({ seed: 1, factor: 100 }).map(({ seed }) => seed)).toEqual(
			places.map(({ seed }) => seed),
		);
	});

	it("borders every county but the first on one that comes before it", () => {
		for (const factor of [2, 4, 7, 10, 40, 100]) {
			for (const { index, east, north } of countyPlaces({ seed: 1, factor })) {
				const before = [east, north].filter((neighbour) => neighbour !== null);
				expect(before.length > 0).toBe(index > 0);
				for (const neighbour of before) expect(neighbour).toBeLessThan(index);
			}
		}
	});

	it("lays 40 counties out eight by five: about as wide as high", () => {
		const places = countyPlaces({ seed: 1, factor: 40 });
		expect(places.filter(({ north }) => north === null)).toHaveLength(8);
		expect(places.filter(({ east }) => east === null)).toHaveLength(5);
	});

	it("lets no two outlines meet, and leaves neighbours a gap of some hundred metres", () => {
		const places = countyPlaces({ seed: 1, factor: 100 });
		const columns = places.filter(({ north }) => north === null).length;
		const outlines = places.map(({ move }) => outlineOf(move));
		for (const { index, east, north } of places) {
			const own = outlines[index] as Point[];
			const diagonals = [
				north === null || east === null ? null : north - 1,
				north === null ? null : north + 1,
			];
			for (const neighbour of [east, north, ...diagonals]) {
				// The county north-east of the last column is in the next row.
				if (neighbour === null || (neighbour % columns === 0 && neighbour === (north ?? 0) + 1)) continue;
				const other = outlines[neighbour] as Point[];
				const [x, y] = own[0] as Point;
				expect(insideRing(other, x, y)).toBe(false);
				for (const [a, b] of sides(own)) {
					for (const [c, d] of sides(other)) {
						if (crossing(a, b, c, d)) throw new Error(`County ${index} overlaps county ${neighbour}.`);
					}
				}
			}
		}
		const gapM = (a: readonly Point[], b: readonly Point[]) =>
			Math.min(...a.flatMap((p) => sides(b).map(([c, d]) => nearestOnSegment(p, c, d).distanceM)));
		const west = gapM(outlines[1] as Point[], outlines[0] as Point[]);
		const south = gapM(outlines[columns] as Point[], outlines[0] as Point[]);
		for (const gap of [west, south]) {
			expect(gap).toBeGreaterThan(200);
			expect(gap).toBeLessThan(1500);
		}
	});

	it("keeps every length within 0.05 % on the sphere, however far south", () => {
		// Within a county latitudes differ by ±0.22°, so its lengths change by (tan 31.33° − tan 28.4°) · 0.0038 = 0.026
		// % when it is moved; positions are rounded to 11 mm.
		const { move } = countyPlaces({ seed: 1, factor: 100 })[99] as ReturnType<typeof countyPlaces>[number];
		for (let i = 1; i < OUTLINE.length; i++) {
			const [a, b] = [OUTLINE[0] as Position, OUTLINE[i] as Position];
			const [p, q] = [move(a), move(b)];
			expect(distanceM(...p, ...q) / distanceM(...a, ...b)).toBeCloseTo(1, 3.3);
		}
	});

	it.each([0, -1, 1.5, 101, Number.NaN])("refuses a factor of %d, naming it and the range", (factor) => {
		expect(() => countyPlaces({ seed: 1, factor })).toThrow(
			expect.objectContaining({
				code: "SAMPLE_FACTOR_OUT_OF_RANGE",
				message: `The factor of the sample is ${factor}; it must be a whole number of counties from 1 to 100.`,
				details: { value: factor, allowed: [1, 100] },
			}),
		);
	});

	it("refuses a seed out of range before anything is drawn", () => {
		expect(() => countyPlaces({ seed: -1, factor: 2 })).toThrow(
			expect.objectContaining({ code: "SAMPLE_SEED_OUT_OF_RANGE" }),
		);
	});
});

describe("cosine", () => {
	it("is that of the library to the last digits", () => {
		for (let deg = 0; deg <= 60; deg += 0.37) {
			expect(Math.abs(cosine(deg) - Math.cos((deg * Math.PI) / 180))).toBeLessThan(1e-15);
		}
	});
});
