import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildCityPack } from "../city/build-city-pack.ts";
import { CityModel, snapFacilities } from "../city/city-model.ts";
import { coverageOf } from "../coverage/coverage.ts";
import { ADULT } from "../test/adult.ts";
import { facility, home, Scene } from "../test/scene.ts";
import { DEG_TO_RAD, EARTH_RADIUS_M } from "../units/constants.ts";
import type { Position } from "../units/position.ts";
import { STREET_CLASSES, type StreetSource, WAY_FLAG } from "./street-source.ts";

const DEG_PER_M = 1 / (EARTH_RADIUS_M * DEG_TO_RAD);
const BOTH = WAY_FLAG.WALK_FORWARD | WAY_FLAG.WALK_BACKWARD;
const METRES = { type: "distance", cutoffM: 5000 } as const;
type Point = readonly [x: number, y: number];

/** Streets on a plane of metres at the equator: rings of a square, and ways as chains of points. */
function streetsWith(
	rings: readonly (readonly Point[])[],
	ways: readonly (readonly Point[])[],
): StreetSource {
	const nodes: Point[] = [];
	const nodeOf = (at: Point): number => {
		const known = nodes.findIndex(([x, y]) => x === at[0] && y === at[1]);
		return known >= 0 ? known : nodes.push(at) - 1;
	};
	const outlines = rings.map((ring) => ring.map(nodeOf));
	const chains = [...outlines.map((ring) => [...ring, ring[0]!]), ...ways.map((way) => way.map(nodeOf))];
	let end = 0;
	return {
		nodeLngDeg: Float64Array.from(nodes, ([x]) => x * DEG_PER_M),
		nodeLatDeg: Float64Array.from(nodes, ([, y]) => y * DEG_PER_M),
		nodeFlags: new Uint8Array(nodes.length),
		wayStart: Uint32Array.from([0, ...chains.map((chain) => (end += chain.length))]),
		wayNode: Uint32Array.from(chains.flat()),
		wayClass: new Uint8Array(chains.length).fill(STREET_CLASSES.indexOf("pedestrian")),
		wayFlags: new Uint16Array(chains.length).fill(BOTH),
		wayName: chains.map((_, i) => `Way ${i}`),
		wayId: Float64Array.from(chains.keys()),
		squares: [{ rings: outlines.map((ring) => Uint32Array.from(ring)) }],
	};
}

const at = ([x, y]: Point): Position => [x * DEG_PER_M, y * DEG_PER_M];

/** Metres from each home to the station. */
function walksM(streets: StreetSource, homes: readonly Point[], station: Point): number[] {
	const city = new Scene("A-B").city(homes.map((where, i) => home(`h${i}`, at(where), 1)));
	const model = new CityModel(buildCityPack({ ...city, streets }, { minSubnetworkNodes: 1 }).pack);
	const set = snapFacilities(model, [facility("f", at(station))]);
	return [...coverageOf(model, set, METRES, ADULT).impedance].map((mm) => mm / 1000);
}

const closeTo = (expected: readonly number[]) => expected.map((metres) => expect.closeTo(metres, 1));

describe("a square", () => {
	const SQUARE: Point[] = [
		[0, 0],
		[60, 0],
		[60, 60],
		[0, 60],
	];

	it("is walked straight across between the streets that meet it", () => {
		const streets = streetsWith(
			[SQUARE],
			[
				[
					[-100, 0],
					[0, 0],
				],
				[
					[60, 60],
					[160, 60],
				],
			],
		);
		// 50 m of street, the diagonal, 50 m of street.
		expect(walksM(streets, [[-50, 0]], [110, 60])).toEqual(closeTo([50 + Math.hypot(60, 60) + 50]));
	});

	it("is crossed from a home at its rim and from a kiosk in its middle, and by nobody along the rim", () => {
		const streets = streetsWith(
			[SQUARE],
			[
				[
					[60, 60],
					[160, 60],
				],
			],
		);
		// 6 m to the rim at (20, 0), then straight to the corner; from the middle straight as well.
		expect(
			walksM(
				streets,
				[
					[20, -6],
					[30, 30],
				],
				[100, 60],
			),
		).toEqual(closeTo([6 + Math.hypot(40, 60) + 40, Math.hypot(30, 30) + 40]));
		// A station on the rim is visible from both; neither walk uses a street.
		expect(
			walksM(
				streets,
				[
					[20, -6],
					[30, 30],
				],
				[-6, 40],
			),
		).toEqual(closeTo([6 + Math.hypot(20, 40) + 6, Math.hypot(30, 10) + 6]));
	});

	it("is walked round the fountain in it", () => {
		const fountain: Point[] = [
			[20, 20],
			[40, 20],
			[40, 40],
			[20, 40],
		];
		const streets = streetsWith(
			[SQUARE, fountain],
			[
				[
					[-100, 30],
					[0, 30],
				],
				[
					[60, 30],
					[160, 30],
				],
			],
		);
		// The streets end at the middle of the sides, which are corners of the outline here.
		const withEnds: StreetSource = streetsWith(
			[
				[
					[0, 0],
					[60, 0],
					[60, 30],
					[60, 60],
					[0, 60],
					[0, 30],
				],
				fountain,
			],
			[
				[
					[-100, 30],
					[0, 30],
				],
				[
					[60, 30],
					[160, 30],
				],
			],
		);
		expect(streets.wayName).toHaveLength(4);
		expect(walksM(withEnds, [[-50, 30]], [110, 30])).toEqual(
			closeTo([50 + Math.hypot(20, 10) + 20 + Math.hypot(20, 10) + 50]),
		);
	});

	it("bends round its own corner where it is not convex", () => {
		// An L-shaped square: from one arm's end to the other's round the inner corner (30, 30).
		const streets = streetsWith(
			[
				[
					[0, 0],
					[90, 0],
					[90, 30],
					[30, 30],
					[30, 90],
					[0, 90],
				],
			],
			[
				[
					[90, 30],
					[190, 30],
				],
				[
					[30, 90],
					[30, 190],
				],
			],
		);
		expect(walksM(streets, [[140, 30]], [30, 140])).toEqual(closeTo([50 + 60 + 60 + 50]));
		// A home at (80, 0) sees neither the other arm's end nor its rim.
		expect(walksM(streets, [[80, -5]], [5, 90])).toEqual(
			closeTo([5 + Math.hypot(50, 30) + Math.hypot(25, 60)]),
		);
	});

	it("agrees with brute force, whatever surrounds it", () => {
		const rim = fc.tuple(fc.integer({ min: -9, max: 99 }), fc.integer({ min: -9, max: 99 }));
		fc.assert(
			fc.property(fc.array(rim, { minLength: 2, maxLength: 6 }), fc.boolean(), (drawn, isL) => {
				const ring: Point[] = isL
					? [
							[0, 0],
							[90, 0],
							[90, 30],
							[30, 30],
							[30, 90],
							[0, 90],
						]
					: [
							[0, 0],
							[90, 0],
							[90, 90],
							[0, 90],
						];
				const streets = streetsWith(
					[ring],
					[
						[
							[0, 0],
							[-200, -200],
						],
					],
				);
				const places = drawn.map(([x, y]): Point => [x + 0.3, y + 0.41]);
				// Homes nearer to the street than to the square are left out.
				const [station, ...homes] = places.filter(([x, y]) => x + y > 25);
				if (station === undefined || homes.length === 0) return;
				const found = walksM(streets, homes, station);
				homes.forEach((from, i) => {
					expect(Math.abs(found[i]! - plainWalkM(ring, from, station))).toBeLessThan(0.1);
				});
			}),
			{ numRuns: 150 },
		);
	});
});

/**
 * Straight from each place to its nearest point of the square, then the shortest path over mutually visible corners.
 */
function plainWalkM(ring: readonly Point[], from: Point, to: Point): number {
	const sides = ring.map((a, i) => [a, ring[(i + 1) % ring.length]!] as const);
	const inside = ([x, y]: Point) =>
		sides.filter(([a, b]) => a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0])
			.length %
			2 ===
		1;
	const foot = (p: Point, [a, b]: readonly [Point, Point]): Point => {
		const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
		const share = Math.min(1, Math.max(0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / (dx * dx + dy * dy)));
		return [a[0] + dx * share, a[1] + dy * share];
	};
	const far = (p: Point, q: Point) => Math.hypot(p[0] - q[0], p[1] - q[1]);
	const onto = (p: Point): Point =>
		inside(p)
			? p
			: sides.map((side) => foot(p, side)).reduce((best, q) => (far(p, q) < far(p, best) ? q : best));
	// Visible where a hundred points of the line lie in the square or within 10 cm of its rim.
	const sees = (p: Point, q: Point) =>
		Array.from({ length: 99 }, (_, i): Point => {
			const share = (i + 1) / 100;
			return [p[0] + (q[0] - p[0]) * share, p[1] + (q[1] - p[1]) * share];
		}).every((r) => inside(r) || sides.some((side) => far(r, foot(r, side)) < 0.02));
	const points = [onto(from), onto(to), ...ring];
	const walked = points.map((_, i) => (i === 0 ? 0 : Number.POSITIVE_INFINITY));
	for (let round = 0; round < points.length; round++) {
		points.forEach((p, i) => {
			points.forEach((q, j) => {
				if (walked[i]! + far(p, q) < walked[j]! && sees(p, q)) walked[j] = walked[i]! + far(p, q);
			});
		});
	}
	return far(from, points[0]!) + walked[1]! + far(to, points[1]!);
}
