import { describe, expect, it } from "vitest";
import { STREET_CLASSES, WAY_FLAG } from "../../../geodata/graph/street-source.ts";
import { nodesAt, type OsmElements, readElements } from "../../test/osm-files.ts";
import type { OsmCity } from "./osm-city.ts";

/** A square of 60 m (1–4) with a fountain (5–7), another part beside it (8–10), and a street to it (20, 1). */
const NODES = nodesAt({
	1: [0, 0],
	2: [60, 0],
	3: [60, 60],
	4: [0, 60],
	5: [20, 20],
	6: [40, 20],
	7: [30, 40],
	8: [100, 0],
	9: [140, 0],
	10: [120, 40],
	20: [-50, 0],
});
const STREET = { id: 100, nodes: [20, 1], tags: { highway: "residential" } };

/** OSM ids of the nodes of a square's rings, found by position; a ring begins at its smallest id. */
const ringsOf = ({ streets }: OsmCity) =>
	streets.squares!.map(({ rings }) =>
		rings.map((ring) => {
			const ids = [...ring].map((node) => {
				const isHere = ({ lng, lat }: { lng: number; lat: number }) =>
					Math.hypot(lng - streets.nodeLngDeg[node]!, lat - streets.nodeLatDeg[node]!) < 1e-7;
				return NODES.find(isHere)!.id;
			});
			const first = ids.indexOf(Math.min(...ids));
			const turned = [...ids.slice(first), ...ids.slice(0, first)];
			// In either direction it is the same ring.
			return turned[1]! < turned.at(-1)! ? turned : [turned[0]!, ...turned.slice(1).reverse()];
		}),
	);
const walkable = ({ streets }: OsmCity) =>
	[...streets.wayId].filter(
		(_, way) => (streets.wayFlags[way]! & (WAY_FLAG.WALK_FORWARD | WAY_FLAG.WALK_BACKWARD)) !== 0,
	);
const read = (elements: Omit<OsmElements, "nodes">) => readElements({ nodes: NODES, ...elements });

describe("squares", () => {
	it.each<Record<string, string>>([
		{ highway: "pedestrian", area: "yes" },
		{ highway: "footway", area: "yes" },
		{ highway: "service", area: "yes", access: "private" },
		{ man_made: "pier", area: "yes" },
		{ railway: "platform" },
		{ place: "square", foot: "yes" },
		{ place: "square", area: "yes", leisure: "park" },
	])("are closed ways tagged %o", async (tags) => {
		const city = await read({ ways: [STREET, { id: 101, nodes: [1, 2, 3, 4, 1], tags }] });
		expect(ringsOf(city)).toEqual([[[1, 2, 3, 4]]]);
		// Its outline is walkable too.
		expect(walkable(city)).toEqual([100, 101]);
	});

	it.each<[Record<string, string>, number[]]>([
		[{ highway: "pedestrian" }, [1, 2, 3, 4, 1]],
		[{ highway: "pedestrian", area: "no" }, [1, 2, 3, 4, 1]],
		[{ highway: "pedestrian", area: "yes" }, [1, 2, 3, 4]],
		[{ highway: "pedestrian", area: "yes", foot: "no" }, [1, 2, 3, 4, 1]],
		[{ highway: "pedestrian", area: "yes" }, [1, 2, 99, 4, 1]],
		[{ man_made: "pier" }, [1, 2, 3, 4, 1]],
	])("are not %o along %o", async (tags, nodes) => {
		const city = await read({ ways: [STREET, { id: 101, nodes, tags }] });
		expect(city.streets.squares).toEqual([]);
	});

	it("are relations of several ways, parts and holes, walked along every ring", async () => {
		const city = await read({
			ways: [
				STREET,
				{ id: 101, nodes: [1, 2, 3], tags: {} },
				{ id: 102, nodes: [1, 4, 3], tags: { surface: "sett" } },
				{ id: 103, nodes: [5, 6, 7, 5], tags: { natural: "water" } },
				{ id: 104, nodes: [8, 9, 10, 8], tags: {} },
			],
			relations: [
				{
					id: 900,
					members: [
						{ way: 104, role: "outer" },
						{ way: 101, role: "outer" },
						{ way: 102, role: "" },
						{ way: 103, role: "inner" },
					],
					tags: { type: "multipolygon", highway: "pedestrian", name: "Square", access: "private" },
				},
			],
		});
		expect(ringsOf(city)).toEqual([
			[[8, 9, 10]],
			[
				[1, 2, 3, 4],
				[5, 6, 7],
			],
		]);
		const { streets } = city;
		expect([...streets.wayId]).toEqual([100, 104, 101, 102, 103]);
		expect([...streets.wayClass.slice(1)]).toEqual(Array(4).fill(STREET_CLASSES.indexOf("pedestrian")));
		const { WALK_FORWARD, WALK_BACKWARD, PRIVATE } = WAY_FLAG;
		expect([...streets.wayFlags.slice(1)]).toEqual(Array(4).fill(WALK_FORWARD | WALK_BACKWARD | PRIVATE));
		expect(streets.wayName.slice(1)).toEqual(Array(4).fill("Square"));
	});

	it("leave a street that bounds them as it is", async () => {
		const ways: OsmElements["ways"] = [
			{ id: 101, nodes: [1, 2, 3], tags: { highway: "residential", name: "Side" } },
			{ id: 102, nodes: [3, 4, 1], tags: {} },
		];
		const members = ways.map(({ id }) => ({ way: id, role: "outer" }));
		const tags = { type: "multipolygon", highway: "pedestrian" };
		const city = await read({ ways, relations: [{ id: 900, members, tags }] });
		expect([...city.streets.wayId]).toEqual([101, 102]);
		expect(city.streets.wayName).toEqual(["Side", ""]);
		expect(ringsOf(city)).toEqual([[[1, 2, 3, 4]]]);
	});

	it("have the holes of their relation even if the ring repeats its tags", async () => {
		const square = { highway: "pedestrian", area: "yes" };
		const ways = [
			{ id: 101, nodes: [1, 2, 3, 4, 1], tags: square },
			{ id: 103, nodes: [5, 6, 7, 5], tags: {} },
		];
		const members = [
			{ way: 101, role: "outer" },
			{ way: 103, role: "inner" },
		];
		const city = await read({
			ways,
			relations: [{ id: 900, members, tags: { type: "multipolygon", ...square } }],
		});
		expect(ringsOf(city)).toEqual([
			[
				[1, 2, 3, 4],
				[5, 6, 7],
			],
		]);
	});

	it("keep what is left of their outline where the extract cuts them", async () => {
		const ways = [
			STREET,
			{ id: 101, nodes: [1, 2, 99, 3], tags: {} },
			{ id: 102, nodes: [3, 4, 1], tags: {} },
			{ id: 104, nodes: [8, 9, 10, 8], tags: {} },
		];
		const members = [101, 102, 104].map((way) => ({ way, role: "outer" }));
		const tags = { type: "multipolygon", man_made: "pier" };
		const city = await read({ ways, relations: [{ id: 900, members, tags }] });
		expect([...city.streets.wayId]).toEqual([100, 101, 102, 104]);
		expect(ringsOf(city)).toEqual([[[8, 9, 10]]]);
	});

	it("exclude relations not walkable, and boundaries", async () => {
		const ways = [STREET, { id: 101, nodes: [1, 2, 3, 4, 1], tags: {} }];
		const members = [{ way: 101, role: "outer" }];
		for (const tags of [
			{ type: "multipolygon", highway: "pedestrian", access: "no" },
			{ type: "boundary", place: "square", area: "yes" },
		]) {
			const city = await read({ ways, relations: [{ id: 900, members, tags }] });
			expect(city.streets.squares).toEqual([]);
			expect([...city.streets.wayId]).toEqual([100]);
		}
	});
});
