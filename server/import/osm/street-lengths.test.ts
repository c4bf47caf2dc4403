import { expect, it } from "vitest";
import { nodesAt, readElements } from "../../test/osm-files.ts";

it("gives the walkable length of each class, and the refused length by tag", async () => {
	const nodes = nodesAt({ 1: [0, 0], 2: [100, 0], 3: [400, 0], 4: [400, 200] });
	const tagged = [
		[[1, 2], { highway: "residential" }],
		[[2, 3], { highway: "residential" }],
		[[3, 4], { highway: "service", access: "private" }],
		[[1, 2], { highway: "service", access: "no" }],
		[[3, 4], { highway: "service", foot: "no" }],
		[[2, 3], { highway: "trunk", motorroad: "yes" }],
		[[2, 3, 4], { highway: "motorway" }],
	] as const;
	const ways = tagged.map(([refs, tags], i) => ({ id: i + 1, nodes: [...refs], tags }));
	const { lengths } = await readElements({ nodes, ways });
	const metres = (of: typeof lengths.walked) => of.map(({ kind, lengthM }) => [kind, Math.round(lengthM)]);
	expect(metres(lengths.walked)).toEqual([
		["residential", 400],
		["service", 200],
	]);
	expect(metres(lengths.refused)).toEqual([
		["motorway", 500],
		["trunk (motorroad=yes)", 300],
		["service (foot=no)", 200],
		["service (access=no)", 100],
	]);
	expect(Math.round(lengths.privateM)).toBe(200);
});
