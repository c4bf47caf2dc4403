import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { osmXml } from "../test/osm-files.ts";
import { assembleCity } from "./assemble-city.ts";
import { extentOf, readBoundary } from "./boundary.ts";

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "lucheng-boundary-"));
});
afterAll(() => rm(folder, { recursive: true }));

const write = async (name: string, content: string) => {
	await writeFile(join(folder, name), content);
	return join(folder, name);
};
const box = (west: number, south: number, east: number, north: number) => ({
	type: "Polygon",
	coordinates: [
		[
			[west, south],
			[east, south],
			[east, north],
			[west, north],
			[west, south],
		],
	],
});
const feature = (geometry: unknown) => ({ type: "Feature", properties: {}, geometry });
const read = async (json: unknown, datum: "wgs84" | "gcj02" = "wgs84") =>
	readBoundary(await write("b.geojson", typeof json === "string" ? json : JSON.stringify(json)), datum);

describe("a boundary", () => {
	it("is read from a geometry, a feature or a collection, its parts merged", async () => {
		expect(await read(box(0, 0, 1, 1))).toEqual(box(0, 0, 1, 1));
		expect(await read(feature(box(0, 0, 1, 1)))).toEqual(box(0, 0, 1, 1));
		const merged = await read({
			type: "FeatureCollection",
			features: [feature(box(0, 0, 1, 1)), feature(box(1, 0, 2, 1))],
		});
		expect(merged.type).toBe("Polygon");
		expect(extentOf(merged)).toEqual([0, 0, 2, 1]);
	});

	it("is taken back from GCJ-02", async () => {
		const [west] = extentOf(await read(box(120.9, 31.3, 121, 31.4), "gcj02"));
		expect(west).toBeLessThan(120.898);
	});

	it.each<[string, unknown, string]>([
		["no JSON", "{", "b.geojson is no boundary: it is not JSON"],
		["nothing", "null", 'b.geojson is no boundary: its type is "undefined" and it holds no polygon'],
		[
			"a point",
			{ type: "Point", coordinates: [0, 0] },
			'b.geojson is no boundary: its type is "Point" and it holds no polygon',
		],
		[
			"metres",
			box(500_000, 3_400_000, 510_000, 3_410_000),
			"b.geojson is no boundary: polygon 1 is not valid or not in degrees",
		],
	])("refuses %s in one sentence", async (_what, json, message) => {
		await expect(read(json)).rejects.toMatchObject({
			code: "BOUNDARY_INVALID",
			message: expect.stringContaining(message),
		});
	});

	it("cuts a city out of a larger extract, and keeps the streets just beyond", async () => {
		// Along the equator a node each 0.005° (556 m) for 111 km; the city is 0.1° to 0.2°.
		const nodes = Array.from({ length: 201 }, (_, i) => ({ id: i + 1, lng: 0.005 * i, lat: 0 }));
		const { input } = await assembleCity(
			{
				cityId: "cut",
				name: "Cut",
				nameEn: "Cut",
				network: await write(
					"long.osm",
					osmXml({ nodes, ways: [{ id: 1, nodes: nodes.map(({ id }) => id), tags: { highway: "path" } }] }),
				),
				population: "grid:1000",
				populationColumn: null,
				boundary: await write("b.geojson", JSON.stringify(box(0.1, -0.01, 0.2, 0.01))),
				datum: "wgs84",
				facilities: null,
			},
			() => {},
		);
		expect(input.bbox).toEqual([0.1, -0.01, 0.2, 0.01]);
		// 2 km are 0.01799°: the first node inside 0.082 is 0.085.
		const lngs = input.streets.nodeLngDeg;
		expect([lngs[0], lngs.at(-1)]).toEqual([0.085, 0.215]);
		// 11.12 km of street pass twelve cells; the middle of the last lies beyond.
		expect(input.compounds).toHaveLength(11);
		expect(input.compounds.every(({ lngDeg }) => lngDeg > 0.1 && lngDeg < 0.2)).toBe(true);
	});
});
