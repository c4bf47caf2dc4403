import { beforeEach, describe, expect, test } from "vitest";
import { AUDIENCES } from "../../../geodata/catalogue/vocabulary.ts";
import type { CityInput, FacilityInput, FirmInput } from "../../../geodata/city/city-input.ts";
import { FACILITIES } from "../../collections/facilities.ts";
import { readList } from "../../collections/read-list.ts";
import { deleteCity } from "../../test/delete-city.ts";
import { storeContents } from "../../test/store-contents.ts";
import { saveTinyCity, TINY_SNAPSHOTS, tinyCity } from "../../test/tiny-city.ts";
import { withStore } from "../../test/with-store.ts";
import { getCatalogue } from "../catalogue/catalogue.ts";
import { facilitiesForService } from "../places/facility.ts";
import type { QueryRunner, Row } from "../store/store.ts";
import { addFacilities } from "./add-facilities.ts";
import { getCity, listCities } from "./city.ts";
import { readGraph } from "./graph.ts";
import { type SaveCityOptions, saveCity } from "./load-city.ts";

const given = withStore();
const PACK = Uint8Array.from({ length: 9_000_001 }, (_, i) => (i * 31 + (i >> 12)) & 0xff);

const save = (input: CityInput, more: Partial<SaveCityOptions> = {}) =>
	saveCity(given.store, {
		input,
		packBytes: PACK,
		graphHash: "hash-1",
		dataVersion: "v1",
		snapshots: TINY_SNAPSHOTS,
		...more,
	});

const clinic = (facilityId: string): FacilityInput => ({
	facilityId,
	kind: "tea-house",
	name: `茶馆 ${facilityId}`,
	lngDeg: 120.99,
	latDeg: 31.381,
	entrances: [],
	communityCode: null,
	townId: null,
	attributes: { seats: 12 },
});

/** Closer together than 1e-7°: the same point after rounding. */
const SPECK = [
	[120.98, 31.38],
	[120.98 + 1e-9, 31.38],
	[120.98 + 1e-9, 31.38 + 1e-9],
	[120.98, 31.38],
];
const somePlot = tinyCity().plots[0]!;
const graded = (quarter: object): FirmInput => ({
	firmId: "f",
	name: "",
	compoundIds: [],
	grades: [{ year: 2025, quarter: 1, grade: "plain", score: 50, ...quarter }],
});
const check = (table: string) => ({ code: "STORE_QUERY_FAILED", details: { sqlState: "23514", table } });

beforeEach(async () => {
	for (const { cityId } of await listCities(given.store)) {
		await given.store.transaction((tx) => deleteCity(tx, cityId));
	}
});

describe("saving", () => {
	test("a city comes back as it went in", async () => {
		const { graphHash, packBytes } = await saveTinyCity(given.store);
		expect(await listCities(given.store)).toEqual([
			{
				cityId: "tiny",
				name: "小城",
				nameEn: "Tiny",
				bbox: tinyCity().bbox,
				sample: true,
				source: "示例数据（测试）",
				dataVersion: "v1",
				graphHash,
				// Powers of two from 1 to 32.
				people: 63,
				demandPoints: 6,
			},
		]);
		expect(await readGraph(given.store, "tiny", graphHash)).toEqual(packBytes);
		await expect(getCity(given.store, "tinny")).rejects.toMatchObject({
			code: "CITY_UNKNOWN",
			details: { value: "tinny", allowed: ["tiny"] },
		});
	});

	test("a pack of several parts is read whole, and only by its present hash", async () => {
		await save(tinyCity());
		expect(Buffer.compare(await readGraph(given.store, "tiny", "hash-1"), PACK)).toBe(0);
		await expect(readGraph(given.store, "tiny", "hash-0")).rejects.toMatchObject({ code: "GRAPH_UNKNOWN" });
		await expect(readGraph(given.store, "nowhere", "hash-1")).rejects.toMatchObject({ code: "CITY_UNKNOWN" });
	});

	test("a pack replaced during a read is reported as gone, never returned as a mixture", async () => {
		await save(tinyCity());
		let parts = 0;
		const importing: QueryRunner = {
			async query<T extends Row>(sql: string, params?: readonly unknown[]) {
				const rows = await given.store.query<T>(sql, params);
				const replaces = sql.includes("graph_part") && ++parts === 1;
				if (replaces) await save(tinyCity(), { packBytes: PACK.map((byte) => ~byte), graphHash: "hash-2" });
				return rows;
			},
		};
		await expect(readGraph(importing, "tiny", "hash-1")).rejects.toMatchObject({
			code: "GRAPH_UNKNOWN",
			details: { value: "hash-1" },
		});
		expect(parts).toBe(2);
	});

	test("saving again replaces the city wholly and leaves others alone", async () => {
		await save(tinyCity("other"));
		await save(tinyCity());
		const first = await storeContents(given.store);
		const none = { facilities: [], parks: [], courtyards: [], compounds: [], firms: [], baseFeatures: [] };
		await save({ ...tinyCity(), ...none }, { snapshots: [] });
		const fewer = await storeContents(given.store);
		for (const table of ["firm", "firm_grade", "coverage_snapshot"]) {
			expect([table, fewer[table]?.rows]).toEqual([table, first[table]!.rows / 2]);
		}
		expect(fewer.plot).toMatchObject({ rows: first.plot?.rows });
		expect(fewer.facility?.rows).toBe(first.facility!.rows / 2);
		expect(fewer.compound?.rows).toBe(first.compound!.rows / 2);
		expect(fewer.park?.rows).toBe(1);
		expect(fewer.base_feature?.rows).toBe(first.base_feature!.rows / 2);
		expect(fewer.street).toMatchObject({ rows: first.street?.rows });
		expect((await getCity(given.store, "tiny")).people).toBe(0);
		expect((await getCity(given.store, "other")).people).toBe(63);
	});

	test("an area that crosses itself is made valid, one that shrinks to nothing is left out", async () => {
		const [lng, lat] = [120.98, 31.38];
		const d = 0.001;
		const bowTie = [
			[lng, lat],
			[lng + d, lat + d],
			[lng + d, lat],
			[lng, lat + d],
			[lng, lat],
		];
		const lake = {
			layer: "water",
			kind: "lake",
			name: "",
			nameEn: "",
			bridge: false,
			tunnel: false,
			rank: 0,
		} as const;
		const report = await save({
			...tinyCity(),
			baseFeatures: [bowTie, SPECK].map((ring) => ({
				...lake,
				geometry: { type: "Polygon", coordinates: [ring] },
			})),
		});
		expect(report).toEqual({ droppedBaseFeatures: 1 });
		// Two of the four triangles into which the diagonals divide a square of d × d.
		expect(
			await given.store.query(
				"select st_isvalid(geom) as valid, round((st_area(geom) / $1)::numeric, 6) as share from base_feature",
				[d * d],
			),
		).toEqual([{ valid: true, share: 0.5 }]);
	});

	test("communities without a boundary are placed at the middle of their homes", async () => {
		const city = tinyCity();
		await save({ ...city, communities: city.communities.map((one) => ({ ...one, polygon: null })) });
		const rows = await given.store.query<{ code: string; lng: number; meanLng: number }>(
			`select code, st_x(centre) as lng, (select avg(st_x(geom)) from compound where community_code = code) as "meanLng"
			from community order by code`,
		);
		expect(rows).toHaveLength(2);
		for (const row of rows) expect(row.lng).toBeCloseTo(row.meanLng, 9);
	});
});

describe("all or nothing", () => {
	test.each<[string, Partial<CityInput>, object]>([
		["an id that is not one", { cityId: "Not A City" }, { code: "CITY_ID_INVALID" }],
		[
			"a kind nobody knows",
			{ facilities: [{ ...clinic("x"), kind: "speakeasy" }] },
			{ code: "FACILITY_KIND_UNKNOWN", details: { value: "speakeasy" } },
		],
		[
			"a community that is not there",
			{ facilities: [{ ...clinic("x"), kind: "party-station", communityCode: "nowhere" }] },
			{ code: "STORE_QUERY_FAILED", details: { sqlState: "23503", table: "facility" } },
		],
		[
			"a firm that serves a compound nobody has",
			{ firms: [{ firmId: "f", name: "", compoundIds: ["S1", "S9"], grades: [] }] },
			{ code: "FIRM_COMPOUND_UNKNOWN", details: { value: "S9", firmId: "f" } },
		],
		[
			"a compound that two firms serve",
			{ firms: ["f", "g"].map((firmId) => ({ firmId, name: "", compoundIds: ["S1"], grades: [] })) },
			{ code: "FIRM_COMPOUND_TAKEN", details: { value: "S1", firmIds: ["f", "g"] } },
		],
		["a score above 100", { firms: [graded({ score: 100.5 })] }, check("firm_grade")],
		["a fifth quarter", { firms: [graded({ quarter: 5 })] }, check("firm_grade")],
		["a plot without an area", { plots: [{ ...somePlot, areaM2: 0 }] }, check("plot")],
		["a plot that costs less than nothing", { plots: [{ ...somePlot, costYuan: -1 }] }, check("plot")],
		[
			"a plot closer together than 1e-7°",
			{ plots: [{ ...somePlot, polygon: { type: "Polygon", coordinates: [SPECK] } }] },
			{ code: "STORE_QUERY_FAILED", details: { sqlState: "23502", table: "plot" } },
		],
		[
			"people who are not whole",
			{ compounds: tinyCity().compounds.map((one) => ({ ...one, people: 1.5 })) },
			{ code: "STORE_QUERY_FAILED" },
		],
		[
			"a position that is not a number",
			{ compounds: tinyCity().compounds.map((one) => ({ ...one, lngDeg: Number.NaN })) },
			{ code: "STORE_BAD_NUMBER" },
		],
	])("%s is refused and changes nothing", async (_what, broken, error) => {
		await save(tinyCity());
		const before = await storeContents(given.store);
		await expect(save({ ...tinyCity(), ...broken })).rejects.toMatchObject(error);
		expect(await storeContents(given.store)).toEqual(before);
	});

	test("a snapshot with more people covered than there are is refused", async () => {
		const [first] = TINY_SNAPSHOTS;
		const before = await storeContents(given.store);
		const saved = save(tinyCity(), { snapshots: [{ ...first!, coveredPeople: 64 }] });
		await expect(saved).rejects.toMatchObject(check("coverage_snapshot"));
		expect(await storeContents(given.store)).toEqual(before);
	});

	test("a load stopped after any step leaves the store as it was", async () => {
		await save(tinyCity());
		const before = await storeContents(given.store);
		const steps: string[] = [];
		await save({ ...tinyCity(), cityId: "probe" }, { onProgress: (table) => steps.push(table) });
		await given.store.transaction((tx) => deleteCity(tx, "probe"));
		expect(new Set(steps)).toEqual(
			new Set([
				"working_unit",
				"town",
				"community",
				"firm",
				"firm_grade",
				"compound",
				"facility",
				"park",
				"plot",
				"courtyard",
				"coverage_snapshot",
				"street",
				"base_feature",
			]),
		);

		for (let stopAfter = 0; stopAfter < steps.length; stopAfter++) {
			const stop = new AbortController();
			let seen = 0;
			if (stopAfter === 0) stop.abort();
			const load = save(
				{ ...tinyCity(), name: "半座城" },
				{
					signal: stop.signal,
					onProgress: () => {
						seen += 1;
						if (seen === stopAfter) stop.abort();
					},
				},
			);
			await expect(load).rejects.toMatchObject({ code: "ABORTED" });
			expect(await storeContents(given.store)).toEqual(before);
		}
	});
});

describe("adding and removing", () => {
	test("facilities of a new kind bring a service of their own, and a new data version", async () => {
		await save(tinyCity());
		await save(tinyCity("other"));
		const version = await addFacilities(given.store, {
			cityId: "tiny",
			facilities: [clinic("a"), clinic("b")],
			newKinds: [{ kindId: "tea-house", name: "茶馆" }],
			source: "by hand",
		});
		expect(version).not.toBe("v1");
		expect((await getCity(given.store, "tiny")).dataVersion).toBe(version);

		const catalogue = await getCatalogue(given.store, "tiny");
		expect(catalogue.kinds.at(-1)).toMatchObject({
			kindId: "tea-house",
			facilityCount: 2,
			audience: "public",
		});
		const service = catalogue.services.at(-1);
		expect(service).toMatchObject({ serviceId: "tea-house", kinds: ["tea-house"], system: null });
		expect(service?.ruleIds).toContain("gb50180-15");
		const places = await facilitiesForService(given.store, "tiny", "tea-house");
		expect(places.map((place) => place.facilityId)).toEqual(["a", "b"]);

		const elsewhere = await getCatalogue(given.store, "other");
		expect(elsewhere.kinds.map((kind) => kind.kindId)).not.toContain("tea-house");
		expect(elsewhere.services.map((one) => one.serviceId)).not.toContain("tea-house");
	});

	test("a taken id, an unknown city and an unknown kind add nothing", async () => {
		await save(tinyCity());
		const before = await storeContents(given.store);
		const add = (more: object) =>
			addFacilities(given.store, { cityId: "tiny", facilities: [clinic("a")], source: "", ...more });
		const station = { ...clinic("P"), kind: "party-station" };
		await expect(add({ facilities: [{ ...station, facilityId: "new" }, station] })).rejects.toMatchObject({
			details: { sqlState: "23505" },
		});
		await expect(add({ cityId: "nowhere" })).rejects.toMatchObject({ code: "CITY_UNKNOWN" });
		await expect(add({})).rejects.toMatchObject({ code: "FACILITY_KIND_UNKNOWN" });
		expect(await storeContents(given.store)).toEqual(before);
	});

	test("replacing a city by one without its kind removes the kind", async () => {
		await save(tinyCity());
		const before = await storeContents(given.store);
		await save(
			{ ...tinyCity(), facilities: [clinic("a")] },
			{ newKinds: [{ kindId: "tea-house", name: "茶馆" }] },
		);
		await save(tinyCity());
		const after = await storeContents(given.store);
		for (const table of ["facility_kind", "service", "service_kind", "service_rule"]) {
			expect(after[table]).toEqual(before[table]);
		}
	});

	test("deleting a city leaves nothing of it, not even its kinds", async () => {
		const before = await storeContents(given.store);
		await save(
			{ ...tinyCity(), facilities: [clinic("a")] },
			{ newKinds: [{ kindId: "tea-house", name: "茶馆" }] },
		);
		await given.store.transaction((tx) => deleteCity(tx, "tiny"));
		expect(await storeContents(given.store)).toEqual(before);
	});

	test("a planned facility is listed but not counted", async () => {
		await save({
			...tinyCity(),
			facilities: [
				{ ...clinic("done"), kind: "small-works", attributes: { open: true } },
				{ ...clinic("plain"), kind: "small-works", attributes: {} },
				{ ...clinic("planned"), kind: "small-works", attributes: { open: false } },
			],
		});
		const places = await facilitiesForService(given.store, "tiny", "small-works");
		expect(places.map((place) => place.facilityId)).toEqual(["done", "plain"]);
		const listed = await readList(given.store, FACILITIES, {
			audiences: AUDIENCES,
			cityId: "tiny",
			kind: ["small-works"],
			limit: 10,
			cursor: null,
		});
		expect(listed.features.map(({ id }) => id)).toEqual(["done", "plain", "planned"]);
	});

	test("parks and their entrances are facilities too", async () => {
		await save(tinyCity());
		const parks = await facilitiesForService(given.store, "tiny", "pocket-park");
		const listed = await readList(given.store, FACILITIES, {
			audiences: AUDIENCES,
			cityId: "tiny",
			kind: ["pocket-park"],
			limit: 10,
			cursor: null,
		});
		expect(parks.map((park) => park.facilityId)).toEqual(["park-1"]);
		expect(parks[0]?.entrances).toEqual(listed.features[0]?.properties.entrances);
		expect(parks[0]?.entrances).toHaveLength(1);
	});
});
