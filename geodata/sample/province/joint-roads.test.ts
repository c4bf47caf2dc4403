import { describe, expect, it } from "vitest";
import { type Point, toDegrees, toPlane } from "../plane/plane.ts";
import type { RimNode, RimSide, Segment } from "./county-rim.ts";
import { jointRoads as roadsBetween } from "./joint-roads.ts";

/** Streets end at x = 0 in the west and at x = 1000 in the east, at these heights; metres. */
const WEST_M = 0;
const EAST_M = 1000;

const jointRoads = (a: RimSide, b: RimSide) => roadsBetween(a, b, "upright");

function rim(xM: number, heightsM: readonly number[], more: Partial<RimSide> = {}): RimSide {
	const nodes = heightsM.map((yM, node): RimNode => {
		const position = toDegrees(xM, yM);
		return { node, position, at: toPlane(position) };
	});
	return { nodes, obstacles: [], water: [], ...more };
}
const wall = (xM: number, fromM: number, toM: number): Segment => [
	[xM, fromM],
	[xM, toM],
];
const canal = (fromM: number, toM: number): Point[] => [
	[fromM, -9000],
	[toM, -9000],
	[toM, 9000],
	[fromM, 9000],
];
/** [from, to] node of each road. */
const ends = (roads: ReturnType<typeof roadsBetween>) => roads.map(({ from, to }) => [from.node, to.node]);

describe("jointRoads", () => {
	it("takes the straightest way across, and roads some kilometres apart", () => {
		// 0 and 1 are 1000 m apart, so one road is enough; 2 is 5 km away and gets its own.
		const heights = [0, 1000, 6000];
		const roads = jointRoads(rim(WEST_M, heights), rim(EAST_M, heights));
		expect(ends(roads)).toHaveLength(2);
		for (const { from, to, stretches } of roads) {
			expect(from.node).toBe(to.node);
			expect(stretches).toEqual([{ end: null, bridge: false }]);
		}
		expect(roads.some(({ from }) => from.node === 2)).toBe(true);
	});

	it("goes round what stands in the way, and not at all where it cannot", () => {
		const heights = [0, 600];
		const behind = (obstacle: Segment) =>
			ends(jointRoads(rim(WEST_M, heights, { obstacles: [obstacle] }), rim(EAST_M, heights)));
		expect(behind(wall(500, -50, 50))).toEqual([[1, 1]]);
		expect(behind(wall(500, -50, 650))).toEqual([]);
		// A street that ends at the node is not an obstacle.
		expect(
			ends(
				jointRoads(
					rim(WEST_M, [0], { obstacles: [[rim(WEST_M, [0]).nodes[0]!.at, [-200, 0]]] }),
					rim(EAST_M, [0]),
				),
			),
		).toEqual([[0, 0]]);
	});

	it("crosses water by a bridge with its abutments, and only there", () => {
		const [road] = jointRoads(rim(WEST_M, [0], { water: [canal(400, 440)] }), rim(EAST_M, [0]));
		expect(road?.stretches.map(({ bridge }) => bridge)).toEqual([false, true, false]);
		const [landing, leaving] = (road?.stretches ?? []).flatMap(({ end }) =>
			end === null ? [] : [toPlane(end)],
		);
		// Shores at 400 and 440 m, 8 m of abutment, degrees rounded to 0.1 m.
		expect(landing?.[0]).toBeCloseTo(392, 0);
		expect(leaving?.[0]).toBeCloseTo(448, 0);
	});

	it("makes one bridge of two with no road between to speak of, and ends on one at the shore", () => {
		const stretches = (water: readonly Point[][]) =>
			jointRoads(rim(WEST_M, [0], { water }), rim(EAST_M, [0]))[0]?.stretches.map(({ bridge }) => bridge);
		// 40 m between the shores are 24 m between the abutments.
		expect(stretches([canal(400, 440), canal(480, 500)])).toEqual([false, true, false]);
		expect(stretches([canal(400, 440), canal(600, 640)])).toEqual([false, true, false, true, false]);
		expect(stretches([canal(960, 990)])).toEqual([false, true]);
		expect(stretches([canal(-10, 990)])).toEqual([true]);
	});

	it("rather goes a longer way on land than a shorter one on a bridge", () => {
		// The pool lies on the horizontal road of both; 600 m of bridge cost more than the slanted road.
		const pool: Point[] = [
			[200, -50],
			[800, -50],
			[800, 50],
			[200, 50],
		];
		const roads = jointRoads(rim(WEST_M, [0, 900], { water: [pool] }), rim(EAST_M, [0, 900]));
		expect(ends(roads)).toEqual([[1, 1]]);
	});

	it("finds none where no street is left, or where it would rather run along the border than across", () => {
		expect(jointRoads(rim(WEST_M, []), rim(EAST_M, [0]))).toEqual([]);
		expect(jointRoads(rim(WEST_M, [0]), rim(EAST_M, [2300]))).toHaveLength(1);
		expect(jointRoads(rim(WEST_M, [0]), rim(EAST_M, [2500]))).toEqual([]);
		// With a horizontal border, the same two streets are opposite each other.
		expect(roadsBetween(rim(WEST_M, [0]), rim(EAST_M, [2500]), "level")).toHaveLength(1);
	});
});
