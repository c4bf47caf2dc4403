import { describe, expect, it } from "vitest";
import { nodesAt, type OsmElements, readElements } from "../../test/osm-files.ts";

describe("walls", () => {
	const openings = async (tags: Record<string, string>, more: OsmElements["ways"] = []) => {
		const nodes = nodesAt({ 1: [0, 0], 2: [10, 0, tags], 3: [20, 0], 4: [10, 30], 5: [40, 0], 6: [40, 30] });
		const ways = [
			{ id: 50, nodes: [5, 6], tags: { highway: "footway" } },
			{ id: 51, nodes: [1, 2, 3], tags: { barrier: "fence" } },
			...more,
		];
		const { wallOpenings } = await readElements({ nodes, ways });
		return wallOpenings.map(([lng]) => nodes.find((node) => Math.abs(node.lng - lng) < 1e-7)!.id);
	};

	it.each([
		"gate",
		"lift_gate",
		"kissing_gate",
		"stile",
		"turnstile",
		"bollard",
		"cycle_barrier",
		"sally_port",
	])("are open at barrier=%s", async (barrier) => expect(await openings({ barrier })).toEqual([2]));

	it("are open at an entrance and at a residents' gate, not at a closed one", async () => {
		expect(await openings({ entrance: "yes" })).toEqual([2]);
		expect(await openings({ barrier: "gate", access: "private", locked: "yes" })).toEqual([2]);
		expect(await openings({ barrier: "gate", access: "no" })).toEqual([]);
		expect(await openings({})).toEqual([]);
	});

	it("are open where a walkable way meets them, unless that node is closed", async () => {
		const path = (tags: Record<string, string>) => [{ id: 60, nodes: [4, 2], tags }];
		expect(await openings({}, path({ highway: "path" }))).toEqual([2]);
		expect(await openings({}, path({ highway: "service", access: "private" }))).toEqual([2]);
		expect(await openings({}, path({ highway: "service", access: "no" }))).toEqual([]);
		expect(await openings({ barrier: "fence" }, path({ highway: "path" }))).toEqual([]);
	});
});
