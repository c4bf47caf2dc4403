import { beforeAll, describe, expect, inject, test } from "vitest";
import { saveCity } from "../db/city/load-city.ts";
import type { Store } from "../db/store/store.ts";
import { randomCity } from "../test/random-city.ts";
import { at, saveTinyCity, tinyCity } from "../test/tiny-city.ts";
import { openTestStore, withStore } from "../test/with-store.ts";
import { encodeTile } from "../tiles/encode-tile.ts";
import { tileFeatures } from "./tile.ts";
import { TILE_LAYERS, TILE_SOURCES } from "./tile-layers.ts";
import type { TileSource } from "./tile-source.ts";

const given = withStore();
const RANDOM = randomCity("random", 7, 1600);
const HALF_WORLD_M = 20_037_508.342789244;
const CLIP_MARGIN = 96 / 4096;

const save = (store: Store, input = RANDOM) =>
	saveCity(store, { input, packBytes: new Uint8Array(1), graphHash: "x", dataVersion: "v1" });

/** The tile at a zoom that contains a position. */
function tileAt(z: number, [lngDeg, latDeg]: readonly [number, number]): { z: number; x: number; y: number } {
	const [east, north] = mercator(lngDeg, latDeg);
	const tiles = 2 ** z / (2 * HALF_WORLD_M);
	return { z, x: Math.floor((east + HALF_WORLD_M) * tiles), y: Math.floor((HALF_WORLD_M - north) * tiles) };
}

function mercator(lngDeg: number, latDeg: number): [number, number] {
	const north = Math.asinh(Math.tan((latDeg * Math.PI) / 180)) / Math.PI;
	return [(lngDeg / 180) * HALF_WORLD_M, north * HALF_WORLD_M];
}

beforeAll(async () => {
	await saveTinyCity(given.store);
	await save(given.store);
});

/** Read as the public, like the map. */
const shown = (layer: string) => ({
	source: TILE_SOURCES.get(layer) as TileSource,
	audiences: ["public"] as const,
});
const tile = (layer: string, z: number, position: readonly [number, number], cityId = "tiny") =>
	tileFeatures(given.store, { cityId, ...shown(layer), ...tileAt(z, position) });

describe("what is in a tile", () => {
	test("named things with their properties and no empty ones", async () => {
		expect((await tile("street", 15, at(500, 0))).map((one) => one.properties)).toEqual([
			{ class: "residential", name: "南岸路", walk: true },
		]);
		expect((await tile("water", 15, at(500, 200))).map((one) => one.properties)).toEqual([
			{ kind: "river", name: "小河", rank: 1 },
		]);
		expect((await tile("park", 15, at(400, -40))).map((one) => one.properties)).toEqual([
			{ parkId: "park-1", kind: "pocket-park", name: "江南小园" },
		]);
	});

	test("a community has only its name and type", async () => {
		const [north] = await tile("community", 15, at(500, 500));
		expect(Object.keys(north?.properties ?? {}).sort()).toEqual(["code", "name", "type"]);
	});

	test("compounds and plots by their land, and no data on residents", async () => {
		// Only N2 has land: 40 m × 30 m.
		expect((await tile("compound", 15, at(1900, 420))).map((one) => one.properties)).toEqual([
			{ compoundId: "N2", kind: "compound", communityCode: "c-north" },
		]);
		expect((await tile("plot", 15, at(620, -60))).map((one) => one.properties)).toEqual([
			{ plotId: "plot-1", kind: "idle", name: "plot-1 地块" },
		]);
		// At zoom 12 four pixels of 19.1 m are 1460 m² on the map, which enlarges areas by 1 ÷ cos² 31.4° = 1.37: the
		// plot of 1600 m² is drawn, the one of 1000 m² is not.
		const plots = async (z: number) =>
			[...(await tile("plot", z, at(620, -60))), ...(await tile("plot", z, at(1825, 460)))].map(
				(one) => one.properties.plotId,
			);
		expect(new Set(await plots(13))).toEqual(new Set(["plot-1", "plot-2"]));
		expect(new Set(await plots(12))).toEqual(new Set(["plot-1"]));
		expect(await plots(11)).toEqual([]);
		expect(await tile("compound", 11, at(1900, 420))).toEqual([]);
	});

	test("no staff-only place", async () => {
		const around = { cityId: "tiny", ...tileAt(11, at(100, -10)) };
		const places = await tileFeatures(given.store, { ...around, ...shown("facility") });
		expect(places.map((one) => one.properties.facilityId)).toEqual(["P", "park-1"]);
		// The rehabilitation centre R is 200 m from P, in the same tile.
		expect(tileAt(11, at(200, -10))).toEqual(tileAt(11, at(100, -10)));
	});

	test("nothing of another city, and nothing elsewhere", async () => {
		expect(await tile("street", 14, at(500, 0), "random")).toEqual([]);
		expect(await tile("water", 14, [0, 0])).toEqual([]);
	});

	test("fewer classes of street at lower zooms", async () => {
		const classes = async (z: number) =>
			new Set((await tile("street", z, [120.93, 31.33], "random")).map((one) => one.properties.class));
		const [far, middle, near] = [await classes(9), await classes(12), await classes(15)];
		expect([...far].sort()).toEqual(["motorway", "primary", "secondary", "trunk"]);
		expect(middle.has("residential") && !middle.has("footway")).toBe(true);
		expect(near.has("footway") && near.has("steps")).toBe(true);
	});

	test("buildings and small areas only where they can be seen", async () => {
		expect(await tile("building", 12, at(100, -30))).toEqual([]);
		expect(await tile("building", 16, at(100, -30))).toHaveLength(1);
		// A pixel at zoom 10 is 76 m wide: the park of 40 m is far below four pixels.
		expect(await tile("park", 10, at(400, -40))).toEqual([]);
	});

	test("a lake is named once, however many tiles it is in; a river has no such label", async () => {
		const area = (kind: string, name: string, eastM: number, northM: number, sizeM: number) => ({
			layer: kind === "park" ? ("green" as const) : ("water" as const),
			kind,
			name,
			nameEn: "",
			bridge: false,
			tunnel: false,
			rank: 1,
			geometry: {
				type: "Polygon" as const,
				coordinates: [
					[
						at(eastM, northM),
						at(eastM + sizeM, northM),
						at(eastM + sizeM, northM + sizeM),
						at(eastM, northM + sizeM),
						at(eastM, northM),
					],
				],
			},
		});
		await save(given.store, {
			...tinyCity("lakes"),
			baseFeatures: [
				area("lake", "大湖", 0, 0, 4000),
				area("pond", "", 5000, 0, 3000),
				area("river", "小河", 5000, 4000, 3000),
				area("park", "园", 1000, 5000, 60),
			],
		});
		const names = async (z: number) => {
			const [first, last] = [tileAt(z, at(-500, 9000)), tileAt(z, at(9000, -500))];
			const found: unknown[] = [];
			for (let x = first.x; x <= last.x; x++)
				for (let y = first.y; y <= last.y; y++) {
					const rows = await tileFeatures(given.store, { cityId: "lakes", ...shown("label"), z, x, y });
					found.push(...rows.map((row) => row.properties));
				}
			return found;
		};
		const lake = { of: "water", name: "大湖", rank: 1 };
		// Zoom 14 tiles are 2.1 km wide here: the lake is in at least four of them.
		expect(tileAt(14, at(0, 0))).not.toEqual(tileAt(14, at(4000, 4000)));
		expect(await names(14)).toEqual([lake]);
		// 60 m are 59 pixels at zoom 16 at this latitude, 29 at zoom 15: a name fits only at zoom 16.
		expect(await names(15)).toEqual([lake]);
		expect(await names(16)).toContainEqual({ of: "green", name: "园", rank: 1 });
	});

	test.each([
		[17, 0, 0],
		[-1, 0, 0],
		[3, 8, 0],
		[3, 0, 8],
		[3, 0.5, 0],
	])("%i/%d/%d is refused", async (z, x, y) => {
		const refused = tileFeatures(given.store, { cityId: "tiny", ...shown("water"), z, x, y });
		await expect(refused).rejects.toMatchObject({ code: "TILE_OUT_OF_RANGE" });
	});
});

describe("clipping", () => {
	/** Outer rings add and holes subtract, whatever their winding. */
	const areaOf = (polygons: readonly (readonly (readonly Point[])[])[]): number =>
		polygons.reduce(
			(sum, rings) =>
				sum + rings.reduce((area, ring, i) => area + (i === 0 ? 1 : -1) * Math.abs(shoelace(ring)), 0),
			0,
		);

	test.each([13, 14, 16])(
		"at zoom %i areas keep what lies in the tile and its margin, and no more",
		async (z) => {
			const address = tileAt(z, [120.93, 31.33]);
			const sideM = (2 * HALF_WORLD_M) / 2 ** z;
			const west = address.x * sideM - HALF_WORLD_M - CLIP_MARGIN * sideM;
			const north = HALF_WORLD_M - address.y * sideM + CLIP_MARGIN * sideM;
			const window: Window = [
				west,
				north - sideM * (1 + 2 * CLIP_MARGIN),
				west + sideM * (1 + 2 * CLIP_MARGIN),
				north,
			];

			const drawn = await tileFeatures(given.store, { cityId: "random", ...shown("water"), ...address });
			const stored = await given.store.query<{ wkb: Uint8Array }>(
				"select st_asbinary(geom_3857, 'NDR') as wkb from base_feature where city_id = 'random' and layer = 'water'",
			);
			const shapes = drawn.map((one) => readAreas(one.wkb));
			for (const [east, up] of shapes.flat(3)) {
				expect(east).toBeGreaterThanOrEqual(window[0] - 1e-6);
				expect(east).toBeLessThanOrEqual(window[2] + 1e-6);
				expect(up).toBeGreaterThanOrEqual(window[1] - 1e-6);
				expect(up).toBeLessThanOrEqual(window[3] + 1e-6);
			}
			// Sutherland–Hodgman may leave seams on the window's edge, but its area is correct. Simplification moves an edge
			// by up to half a pixel either way, and areas under four pixels are not drawn.
			const expected = stored
				.map((one) => areaOf(readAreas(one.wkb).map((rings) => rings.map((ring) => clipRing(ring, window)))))
				.reduce((sum, area) => sum + area, 0);
			expect(expected).toBeGreaterThan(0);
			expect(shapes.reduce((sum, shape) => sum + areaOf(shape), 0) / expected).toBeCloseTo(1, 1);
		},
	);

	test("a feature just outside the tile is included for its outline, one further away is not", async () => {
		const { z, x, y } = tileAt(14, at(500, 200));
		const sideM = (2 * HALF_WORLD_M) / 2 ** z;
		const edgeLngDeg = ((((x + 1) * sideM - HALF_WORLD_M) / HALF_WORLD_M) * 180) as number;
		const unitDeg = ((sideM / 4096) * 180) / HALF_WORLD_M;
		const latDeg = at(0, 200)[1];
		const place = (name: string, unitsEast: number) => ({
			layer: "place" as const,
			kind: "village",
			name,
			nameEn: "",
			bridge: false,
			tunnel: false,
			rank: 0,
			geometry: { type: "Point" as const, coordinates: [edgeLngDeg + unitsEast * unitDeg, latDeg] },
		});
		await save(given.store, {
			...tinyCity("edge"),
			baseFeatures: [place("inside", -10), place("margin", 60), place("outside", 70)],
		});
		const found = await tileFeatures(given.store, { cityId: "edge", ...shown("place"), z, x, y });
		expect(found.map((one) => one.properties.name)).toEqual(["inside", "margin"]);
	});
});

if (inject("storeTemplate").kind === "server") {
	test("every tile of the server is the tile of the embedded store, to the byte", async () => {
		const other = await openTestStore({ kind: "embedded", archivePath: inject("storeArchivePath") });
		await save(other.store);
		let bytes = 0;
		for (const z of [0, 9, 11, 12, 13, 14, 15, 16]) {
			const [west, south, east, north] = RANDOM.bbox;
			const first = tileAt(z, [west, north]);
			const last = tileAt(z, [east, south]);
			const step = z < 15 ? 1 : z - 12;
			for (let x = first.x; x <= last.x; x += step) {
				for (let y = first.y; y <= last.y; y += step) {
					for (const layer of TILE_LAYERS) {
						const request = { cityId: "random", ...shown(layer), z, x, y };
						const here = encodeTile(layer, await tileFeatures(given.store, request), z, x, y);
						const there = encodeTile(layer, await tileFeatures(other.store, request), z, x, y);
						expect(Buffer.compare(here ?? new Uint8Array(), there ?? new Uint8Array())).toBe(0);
						bytes += here?.length ?? 0;
					}
				}
			}
		}
		expect(bytes).toBeGreaterThan(100_000);
		await other.remove();
	});
}

type Point = readonly [number, number];
type Window = readonly [west: number, south: number, east: number, north: number];

function shoelace(ring: readonly Point[]): number {
	let sum = 0;
	for (let i = 0; i < ring.length; i++) {
		const [ax, ay] = ring[i]!;
		const [bx, by] = ring[(i + 1) % ring.length]!;
		sum += ax * by - bx * ay;
	}
	return sum / 2;
}

/** Clips a ring at the four sides of a window in turn (Sutherland & Hodgman 1974). */
function clipRing(ring: readonly Point[], [west, south, east, north]: Window): Point[] {
	const sides: readonly [axis: 0 | 1, bound: number, keep: 1 | -1][] = [
		[0, west, 1],
		[0, east, -1],
		[1, south, 1],
		[1, north, -1],
	];
	let kept = ring.slice(0, -1);
	for (const [axis, bound, keep] of sides) {
		const inside = (point: Point) => (point[axis] - bound) * keep >= 0;
		kept = kept.flatMap((point, i) => {
			const before = kept.at(i - 1)!;
			if (inside(point) === inside(before)) return inside(point) ? [point] : [];
			const share = (bound - before[axis]) / (point[axis] - before[axis]);
			const cut: Point = [
				before[0] + share * (point[0] - before[0]),
				before[1] + share * (point[1] - before[1]),
			];
			return inside(point) ? [cut, point] : [cut];
		});
	}
	return kept;
}

/** Polygons of little-endian well-known binary as rings. */
function readAreas(wkb: Uint8Array): Point[][][] {
	const view = new DataView(wkb.buffer, wkb.byteOffset, wkb.byteLength);
	let offset = 0;
	const count = () => {
		offset += 4;
		return view.getUint32(offset - 4, true);
	};
	const read = (): Point[][][] => {
		offset += 1;
		const type = count();
		if (type !== 3) return Array.from({ length: count() }, read).flat();
		return [
			Array.from({ length: count() }, () =>
				Array.from({ length: count() }, (): Point => {
					offset += 16;
					return [view.getFloat64(offset - 16, true), view.getFloat64(offset - 8, true)];
				}),
			),
		];
	};
	return read();
}
