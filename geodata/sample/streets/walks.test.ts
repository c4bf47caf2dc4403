import { describe, expect, it } from "vitest";
import { type StreetSource, WAY_FLAG } from "../../graph/street-source.ts";
import { type Point, toDegrees } from "../plane/plane.ts";
import type { Home } from "../town/compounds.ts";
import { Walks } from "./walks.ts";

const BOTH = WAY_FLAG.WALK_FORWARD | WAY_FLAG.WALK_BACKWARD;

/** A straight street A–B–C with 400 m between, a detour A–D–C of 1000 m, and a motorway A–E of 100 m. */
const AT: readonly Point[] = [
	[0, 0],
	[400, 0],
	[800, 0],
	[400, 300],
	[0, -100],
];
const WAYS: readonly (readonly [nodes: readonly number[], flags: number])[] = [
	[[0, 1, 2], BOTH],
	[[0, 3, 2], BOTH],
	[[0, 4], 0],
];
const streets: StreetSource = {
	nodeLngDeg: Float64Array.from(AT, (p) => toDegrees(...p)[0]),
	nodeLatDeg: Float64Array.from(AT, (p) => toDegrees(...p)[1]),
	nodeFlags: new Uint8Array(AT.length),
	wayStart: Uint32Array.from([0, 3, 6, 8]),
	wayNode: Uint32Array.from(WAYS.flatMap(([nodes]) => nodes)),
	wayClass: new Uint8Array(WAYS.length),
	wayFlags: Uint16Array.from(WAYS, ([, flags]) => flags),
	wayName: WAYS.map(() => ""),
	wayId: Float64Array.from(WAYS.keys()),
};
const home = (...gates: Point[]): Home => ({
	kind: "compound",
	zone: "urban",
	name: "",
	ring: [],
	centre: [0, 0],
	gates,
	doorsteps: gates,
	walls: [],
	buildings: [],
	face: 0,
	weight: 1,
});
const [A, B, C, D, E] = AT as [Point, Point, Point, Point, Point];
const walks = new Walks(streets, [home(B), home(C), home(D, E), home([5, 5])]);

describe("Walks", () => {
	it("finds homes by the shortest way to any of their gates, not beyond the limit", () => {
		// From A: B at 400, D at 500, C at 800 (by B, not 1000 by D); E lies on a motorway, and no node is at 5, 5.
		expect([...walks.homesWithin(A, 399)]).toEqual([]);
		expect([...walks.homesWithin(A, 450)]).toEqual([0]);
		expect([...walks.homesWithin(A, 700)].sort()).toEqual([0, 2]);
		expect([...walks.homesWithin(A, 810)].sort()).toEqual([0, 1, 2]);
	});

	it("finds nobody from where no street is", () => {
		expect(walks.homesWithin([5, 5], 5000).size).toBe(0);
	});
});
