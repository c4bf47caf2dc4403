import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { osmXml } from "../test/osm-files.ts";
import { assembleCity } from "./assemble-city.ts";
import { extentOf, readBoundary } from "./boundary.ts";
import { type Area, flawOf } from "./geos.ts";

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "lucheng-boundary-"));
});
afterAll(() => rm(folder, { recursive: true }));

const write = async (name: string, content: string | Uint8Array) => {
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
	readBoundary(
		await write(
			"b.geojson",
			typeof json === "string" || json instanceof Uint8Array ? json : JSON.stringify(json),
		),
		datum,
	);
const areaOf = async (json: unknown, datum: "wgs84" | "gcj02" = "wgs84") => (await read(json, datum)).area;
/** The ring of a polygon, with its first corner repeated at the end. */
const ringed = (corners: number[][]) => ({ type: "Polygon", coordinates: [[...corners, corners[0]!]] });
const closed = (...corners: number[][]) => ringed(corners);

/** Square degrees without the holes. */
function areaDeg2(area: Area): number {
	const ringDeg2 = (ring: number[][]) =>
		Math.abs(
			ring.slice(1).reduce((sum, [x = 0, y = 0], i) => {
				const [px = 0, py = 0] = ring[i]!;
				return sum + (px * y - x * py) / 2;
			}, 0),
		);
	const polygons = area.type === "Polygon" ? [area.coordinates] : area.coordinates;
	return polygons
		.flatMap((rings) => rings.map((ring, i) => (i === 0 ? 1 : -1) * ringDeg2(ring)))
		.reduce((a, b) => a + b);
}

/** A square whose sides are repeatedly split at random points, like a coast: 4 · 2^times corners. */
function ragged(times: number) {
	let seed = 1;
	const random = () => {
		seed = (seed * 16_807) % 2_147_483_647;
		return seed / 2_147_483_647 - 0.5;
	};
	let corners = [
		[0, 0],
		[1, 0],
		[1, 1],
		[0, 1],
	];
	for (let i = 0; i < times; i++) {
		corners = corners.flatMap(([ax = 0, ay = 0], k) => {
			const [bx = 0, by = 0] = corners[(k + 1) % corners.length]!;
			const aside = 0.3 * random();
			return [
				[ax, ay],
				[(ax + bx) / 2 - (by - ay) * aside, (ay + by) / 2 + (bx - ax) * aside],
			];
		});
	}
	return ringed(corners);
}

describe("a boundary", () => {
	it("is read from a geometry, a feature or a collection, its parts merged", async () => {
		expect(await areaOf(box(0, 0, 1, 1))).toEqual(box(0, 0, 1, 1));
		expect(await areaOf(feature(box(0, 0, 1, 1)))).toEqual(box(0, 0, 1, 1));
		const merged = await areaOf({
			type: "FeatureCollection",
			features: [feature(box(0, 0, 1, 1)), feature(box(1, 0, 2, 1))],
		});
		expect(merged.type).toBe("Polygon");
		expect(extentOf(merged)).toEqual([0, 0, 2, 1]);
	});

	it("is taken back from GCJ-02", async () => {
		const [west] = extentOf(await areaOf(box(120.9, 31.3, 121, 31.4), "gcj02"));
		expect(west).toBeLessThan(120.898);
	});

	it.each<[string, unknown, string]>([
		["no JSON", "{", "it is not JSON"],
		["nothing", "null", "it is JSON without a type; allowed is GeoJSON with polygons in degrees."],
		["an empty file", "", "it is empty"],
		["a picture", Uint8Array.from([0x89, 0x50, 0x4e, 0x47]), "it is a PNG picture"],
		["a zip", Buffer.from("PK\u0003\u0004"), "it is a zip archive"],
		["the half of a file", JSON.stringify(box(0, 0, 1, 1)).slice(0, 40), "it is not JSON"],
		["a point", { type: "Point", coordinates: [0, 0] }, "it holds no polygon (but Point); allowed"],
		["another JSON", { type: "Topology", objects: {} }, "it holds no polygon (but Topology)"],
		[
			"metres",
			box(500_000, 3_400_000, 510_000, 3_410_000),
			"polygon 1 corner 1 is [500000,3400000], which looks projected, in metres",
		],
		[
			"latitude before longitude",
			box(31.3, 120.9, 31.4, 121),
			"polygon 1 corner 1 is [31.3,120.9], which looks like latitude before longitude",
		],
		[
			"a corner of nothing",
			closed([0, 0], [1, 0], [1, null as unknown as number]),
			"polygon 1 corner 3 is [1,null], which is no position",
		],
		["a line for a ring", closed([0, 0], [1, 0]), "polygon 1 has 2 corners; at least 3 are needed"],
		[
			"a bow tie",
			closed([120.943, 31.37775], [120.957, 31.38225], [120.957, 31.37775], [120.943, 31.38225]),
			"polygon 1 crosses itself at 120.95, 31.38;",
		],
		[
			"two lobes that meet at a corner",
			closed([0, 0], [1, 1], [2, 2], [2, 0], [1, 1], [0, 2]),
			"polygon 1 touches itself at 1, 1;",
		],
		[
			"a hole outside",
			{ type: "Polygon", coordinates: [...box(0, 0, 1, 1).coordinates, ...box(2, 0, 3, 1).coordinates] },
			"polygon 1 has a hole outside its outline at 2, 0;",
		],
		[
			"the second of two",
			{
				type: "MultiPolygon",
				coordinates: [box(0, 0, 1, 1).coordinates, closed([5, 5], [6, 6], [6, 5], [5, 6]).coordinates],
			},
			"polygon 2 crosses itself at 5.5, 5.5;",
		],
	])("refuses %s in one sentence", async (_what, json, message) => {
		await expect(read(json)).rejects.toMatchObject({
			code: "BOUNDARY_INVALID",
			message: expect.stringContaining(`b.geojson is no boundary: ${message}`),
		});
	});

	// A square of two degrees; every repair keeps its area: 4 square degrees, or 3.75 with the hole.
	const square = [
		[0, 0],
		[2, 0],
		[2, 2],
		[0, 2],
	];
	it.each<[string, unknown, number, RegExp | null]>([
		["a byte order mark", `\uFEFF${JSON.stringify(closed(...square))}`, 4, null],
		["a corner written twice", closed([0, 0], [2, 0], [2, 0], [2, 2], [0, 2]), 4, null],
		["a ring that is not closed", { type: "Polygon", coordinates: [square] }, 4, null],
		["a ring the other way round", closed(...[...square].reverse()), 4, null],
		["heights", closed(...square.map((corner) => [...corner, 7])), 4, null],
		["a collection of geometries", { type: "GeometryCollection", geometries: [closed(...square)] }, 4, null],
		[
			"a name at a point",
			{
				type: "FeatureCollection",
				features: [feature(closed(...square)), feature({ type: "Point", coordinates: [1, 1] })],
			},
			4,
			/^b\.geojson: 1 geometries that are no areas left aside$/,
		],
		[
			// A notch with a base of half a degree touches the far side: its tip is a corner there.
			"a ring that touches itself",
			closed([0, 0], [0.75, 0], [1, 2], [1.25, 0], [2, 0], [2, 2], [1, 2], [0, 2]),
			3.5,
			/^b\.geojson: polygon 1 .* at 1, 2 and was mended$/,
		],
		[
			"a ring that touches itself between corners",
			closed([0, 0], [0.75, 0], [1, 2], [1.25, 0], [2, 0], [2, 2], [0, 2]),
			3.5,
			/at 1, 2 and was mended$/,
		],
		["a spike", closed([0, 0], [2, 0], [2, 2], [2, 3], [2, 2], [0, 2]), 4, /and was mended$/],
		[
			// From the rim to the hole and back along the same line, as in programs without holes.
			"a hole joined to the rim",
			closed([0, 0], [2, 0], [2, 2], [0, 2], [0, 0], [0.5, 0.5], [0.5, 1], [1, 1], [1, 0.5], [0.5, 0.5]),
			3.75,
			/and was mended$/,
		],
		[
			"parts that overlap",
			{ type: "MultiPolygon", coordinates: [box(0, 0, 1.5, 2).coordinates, box(0.5, 0, 2, 2).coordinates] },
			4,
			null,
		],
	])("is read with %s", async (_what, json, squareDeg, note) => {
		const { area: mended, notes } = await read(json);
		expect(areaDeg2(mended)).toBeCloseTo(squareDeg, 9);
		expect(await flawOf(mended)).toBeNull();
		if (note === null) expect(notes).toEqual([]);
		else expect(notes).toEqual([expect.stringMatching(note)]);
	});

	it("is read in a second with 131 073 corners, with 3000 islands, and refused as fast", async () => {
		const startedMs = performance.now();
		const coast = ragged(15);
		expect(coast.coordinates[0]).toHaveLength(131_073);
		expect((await read(coast)).notes).toEqual([]);
		const islands = Array.from({ length: 3000 }, (_, i) => {
			const [west, south] = [(i % 60) * 2, Math.floor(i / 60)];
			return box(west, south, west + 1, south + 0.5).coordinates;
		});
		const read3000 = await areaOf({ type: "MultiPolygon", coordinates: islands });
		expect(read3000.coordinates).toHaveLength(3000);
		// Corner 5000 of 10 000 on a circle is moved to the far side: its two edges cross the outline there.
		const wheel = Array.from({ length: 10_000 }, (_, i) => {
			const angle = (i / 10_000) * 2 * Math.PI;
			return [Math.cos(angle), Math.sin(angle)];
		});
		wheel[5000] = [2, 0];
		await expect(read(ringed(wheel))).rejects.toMatchObject({
			message: expect.stringMatching(/polygon 1 crosses itself at (1|0\.99\d+), -?0/),
		});
		expect(performance.now() - startedMs).toBeLessThan(10_000);
	});

	it("cuts a city out of a larger extract, and keeps the streets just beyond", async () => {
		// Along the equator, a node every 0.005° (556 m) for 111 km; the city is 0.1° to 0.2°.
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
		// 11.12 km of street pass twelve cells; the centre of the last is beyond the end.
		expect(input.compounds).toHaveLength(11);
		expect(input.compounds.every(({ lngDeg }) => lngDeg > 0.1 && lngDeg < 0.2)).toBe(true);
	});
});
