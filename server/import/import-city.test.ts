import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { getCatalogue } from "../db/catalogue/catalogue.ts";
import { getCity, listCities } from "../db/city/city.ts";
import { facilitiesForService } from "../db/places/facility.ts";
import { deleteCity } from "../test/delete-city.ts";
import { type OsmElements, osmPbf } from "../test/osm-files.ts";
import { withStore } from "../test/with-store.ts";
import type { CityFiles } from "./assemble-city.ts";
import { importCity } from "./import-city.ts";
import { importFacilities } from "./import-facilities.ts";
import { PLAIN_TABLE } from "./tables/table-options.ts";

/** One street of 1.1 km along the equator with a node every 11 m, long enough not to be a fragment. */
const STREET: OsmElements = {
	nodes: Array.from({ length: 101 }, (_, i) => ({ id: i + 1, lng: 0.0001 * i, lat: 0 })),
	ways: [
		{
			id: 1,
			nodes: Array.from({ length: 101 }, (_, i) => i + 1),
			tags: { highway: "footway", name: "Long" },
		},
	],
};
const CELLS =
	"id,lon,lat,pop,schools\na,0.001,0.0001,10,1\nb,0.009,0.0001,20,0\nfar,0.005,0.008,5,0\nnone,0.002,0,0,2";

const test = withStore();
let folder: string;
let files: CityFiles;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "lucheng-import-"));
	const write = async (name: string, content: string | Uint8Array) => {
		await writeFile(join(folder, name), content);
		return join(folder, name);
	};
	const cells = await write("cells.csv", CELLS);
	await write("wrong.csv", CELLS.replace("20,0", "-20,0"));
	await write("more.csv", "id,name,lon,lat\nS9,Nine,0.003,0\nS10,Ten,0.004,0");
	await write("wet.csv", "id,name,lon,lat\nS1,One,0.005,0.003");
	await write("shore.csv", "id,name,lon,lat\nS2,Two,0.005,0.0021");
	const corners = [
		[0.004, 0.002],
		[0.006, 0.002],
		[0.006, 0.004],
		[0.004, 0.004],
	] as const;
	await write(
		"lake.osm.pbf",
		osmPbf({
			nodes: [...STREET.nodes, ...corners.map(([lng, lat], i) => ({ id: 201 + i, lng, lat }))],
			ways: [
				...STREET.ways,
				{
					id: 2,
					nodes: [201, 202, 203, 204, 201],
					tags: { natural: "water", water: "lake", name: "Mirror" },
				},
			],
		}),
	);
	files = {
		cityId: "line",
		name: "Line",
		nameEn: "Line",
		network: await write("line.osm.pbf", osmPbf(STREET)),
		population: cells,
		populationColumn: null,
		boundary: null,
		datum: "wgs84",
		facilities: { from: cells, kind: "school", kindName: null, where: "schools>0", nameColumn: null },
	};
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
	for (const { cityId } of await listCities(test.store)) {
		await test.store.transaction((tx) => deleteCity(tx, cityId));
	}
});

const quiet = { onProgress: () => {} };
const run = (changed: Partial<CityFiles> = {}, signal?: AbortSignal) =>
	importCity(async () => test.store, { ...files, ...changed }, { ...quiet, signal });

describe("importing a city", () => {
	it("stores streets, people and facilities, and reports what it left out", async () => {
		const lines = await run();
		expect(lines.slice(0, 9)).toEqual([
			"Line (line)",
			"  streets     1 ways, 1 of them walkable, 1.1 km; 2 nodes, 1 edges",
			"  walked      1.1 km footway",
			"  refused     nothing",
			"  left out    0 islands of a few crossings that nobody is nearest to: 0 nodes, 0.0 km",
			"  people      35 in 3 places; 1 empty ones left out",
			"  no street   5 people in 1 places meet no street and count as uncovered",
			"  base map    0 features",
			"  facilities  2 school",
		]);
		expect(await getCity(test.store, "line")).toMatchObject({
			name: "Line",
			people: 35,
			demandPoints: 3,
			sample: false,
			source: "© OpenStreetMap contributors (ODbL)",
			bbox: [0, 0, 0.01, 0],
		});
		const places = await facilitiesForService(test.store, "line", "school");
		expect(places.map(({ facilityId }) => facilityId)).toEqual(["school-a", "school-none"]);
	});

	it("reports assumptions, omissions and questions", async () => {
		const write = async (name: string, content: string) => {
			await writeFile(join(folder, name), content);
			return join(folder, name);
		};
		const table = { ...PLAIN_TABLE, clip: true };
		// The boundary's ring is not closed, and its tip is on its own edge.
		const ring = [
			[-0.001, -0.001],
			[0.011, -0.001],
			[0.011, 0.001],
			[0.006, 0.001],
			[0.005, -0.001],
			[0.004, 0.001],
			[-0.001, 0.001],
		];
		const boundary = await write(
			"ring.geojson",
			`\uFEFF${JSON.stringify({ type: "Polygon", coordinates: [ring] })}`,
		);
		const people = await write(
			"people.csv",
			"id;lon;lat;pop\na;0,001;0,0001;1.234\nb;0,009;0,0001;20\nc;0,5;0,5;7",
		);
		const places = await write(
			"places.csv",
			"code,name,x,lon,y,lat\n1,A,5,0.001,5,0\n1,B,6,0.002,6,0\n2,C,7,1,7,1",
		);
		const facilities = { from: places, kind: "school", kindName: null, where: null, nameColumn: null, table };
		await expect(run({ boundary, population: people, table, facilities })).rejects.toMatchObject({
			code: "COLUMN_OPEN",
		});
		const named = { ...facilities, table: { ...table, lngColumn: "lon", latColumn: "lat" } };
		const lines = await run({ boundary, population: people, table, facilities: named });
		expect(lines.filter((line) => line.startsWith("  read"))).toEqual([
			"  read        ring.geojson: polygon 1 touches itself at 0.005, -0.001 and was mended",
			'  read        people.csv: people of pop; pop "1.234" as 1234; positions of lon and lat; ids of id',
			"  read        people.csv: 1 rows outside the city left out",
			"  read        places.csv: positions of lon and lat; code repeats and is no id, rows are numbered; names of name",
			"  read        places.csv: 1 rows outside the city left out",
		]);
		expect(await getCity(test.store, "line")).toMatchObject({ people: 1254 });
		const stored = await facilitiesForService(test.store, "line", "school");
		expect(stored.map(({ facilityId }) => facilityId)).toEqual(["school-row-2", "school-row-3"]);
	});

	it("refuses a kind that no service counts before anything is read", async () => {
		const facilities = { from: "none.csv", kind: "park", kindName: null, where: null, nameColumn: null };
		await expect(run({ facilities })).rejects.toMatchObject({ code: "KIND_WITHOUT_SERVICE" });
		await run();
		const options = { ...facilities, datum: "wgs84" as const };
		await expect(importFacilities(test.store, "line", options, quiet)).rejects.toMatchObject({
			code: "KIND_WITHOUT_SERVICE",
		});
	});

	it("gives equal cities equal versions, and different ones different versions", async () => {
		await run();
		const first = await getCity(test.store, "line");
		await run();
		expect(await getCity(test.store, "line")).toEqual(first);
		await run({ facilities: null });
		const without = await getCity(test.store, "line");
		expect(without.graphHash).toBe(first.graphHash);
		expect(without.dataVersion).not.toBe(first.dataVersion);
	});

	it("says that cells are not weighted by people with a grid", async () => {
		await run({ population: "grid:100", facilities: null });
		// Twelve cells of 100 m are needed for 1112 m.
		expect(await getCity(test.store, "line")).toMatchObject({
			people: 12,
			source: expect.stringContaining("unweighted, one person a 100 m cell"),
		});
	});

	it("leaves the store as it was when a file is wrong", async () => {
		await run();
		const before = await getCity(test.store, "line");
		await expect(run({ population: join(folder, "wrong.csv") })).rejects.toMatchObject({
			code: "POPULATION_INVALID",
			message: 'wrong.csv row 3: pop is "-20"; allowed are numbers from 0 to 10000000.',
		});
		await expect(run({ population: join(folder, "none.csv") })).rejects.toMatchObject({
			code: "FILE_UNREADABLE",
		});
		expect(await listCities(test.store)).toEqual([before]);
	});

	it("does not open the store for files that are wrong", async () => {
		let opened = false;
		const open = async () => {
			opened = true;
			return test.store;
		};
		await expect(importCity(open, { ...files, network: files.population }, quiet)).rejects.toMatchObject({
			code: "OSM_NOT_OSM",
		});
		expect(opened).toBe(false);
	});

	it.each(["read streets", "homes", "store street"])(
		"leaves no half city when stopped at “%s”",
		async (phase) => {
			await run({ facilities: null });
			const before = await getCity(test.store, "line");
			const stop = new AbortController();
			const onProgress = (at: string) => {
				if (at === phase) stop.abort();
			};
			await expect(
				importCity(
					async () => test.store,
					{ ...files, name: "Changed" },
					{ onProgress, signal: stop.signal },
				),
			).rejects.toMatchObject({ code: "ABORTED" });
			expect(await listCities(test.store)).toEqual([before]);
			expect(await facilitiesForService(test.store, "line", "school")).toEqual([]);
		},
	);
});

describe("importing facilities", () => {
	const more = () => ({
		from: join(folder, "more.csv"),
		kind: "tea-house",
		kindName: "茶馆",
		where: null,
		nameColumn: null,
		datum: "wgs84" as const,
	});

	it("adds them under a kind of their own, with a new version", async () => {
		await run();
		const before = await getCity(test.store, "line");
		const [line] = await importFacilities(test.store, "line", more(), quiet);
		const after = await getCity(test.store, "line");
		expect(line).toBe(`Line (line): 2 tea-house added; data version ${after.dataVersion}`);
		expect(after.dataVersion).not.toBe(before.dataVersion);
		expect(after.graphHash).toBe(before.graphHash);
		const places = await facilitiesForService(test.store, "line", "tea-house");
		expect(places.map(({ facilityId, name }) => [facilityId, name])).toEqual([
			["S10", "Ten"],
			["S9", "Nine"],
		]);
		const { services } = await getCatalogue(test.store, "line");
		expect(services.find(({ serviceId }) => serviceId === "tea-house")).toMatchObject({
			nameZh: "茶馆",
			kinds: ["tea-house"],
		});
	});

	it("refuses those in a lake, by its name, and takes those on its shore", async () => {
		// A lake of 220 m by 220 m; one place at its centre, 110 m from every shore, one 11 m inside.
		await importCity(async () => test.store, { ...files, network: join(folder, "lake.osm.pbf") }, quiet);
		const add = (name: string) =>
			importFacilities(
				test.store,
				"line",
				{
					from: join(folder, name),
					kind: "clinic",
					kindName: null,
					where: null,
					nameColumn: null,
					datum: "wgs84",
				},
				quiet,
			);
		await expect(add("wet.csv")).rejects.toMatchObject({
			code: "FACILITY_IN_WATER",
			message: expect.stringMatching(
				/^Facility S1 at 0\.005, 0\.003 stands in Mirror, 11[01] m from its shore; allowed are 25 m \(1 such: S1\)\.$/,
			),
		});
		expect((await add("shore.csv"))[0]).toContain("1 clinic added");
		// As part of a city import it is refused too, before the store is opened.
		const given = {
			from: join(folder, "wet.csv"),
			kind: "clinic",
			kindName: null,
			where: null,
			nameColumn: null,
		};
		const never = () => Promise.reject(new Error("opened"));
		await expect(
			importCity(never, { ...files, network: join(folder, "lake.osm.pbf"), facilities: given }, quiet),
		).rejects.toMatchObject({ code: "FACILITY_IN_WATER" });
	});

	it("refuses those the city has already, and changes nothing", async () => {
		await run();
		await importFacilities(test.store, "line", more(), quiet);
		const before = await getCity(test.store, "line");
		await expect(importFacilities(test.store, "line", more(), quiet)).rejects.toMatchObject({
			code: "FACILITY_DUPLICATE",
			message: 'Line has S10 already, as S10 "Ten"; a facility may stand once (2 such: S10, S9).',
		});
		expect(await getCity(test.store, "line")).toEqual(before);
	});

	it("refuses a city that is not there", async () => {
		await run();
		await expect(importFacilities(test.store, "kunshan", more(), quiet)).rejects.toMatchObject({
			code: "CITY_UNKNOWN",
			message: 'There is no city "kunshan"; known are line.',
		});
	});
});
