import type { MultiPolygon, Polygon } from "geojson";
import { describe, expect, it } from "vitest";
import { nodesAt, type OsmElements, readElements } from "../../test/osm-files.ts";
import type { TagFilter } from "./osm-collector.ts";

/** An L with two arms 20 m wide (1–6), whose mean corner is outside it; a small separate part (7–9); a hole (11–13). */
const NODES = nodesAt({
	1: [0, 0],
	2: [200, 0],
	3: [200, 20],
	4: [20, 20],
	5: [20, 200, { barrier: "gate" }],
	6: [0, 200],
	7: [300, 0],
	8: [310, 0],
	9: [305, 10],
	10: [300, 5, { entrance: "main" }],
	11: [60, 5],
	12: [140, 5],
	13: [100, 15],
	20: [0, -10],
	21: [400, -10],
	22: [150, -10],
});
const STREET = { id: 100, nodes: [20, 21], tags: { highway: "residential" } };
const RING = [1, 2, 3, 4, 5, 6, 1];
const PARK = { leisure: "park", name: "L" };

const read = async (
	elements: Omit<OsmElements, "nodes">,
	filter: TagFilter = { key: "leisure", value: "park" },
) => (await readElements({ nodes: NODES, ...elements, ways: [STREET, ...elements.ways] }, { filter })).tagged;

/** Whole metres east and north of the drawing's origin. */
const metres = ([lng, lat]: readonly [number, number]) => {
	const [origin, corner] = [NODES[0]!, NODES[2]!];
	return [
		Math.round(((lng - origin.lng) / (corner.lng - origin.lng)) * 200),
		Math.round(((lat - origin.lat) / (corner.lat - origin.lat)) * 20),
	];
};
const rings = (area: Polygon | MultiPolygon | null) =>
	(area?.type === "Polygon" ? [area.coordinates] : (area?.coordinates ?? [])).map((part) =>
		part.map((ring) => ring.length - 1),
	);

describe("tagged places", () => {
	it("from a closed way have its outline, its gates and a position inside", async () => {
		const [place, ...more] = await read({ ways: [{ id: 1, nodes: RING, tags: PARK }] });
		expect(more).toEqual([]);
		expect(place!.id).toBe("w1");
		expect(rings(place!.outline)).toEqual([[6]]);
		expect(place!.entrances.map(metres)).toEqual([[20, 200]]);
		// Lines across at half, three and seven tenths of 200 m all cut only the northern arm, from 0 to 20 m.
		expect(metres(place!.position)).toEqual([10, 100]);
	});

	it("from a relation have all its parts and holes, and lie in the largest", async () => {
		const ways = [
			{ id: 1, nodes: [1, 2, 3], tags: {} },
			{ id: 2, nodes: [1, 6, 5, 4, 3], tags: {} },
			{ id: 3, nodes: [7, 8, 9, 10, 7], tags: {} },
			{ id: 4, nodes: [11, 12, 13, 11], tags: {} },
		];
		const members = [
			{ way: 3, role: "outer" },
			{ way: 1, role: "outer" },
			{ way: 2, role: "outer" },
			{ way: 4, role: "inner" },
		];
		const [place] = await read({
			ways,
			relations: [{ id: 9, members, tags: { type: "multipolygon", ...PARK } }],
		});
		expect(place!.id).toBe("r9");
		expect(rings(place!.outline)).toEqual([[4], [6, 3]]);
		expect(place!.entrances.map(metres)).toEqual([
			[300, 5],
			[20, 200],
		]);
		expect(metres(place!.position)).toEqual([10, 100]);
	});

	it("are one where a relation and its ring bear the same tag, and two where the tags differ", async () => {
		const relation = {
			id: 9,
			members: [{ way: 1, role: "outer" }],
			tags: { type: "site", amenity: "university" },
		};
		const amenities = async (amenity: string) =>
			(
				await read(
					{ ways: [{ id: 1, nodes: RING, tags: { amenity } }], relations: [relation] },
					{ key: "amenity", value: "*" },
				)
			).map(({ id }) => id);
		expect(await amenities("university")).toEqual(["r9"]);
		expect(await amenities("library")).toEqual(["w1", "r9"]);
	});

	it("cut open by the extract are at the middle of the rest, without outline", async () => {
		const ways = [{ id: 1, nodes: [1, 2, 3], tags: {} }];
		const members = [
			{ way: 1, role: "outer" },
			{ way: 77, role: "outer" },
		];
		const [place] = await read({
			ways,
			relations: [{ id: 9, members, tags: { type: "multipolygon", ...PARK } }],
		});
		expect(place!.outline).toBeNull();
		// Half of 200 + 20 m along.
		expect(metres(place!.position)).toEqual([110, 0]);
	});

	it("that are not areas lie at the midpoint of their line", async () => {
		const [open] = await read({ ways: [{ id: 1, nodes: [1, 2, 3], tags: PARK }] });
		expect(open).toMatchObject({ outline: null });
		expect(metres(open!.position)).toEqual([110, 0]);
		// 20 m down, then 90 m to the west.
		const [back] = await read({ ways: [{ id: 1, nodes: [3, 2, 1], tags: PARK }] });
		expect(metres(back!.position)).toEqual([110, 0]);
		const fence = { key: "barrier", value: "fence" };
		const [ring] = await read({ ways: [{ id: 1, nodes: RING, tags: { barrier: "fence" } }] }, fence);
		expect(ring!.outline).toBeNull();
		const area = { barrier: "fence", area: "yes" };
		expect((await read({ ways: [{ id: 1, nodes: RING, tags: area }] }, fence))[0]!.outline).not.toBeNull();
	});

	it("entirely outside the extract are left out", async () => {
		const tags = { type: "multipolygon", ...PARK };
		expect(
			await read({ ways: [], relations: [{ id: 9, members: [{ way: 77, role: "outer" }], tags }] }),
		).toEqual([]);
	});
});
