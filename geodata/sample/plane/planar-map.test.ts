import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { regionPolygons } from "../land/regions.ts";
import { arrangementOf } from "./arrangement.ts";
import { cutFace } from "./cut.ts";
import type { MapLine, PlanarMap } from "./planar-map.ts";
import { type Point, signedAreaM2, toPlane } from "./plane.ts";
import { randomStream } from "./random.ts";

const STREET: MapLine = { kind: "street", name: "", streetClass: "residential", widthM: 10 };
const LIMIT: MapLine = { kind: "limit", name: "", streetClass: "", widthM: 0 };

/**
 * A square of 1 km with a street across it, a second that ends on the first (its overshoot is taken off), and
 * an island square inside the lower half.
 *
 *   +-----------+
 *   |     |     |
 *   +-----+-----+
 *   |   +-+     |
 *   |   +-+     |
 *   +-----------+
 */
function square(): PlanarMap {
	const closed = (ring: Point[]): Point[] => [...ring, ring[0] as Point];
	const box = (x0: number, y0: number, x1: number, y1: number): Point[] =>
		closed([
			[x0, y0],
			[x1, y0],
			[x1, y1],
			[x0, y1],
		]);
	return arrangementOf(
		[
			{ line: LIMIT, points: box(0, 0, 1000, 1000), priority: 0 },
			{
				line: STREET,
				points: [
					[-50, 500],
					[1050, 500],
				],
				priority: 1,
			},
			{
				line: STREET,
				points: [
					[500, 480],
					[500, 1000],
				],
				priority: 1,
			},
			{ line: LIMIT, points: box(300, 100, 400, 200), priority: 0 },
		],
		(_line, x, y) => x > -1 && x < 1001 && y > -1 && y < 1001,
		{ ...STREET, kind: "canal" },
	);
}

/** Half-edges are consistent with their twins and neighbours, and every face is closed. */
function expectSound(map: PlanarMap): void {
	const reached = new Set<number>();
	map.faceStart.forEach((_, face) => {
		for (const h of map.loop(face)) {
			expect(map.face[h]).toBe(face);
			expect(map.previous[map.next[h] ?? -1]).toBe(h);
			expect(map.origin[map.next[h] ?? -1]).toBe(map.origin[h ^ 1]);
			reached.add(h);
		}
	});
	expect(reached.size).toBe(map.origin.length);
	const used = new Set(map.origin);
	// Euler: nodes − edges + faces = 2 for one connected map.
	expect(used.size - map.edgeLine.length + map.faceStart.length).toBe(2);
}

describe("a map laid from lines", () => {
	it("cuts at crossings, removes loose ends, connects islands", () => {
		const map = square();
		expectSound(map);
		// Outside, the island, and three parts of the square.
		const areas = map.faceStart.map((_, face) => Math.round(signedAreaM2(map.ring(face))));
		expect(areas.sort((a, b) => a - b)).toEqual([-1_000_000, 10_000, 250_000, 250_000, 490_000]);
	});

	it("stays sound however its faces are cut, and loses no ground", () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 1, max: 60 }), (seed, cuts) => {
				const map = square();
				const random = randomStream(seed, "test");
				const options = {
					meetM: 60,
					bridgeShare: 0.7,
					lean: 0.2,
					bendShare: 0.08,
					frontageM: 0,
					mayFloat: true,
				};
				for (let i = 0; i < cuts; i++) {
					const face = random.int(1, map.faceStart.length - 1);
					cutFace(map, face, map.addLine(STREET), options, random);
				}
				expectSound(map);
				const rings = map.faceStart.slice(1).map((_, i) => map.ring(i + 1));
				expect(rings.reduce((sum, r) => sum + signedAreaM2(r), 0)).toBeCloseTo(1_000_000, 3);
				for (const ring of rings) expect(signedAreaM2(ring)).toBeGreaterThan(0);
			}),
			{ numRuns: 60 },
		);
	});

	it("gives regions polygons that fill the ground exactly, holes and touching corners included", () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
				const map = square();
				const random = randomStream(seed, "test");
				const options = {
					meetM: 0,
					bridgeShare: 0,
					lean: 0.1,
					bendShare: 0,
					frontageM: 0,
					mayFloat: true,
				};
				for (let i = 0; i < 40; i++) {
					cutFace(map, random.int(1, map.faceStart.length - 1), map.addLine(STREET), options, random);
				}
				const region = map.faceStart.map((_, face) => (face === 0 ? -1 : random.int(0, 3)));
				const polygons = regionPolygons(map, (face) => region[face] ?? -1, 4);
				polygons.forEach((polygon, r) => {
					const rings = !polygon
						? []
						: polygon.type === "Polygon"
							? polygon.coordinates
							: polygon.coordinates.flat();
					for (const ring of rings) {
						const corners = ring.slice(0, -1).map(String);
						expect(new Set(corners).size).toBe(corners.length);
					}
					// Outer rings add, holes subtract; slivers under 400 m² may be missing.
					const drawn = rings.reduce(
						(sum, ring) => sum + signedAreaM2(ring.slice(0, -1).map((p) => toPlane([p[0] ?? 0, p[1] ?? 0]))),
						0,
					);
					const wanted = map.faceStart.reduce(
						(sum, _, face) => sum + (region[face] === r ? signedAreaM2(map.ring(face)) : 0),
						0,
					);
					// Corners are rounded to 0.1 m: some m² along kilometres of perimeter.
					expect(Math.abs(drawn - wanted)).toBeLessThan(1600);
				});
			}),
			{ numRuns: 30 },
		);
	});
});
