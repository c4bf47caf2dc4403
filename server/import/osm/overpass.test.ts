import { describe, expect, it } from "vitest";
import { WAY_FLAG } from "../../../geodata/graph/street-source.ts";
import { nodesAt, type OsmElements, readElements } from "../../test/osm-files.ts";

type Ways = OsmElements["ways"];

/** A road from south to north at x = 0 (1, 2), and places along a walk from west to east across it (10 to 15). */
const NODES = nodesAt({
	1: [0, -100],
	2: [0, 100],
	3: [0, 0],
	10: [-60, 0],
	11: [-30, 0],
	12: [-10, 0],
	// Exactly above the road, but not a node of it.
	13: [0, 0],
	14: [10, 0],
	15: [30, 0],
	16: [60, 0],
	// Beside that walk, 8 m and 30 m to the north.
	21: [-30, 8],
	22: [30, 8],
	31: [-30, 30],
	32: [30, 30],
	// A line 41 m from the middle of the walk, rotated by 18°.
	41: [-100, 10],
	42: [200, 110],
});
const ROAD = { id: 1, nodes: [1, 2], tags: { highway: "primary" } };
const BRIDGE = { highway: "footway", bridge: "yes" };

const climbed = async (ways: Ways) => {
	const { streets } = await readElements({ nodes: NODES, ways });
	return [...streets.wayId].filter((_, way) => (streets.wayFlags[way]! & WAY_FLAG.OVERPASS) !== 0);
};

describe("overpasses", () => {
	it("are bridges and tunnels on foot that cross a main road, or a railway, and do not meet it", async () => {
		const bridge = { id: 10, nodes: [11, 15], tags: BRIDGE };
		expect(await climbed([ROAD, bridge])).toEqual([10]);
		expect(await climbed([ROAD, { ...bridge, tags: { highway: "steps", tunnel: "yes" } }])).toEqual([10]);
		expect(await climbed([{ ...ROAD, tags: { railway: "rail" } }, bridge])).toEqual([10]);
		expect(await climbed([{ ...ROAD, tags: { highway: "residential" } }, bridge])).toEqual([]);
		expect(await climbed([{ ...ROAD, tags: { waterway: "stream" } }, bridge])).toEqual([]);
		expect(
			await climbed([
				{ ...ROAD, nodes: [1, 3, 2] },
				{ ...bridge, nodes: [11, 3, 15] },
			]),
		).toEqual([]);
	});

	it("are none over a road in its tunnel", async () => {
		const buried = { ...ROAD, tags: { highway: "primary", tunnel: "yes" } };
		expect(await climbed([buried, { id: 10, nodes: [11, 15], tags: BRIDGE }])).toEqual([]);
	});

	it("are climbed in all their pieces, and the ways to them are not", async () => {
		const pieces = [
			{ id: 9, nodes: [10, 11], tags: { highway: "footway" } },
			{ id: 10, nodes: [11, 12], tags: { highway: "steps", bridge: "yes" } },
			{ id: 11, nodes: [12, 14], tags: { ...BRIDGE, covered: "yes" } },
			{ id: 12, nodes: [15, 14], tags: BRIDGE },
			{ id: 13, nodes: [15, 16], tags: { highway: "footway" } },
			// Another bridge nearby, above nothing.
			{ id: 20, nodes: [31, 32], tags: { highway: "footway", bridge: "yes", layer: "2" } },
		];
		expect(await climbed([{ ...ROAD, nodes: [1, 3] }, ...pieces])).toEqual([10, 11, 12]);
	});

	it("are climbed by stairs that join them midway", async () => {
		const pieces = [
			{ id: 10, nodes: [11, 12, 15], tags: BRIDGE },
			{ id: 11, nodes: [31, 12], tags: { highway: "steps", bridge: "yes" } },
		];
		expect(await climbed([ROAD, ...pieces])).toEqual([10, 11]);
	});

	it("are climbed where two pieces meet right over the road", async () => {
		const pieces = [
			{ id: 10, nodes: [11, 13], tags: BRIDGE },
			{ id: 11, nodes: [13, 15], tags: BRIDGE },
		];
		expect(await climbed([ROAD, ...pieces])).toEqual([10, 11]);
	});

	it("end where a bridge becomes a tunnel", async () => {
		const pieces = [
			{ id: 10, nodes: [11, 14], tags: BRIDGE },
			{ id: 11, nodes: [14, 16], tags: { highway: "footway", tunnel: "yes" } },
		];
		expect(await climbed([ROAD, ...pieces])).toEqual([10]);
	});

	it.each([{ footway: "sidewalk" }, { highway: "cycleway", cycleway: "sidewalk" }, { is_sidepath: "yes" }])(
		"are no sidewalks of a bridge, %o",
		async (tags) => {
			expect(await climbed([ROAD, { id: 10, nodes: [11, 15], tags: { ...BRIDGE, ...tags } }])).toEqual([]);
		},
	);

	it("are no ways along a road bridge of their layer", async () => {
		const bridge = { id: 10, nodes: [11, 15], tags: BRIDGE };
		const along = (nodes: number[], tags: object) =>
			climbed([ROAD, bridge, { id: 11, nodes, tags: { highway: "secondary", bridge: "yes", ...tags } }]);
		expect(await along([21, 22], {})).toEqual([]);
		expect(await along([22, 21], { layer: "1" })).toEqual([]);
		expect(await along([21, 22], { layer: "2" })).toEqual([10]);
		expect(await along([21, 22], { bridge: "no" })).toEqual([10]);
		expect(await along([21, 22], { bridge: "no", tunnel: "yes", layer: "1" })).toEqual([10]);
		expect(await along([31, 32], {})).toEqual([10]);
		expect(await along([41, 42], {})).toEqual([10]);
		// 40 m east and 30 m north: 37°, 6 m from the middle of our way.
		expect(await along([12, 32], {})).toEqual([10]);
	});
});
