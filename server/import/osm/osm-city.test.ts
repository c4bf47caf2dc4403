import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Polygon } from "geojson";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NODE_FLAG, STREET_CLASSES, WAY_FLAG } from "../../../geodata/graph/street-source.ts";
import { type OsmElements, osmPbf, osmXml } from "../../test/osm-files.ts";
import { type OsmCity, readOsmCity } from "./osm-city.ts";

/**
 * A street A–B–C along the equator, a gate at B, a footbridge P–Q over it, a lake with an island whose shore is two
 * ways, a wall, and a hamlet. Nodes are 0.001° (111 m) apart.
 */
const TOWN: OsmElements = {
	nodes: [
		{ id: 1, lng: 0, lat: 0 },
		{ id: 2, lng: 0.001, lat: 0, tags: { barrier: "gate" } },
		{ id: 3, lng: 0.002, lat: 0 },
		{ id: 4, lng: 0.0015, lat: 0.0005 },
		{ id: 5, lng: 0.0015, lat: -0.0005 },
		{ id: 11, lng: 0, lat: 0.001 },
		{ id: 12, lng: 0.001, lat: 0.001 },
		{ id: 13, lng: 0.001, lat: 0.002 },
		{ id: 14, lng: 0, lat: 0.002 },
		{ id: 15, lng: 0.0004, lat: 0.0014 },
		{ id: 16, lng: 0.0006, lat: 0.0014 },
		{ id: 17, lng: 0.0005, lat: 0.0016 },
		{
			id: 4_000_000_021,
			lng: 0.0007,
			lat: 0.0001,
			tags: { place: "hamlet", name: "Lü & Söhne", "name:en": "Lu" },
		},
		{ id: 4_000_000_022, lng: 0.0003, lat: 0.0001, tags: { amenity: "pharmacy", name: "药房" } },
	],
	ways: [
		{ id: 101, nodes: [1, 2, 3], tags: { highway: "secondary", name: "人民路" } },
		{ id: 102, nodes: [4, 5], tags: { highway: "footway", bridge: "yes" } },
		{ id: 103, nodes: [3, 4], tags: { highway: "steps" } },
		{ id: 104, nodes: [11, 12, 13], tags: {} },
		{ id: 105, nodes: [11, 14, 13], tags: {} },
		{ id: 106, nodes: [15, 16, 17, 15], tags: {} },
		{ id: 107, nodes: [1, 11], tags: { barrier: "wall" } },
		{ id: 108, nodes: [1, 2, 12, 11, 1], tags: { amenity: "pharmacy", building: "yes" } },
	],
	relations: [
		{
			id: 201,
			members: [
				{ way: 104, role: "outer" },
				{ way: 105, role: "outer" },
				{ way: 106, role: "inner" },
			],
			tags: { type: "multipolygon", natural: "water", water: "lake", name: "湖" },
		},
	],
};

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "lucheng-osm-"));
});
afterAll(() => rm(folder, { recursive: true }));

const file = async (name: string, content: string | Uint8Array) => {
	const path = join(folder, name);
	await writeFile(path, content);
	return path;
};
const read = async (content: string | Uint8Array, options = {}) =>
	readOsmCity(await file("town.osm", content), options);
const nameOfClass = (city: OsmCity, way: number) => STREET_CLASSES[city.streets.wayClass[way]!];

describe("a city from OpenStreetMap", () => {
	it("reads the streets with their classes, names, flags and nodes", async () => {
		const { streets, bbox } = await read(osmXml(TOWN));
		expect([...streets.wayId]).toEqual([101, 102, 103]);
		expect(streets.wayName).toEqual(["人民路", "", ""]);
		expect([...streets.wayStart]).toEqual([0, 3, 5, 7]);
		// Numbered by first use in the ways: 1, 2, 3 are 0, 1, 2; 4, 5 are 3, 4.
		expect([...streets.wayNode]).toEqual([0, 1, 2, 3, 4, 2, 3]);
		expect([...streets.nodeLngDeg]).toEqual([0, 0.001, 0.002, 0.0015, 0.0015]);
		expect([...streets.nodeFlags]).toEqual([0, NODE_FLAG.GATE, 0, 0, 0]);
		expect(bbox).toEqual([0, -0.0005, 0.002, 0.0005]);
	});

	it("climbs the footbridge over the road, and only it", async () => {
		const city = await read(osmXml(TOWN));
		const climbed = [...city.streets.wayFlags].map((flags) => (flags & WAY_FLAG.OVERPASS) !== 0);
		expect(climbed).toEqual([false, true, false]);
		const overBrook = {
			...TOWN,
			ways: TOWN.ways.map((way) => (way.id === 101 ? { ...way, tags: { highway: "service" } } : way)),
		};
		const level = await read(osmXml(overBrook));
		expect(nameOfClass(level, 0)).toBe("service");
		expect([...level.streets.wayFlags].every((flags) => (flags & WAY_FLAG.OVERPASS) === 0)).toBe(true);
	});

	it("does not climb a bridge that begins at the road itself", async () => {
		const ways = [
			...TOWN.ways.slice(0, 1),
			{ id: 102, nodes: [2, 4], tags: { highway: "footway", bridge: "yes" } },
		];
		const { streets } = await read(osmXml({ ...TOWN, ways, relations: [] }));
		expect(streets.wayFlags[1]! & WAY_FLAG.OVERPASS).toBe(0);
	});

	it("joins a lake out of its shores, with its island, wound as RFC 7946 wants", async () => {
		const { baseFeatures } = await read(osmXml(TOWN));
		const lake = baseFeatures.find(({ layer }) => layer === "water")!;
		expect(lake).toMatchObject({ kind: "lake", name: "湖", bridge: false, tunnel: false });
		const { coordinates } = lake.geometry as Polygon;
		expect(coordinates).toHaveLength(2);
		expect(new Set(coordinates[0]!.map(String))).toEqual(
			new Set(["0,0.001", "0.001,0.001", "0.001,0.002", "0,0.002"]),
		);
		expect(turns(coordinates[0]!)).toBeGreaterThan(0);
		expect(turns(coordinates[1]!)).toBeLessThan(0);
	});

	it("keeps walls as lines, buildings as areas and places as labels", async () => {
		const { baseFeatures } = await read(osmXml(TOWN));
		const byLayer = (layer: string) => baseFeatures.filter((feature) => feature.layer === layer);
		expect(byLayer("wall").map(({ geometry }) => geometry.type)).toEqual(["LineString"]);
		expect(byLayer("building").map(({ geometry }) => geometry.type)).toEqual(["Polygon"]);
		expect(byLayer("place")).toMatchObject([{ kind: "hamlet", name: "Lü & Söhne", nameEn: "Lu", rank: 3 }]);
	});

	it("finds tagged places, of an area the middle of its corners", async () => {
		const { tagged } = await read(osmXml(TOWN), { filter: { key: "amenity", value: "pharmacy" } });
		expect(tagged.map(({ id }) => id)).toEqual(["n4000000022", "w108"]);
		expect(tagged[0]!.tags.get("name")).toBe("药房");
		// Corners 0,0 · 0.001,0 · 0.001,0.001 · 0,0.001.
		expect(tagged[1]!.position[0]).toBeCloseTo(0.0005, 10);
		expect(tagged[1]!.position[1]).toBeCloseTo(0.0005, 10);
	});

	it("reads the same city from every file format", async () => {
		const plain = await read(osmXml(TOWN));
		expect(await read(gzipSync(osmXml(TOWN)))).toEqual(plain);
		expect(await read(osmPbf(TOWN))).toEqual(plain);
		expect(await read(osmPbf(TOWN, { packing: "raw" }))).toEqual(plain);
		expect(await read(osmPbf(TOWN, { dense: false, granularity: 1000 }))).toEqual(plain);
	});

	it("reads nodes in any order, also after the ways", async () => {
		const plain = await read(osmXml(TOWN));
		expect(await read(osmXml({ ...TOWN, nodes: [...TOWN.nodes].reverse() }))).toMatchObject({
			streets: plain.streets,
			bbox: plain.bbox,
		});
	});

	it("cuts a way where the extract lacks its nodes", async () => {
		const ways = [{ id: 9, nodes: [1, 2, 77, 3, 4, 88, 5], tags: { highway: "footway" } }];
		const { streets } = await read(osmXml({ ...TOWN, ways, relations: [] }));
		expect([...streets.wayId]).toEqual([9, 9]);
		expect([...streets.wayStart]).toEqual([0, 2, 4]);
	});

	it("reads only what lies inside the clip", async () => {
		const { streets, baseFeatures } = await read(osmXml(TOWN), { clip: [-1, -0.0001, 0.0012, 0.0001] });
		expect([...streets.nodeLngDeg]).toEqual([0, 0.001]);
		expect(baseFeatures.map(({ layer }) => layer)).toEqual(["place"]);
	});

	it("keeps the banks of a lake that the extract cuts through", async () => {
		const ways = TOWN.ways.filter(({ id }) => id !== 105);
		const { baseFeatures, cutAreas } = await read(osmXml({ ...TOWN, ways }));
		expect(cutAreas).toBe(1);
		expect(baseFeatures.filter(({ kind }) => kind === "bank").map(({ geometry }) => geometry.type)).toEqual([
			"LineString",
		]);
	});

	it("refuses a file with nothing to walk on, in one sentence", async () => {
		const ways = [{ id: 1, nodes: [1, 2], tags: { highway: "motorway" } }];
		await expect(read(osmXml({ ...TOWN, ways, relations: [] }))).rejects.toMatchObject({
			code: "NETWORK_EMPTY",
			message: expect.stringMatching(
				/town\.osm has 1 street and none that may be walked; at least one street is needed\.$/,
			),
		});
	});
});

/** Twice the signed area: positive if the ring runs counter-clockwise. */
function turns(ring: readonly (readonly number[])[]): number {
	return ring.slice(1).reduce((sum, b, i) => sum + ring[i]![0]! * b[1]! - b[0]! * ring[i]![1]!, 0);
}
