import { describe, expect, it } from "vitest";
import { nodesAt, readElements } from "../../test/osm-files.ts";

describe("nodes at one position", () => {
	/** Two ways end at the same place with separate nodes. */
	const streetsOf = async (tags: Record<string, string>, flag: Record<string, string> = {}) => {
		const nodes = nodesAt({ 1: [0, 0], 2: [10, 0], 3: [10, 0, flag], 4: [20, 0] });
		const ways = [
			{ id: 50, nodes: [1, 2], tags: { highway: "footway" } },
			{ id: 51, nodes: [3, 4], tags },
		];
		return (await readElements({ nodes, ways })).streets;
	};

	it("are one on the same level, and keep what either is", async () => {
		const streets = await streetsOf({ highway: "residential" }, { barrier: "gate" });
		expect([...streets.wayNode]).toEqual([0, 1, 1, 2]);
		expect([...streets.nodeFlags]).toEqual([0, 4, 0]);
	});

	it.each<Record<string, string>>([{ bridge: "yes" }, { tunnel: "yes" }, { level: "-1" }])(
		"stay two where one is on the ground and one is %o",
		async (level) => {
			const streets = await streetsOf({ highway: "footway", ...level });
			expect([...streets.wayNode]).toEqual([0, 1, 2, 3]);
		},
	);

	it("are one where a way of either level runs through one of them", async () => {
		const nodes = nodesAt({
			1: [0, 0],
			2: [10, 0],
			3: [10, 0],
			4: [20, 0],
			5: [10, 9],
			6: [10, 0],
			7: [10, -9],
		});
		const bridge: Record<string, string> = { highway: "footway", bridge: "yes" };
		const ways = [
			{ id: 50, nodes: [1, 2], tags: { highway: "footway" } as Record<string, string> },
			{ id: 51, nodes: [3, 4], tags: bridge },
			{ id: 52, nodes: [5, 3], tags: { highway: "footway" } },
			// Only on the bridge, but at the place of a node that is on both.
			{ id: 53, nodes: [6, 7], tags: bridge },
		];
		const { streets } = await readElements({ nodes, ways });
		expect([...streets.wayNode]).toEqual([0, 1, 1, 2, 3, 1, 1, 4]);
	});

	it("drop a way that has become a point", async () => {
		const nodes = nodesAt({ 1: [0, 0], 2: [10, 0], 3: [10, 0] });
		const ways = [
			{ id: 50, nodes: [1, 2], tags: { highway: "footway" } },
			{ id: 51, nodes: [2, 3], tags: { highway: "footway" } },
		];
		expect([...(await readElements({ nodes, ways })).streets.wayId]).toEqual([50]);
	});
});
