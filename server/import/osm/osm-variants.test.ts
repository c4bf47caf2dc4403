import { describe, expect, it } from "vitest";
import { STREET_CLASSES } from "../../../geodata/graph/street-source.ts";
import {
	nodesAt,
	type OsmElements,
	osmPbf,
	osmXml,
	readContent,
	readElements,
} from "../../test/osm-files.ts";
import type { OsmOptions } from "./osm-city.ts";

/** A street across a signal, a lane off it, a pharmacy, and a lake from a relation of two ways. */
const TOWN: OsmElements = {
	nodes: nodesAt({
		1: [0, 0],
		2: [100, 0, { highway: "traffic_signals" }],
		3: [200, 0],
		4: [100, 100],
		10: [50, 10, { amenity: "pharmacy", name: "药房" }],
		21: [300, 0],
		22: [400, 0],
		23: [350, 80],
	}),
	ways: [
		{ id: 101, nodes: [1, 2, 3], tags: { highway: "residential", name: "人民路" } },
		{ id: 102, nodes: [2, 4], tags: { highway: "footway" } },
		{ id: 103, nodes: [21, 22], tags: {} },
		{ id: 104, nodes: [21, 23, 22], tags: {} },
	],
	relations: [
		{
			id: 201,
			members: [
				{ way: 103, role: "outer" },
				{ way: 104, role: "outer" },
			],
			tags: { type: "multipolygon", natural: "water", name: "湖" },
		},
	],
};
const PHARMACIES: OsmOptions = { filter: { key: "amenity", value: "pharmacy" } };
const refusal = (content: string | Uint8Array, options: OsmOptions = {}) =>
	readContent(content, options).then(
		() => expect.fail("it was accepted"),
		(error: { code: string; message: string }) => error,
	);

describe("positions written into the ways", () => {
	it("are read as Overpass answers to `out geom`, of the members of relations too", async () => {
		const plain = await readElements(TOWN, PHARMACIES);
		expect(plain.baseFeatures).toHaveLength(1);
		const answer = osmXml(TOWN, { places: "ways" });
		expect(answer).not.toContain('<node id="1"');
		expect(await readContent(answer, PHARMACIES)).toEqual(plain);
		// The lake's shores are only in the relation.
		const streets = answer.replace(/<way id="10[34]">[\s\S]*?<\/way>\n/g, "");
		expect(streets).not.toContain('<way id="104"');
		expect(await readContent(streets, PHARMACIES)).toEqual(plain);
	});

	it("are read as LocationsOnWays writes them", async () => {
		const plain = await readElements(TOWN, PHARMACIES);
		expect(await readContent(osmPbf(TOWN, { places: "ways" }), PHARMACIES)).toEqual(plain);
		expect(await readContent(osmPbf(TOWN, { places: "ways", granularity: 10 }), PHARMACIES)).toEqual(plain);
	});

	it("may be missing of a node outside what was asked for", async () => {
		const answer = osmXml(TOWN, { places: "ways" }).replace(/<nd ref="3"[^>]*>/, '<nd ref="3"/>');
		const { streets } = await readContent(answer);
		expect([...streets.wayStart]).toEqual([0, 2, 4]);
	});
});

describe("duplicate elements", () => {
	const twice = (changed: Partial<OsmElements> = {}): OsmElements => ({
		nodes: [...TOWN.nodes, ...(changed.nodes ?? TOWN.nodes)],
		ways: [...TOWN.ways, ...(changed.ways ?? TOWN.ways)],
		relations: [...TOWN.relations!, ...(changed.relations ?? TOWN.relations!)],
	});

	it("count once where they are equal", async () => {
		const plain = await readElements(TOWN, PHARMACIES);
		for (const content of [osmXml(twice()), osmPbf(twice())]) {
			expect(await readContent(content, PHARMACIES)).toEqual(plain);
		}
	});

	const moved = TOWN.nodes.map((node) => (node.id === 4 ? { ...node, lat: node.lat + 0.001 } : node));
	const renamed = TOWN.ways.map((way) => (way.id === 101 ? { ...way, tags: { highway: "service" } } : way));
	const longer = TOWN.ways.map((way) => (way.id === 102 ? { ...way, nodes: [2, 3, 4] } : way));
	const drained = TOWN.relations!.map((relation) => ({ ...relation, tags: { type: "multipolygon" } }));
	const sold = TOWN.nodes.map((node) =>
		node.id === 10 ? { ...node, tags: { amenity: "pharmacy", name: "茶馆" } } : node,
	);

	it.each<[string, Partial<OsmElements>]>([
		["node 4", { nodes: moved }],
		["node 10", { nodes: sold }],
		["way 101", { ways: renamed }],
		["way 102", { ways: longer }],
		["relation 201", { relations: drained }],
	])("are refused by name where %s differs and has no version", async (name, changed) => {
		const error = await refusal(osmPbf(twice(changed)), PHARMACIES);
		expect(error.code).toBe("OSM_ELEMENT_TWICE");
		expect(error.message).toContain(`${name} twice with different content, and no version tells`);
	});

	it("count by the later version, wherever it stands", async () => {
		const versioned = (elements: OsmElements, version: number): OsmElements => ({
			nodes: elements.nodes.map((node) => ({ ...node, version })),
			ways: elements.ways.map((way) => ({ ...way, version })),
			relations: elements.relations!.map((relation) => ({ ...relation, version })),
		});
		const later = { nodes: moved, ways: renamed, relations: drained };
		const joined = (first: OsmElements, second: OsmElements): OsmElements => ({
			nodes: [...first.nodes, ...second.nodes],
			ways: [...first.ways, ...second.ways],
			relations: [...first.relations!, ...second.relations!],
		});
		const expected = await readElements(later, PHARMACIES);
		const [one, two] = [versioned(TOWN, 1), versioned(later, 2)];
		for (const elements of [joined(one, two), joined(two, one)]) {
			expect(await readContent(osmXml(elements), PHARMACIES)).toMatchObject({
				streets: { wayClass: expected.streets.wayClass, nodeLatDeg: expected.streets.nodeLatDeg },
				baseFeatures: [],
			});
			expect((await readContent(osmPbf(elements), PHARMACIES)).tagged).toHaveLength(1);
		}
		const error = await refusal(osmXml(joined(one, versioned(later, 1))));
		expect(error.message).toContain("node 4 twice with different content, both times as version 1");
	});
});

it("takes the newest version of a way that a relation is made of", async () => {
	const old = { id: 104, nodes: [21, 22], tags: {}, version: 1 };
	const ways = TOWN.ways.map((way) => ({ ...way, version: 2 }));
	const { baseFeatures } = await readElements({ ...TOWN, ways: [...ways, old] });
	expect(baseFeatures.map(({ geometry }) => geometry.type)).toEqual(["Polygon"]);
});

describe("a file with the history of its elements", () => {
	const HISTORY: OsmElements = {
		nodes: [
			{ id: 1, lng: 0, lat: 0, version: 1 },
			{ id: 1, lng: 0.5, lat: 0.5, version: 2, visible: false },
			{ id: 1, lng: 0.001, lat: 0, version: 3 },
			{ id: 2, lng: 0.002, lat: 0, version: 1 },
			{ id: 3, lng: 0.003, lat: 0, version: 7 },
			{ id: 4, lng: 0.004, lat: 0, version: 1, tags: { amenity: "pharmacy" } },
			{ id: 4, lng: 0.004, lat: 0, version: 2, visible: false, tags: { amenity: "pharmacy" } },
			{ id: 5, lng: 0.005, lat: 0, version: 1, tags: { amenity: "pharmacy" } },
			{ id: 5, lng: 0.005, lat: 0, version: 2, tags: { amenity: "cafe" } },
		],
		ways: [
			{ id: 101, nodes: [1, 2], tags: { highway: "residential" }, version: 1 },
			{ id: 101, nodes: [1, 2, 3], tags: { highway: "footway" }, version: 2 },
			{ id: 102, nodes: [2, 3], tags: { highway: "residential" }, version: 1 },
			{ id: 102, nodes: [2, 3], tags: { highway: "residential" }, version: 2, visible: false },
		],
	};

	it.each([
		["XML", osmXml(HISTORY)],
		["a PBF", osmPbf(HISTORY, { requiredFeature: "HistoricalInformation" })],
		["a PBF of single nodes", osmPbf(HISTORY, { requiredFeature: "HistoricalInformation", dense: false })],
	])("is read in its newest state from %s", async (_packing, content) => {
		const { streets, tagged } = await readContent(content, PHARMACIES);
		expect([...streets.wayId]).toEqual([101]);
		expect(STREET_CLASSES[streets.wayClass[0]!]).toBe("footway");
		expect([...streets.nodeLngDeg]).toEqual([0.001, 0.002, 0.003]);
		expect(tagged).toEqual([]);
	});

	it("leaves out a node whose newest version lies beyond the clip", async () => {
		const { streets } = await readContent(osmXml(HISTORY), { clip: [-1, -1, 0.0025, 1] });
		expect([...streets.nodeLngDeg]).toEqual([0.001, 0.002]);
		const moved = HISTORY.nodes.flatMap((node) =>
			node.id === 2 ? [node, { ...node, version: 2, lng: 5 }] : [node],
		);
		await expect(
			readContent(osmXml({ ...HISTORY, nodes: moved }), { clip: [-1, -1, 0.0025, 1] }),
		).rejects.toMatchObject({ code: "NETWORK_EMPTY" });
	});
});
