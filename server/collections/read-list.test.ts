import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { AUDIENCES } from "../../geodata/catalogue/vocabulary.ts";
import type { FacilityInput } from "../../geodata/city/city-input.ts";
import { saveCity } from "../db/city/load-city.ts";
import { tinyCity } from "../test/tiny-city.ts";
import { withStore } from "../test/with-store.ts";
import { COMMUNITIES } from "./communities.ts";
import { COURTYARDS } from "./courtyards.ts";
import { FACILITIES } from "./facilities.ts";
import { PARKS } from "./parks.ts";
import { type ListRequest, readList } from "./read-list.ts";

const given = withStore();

/** Ids whose order differs by code unit, by letter and by number. */
const IDS = ["Z", "a", "B", "10", "9", "é", "站", "a-1", "a_1", "~"];
const KINDS = ["party-station", "party-point"];
const NAMES = [
	"Farmácia Central",
	"farmacia do Sul",
	"100% 公园",
	"a_b",
	"茶馆",
	"ＡＢＣ",
	"back\\slash",
	"x",
	"y",
	"z",
];

const facilities: FacilityInput[] = IDS.map((facilityId, i) => ({
	facilityId,
	kind: KINDS[i % KINDS.length] ?? "",
	name: NAMES[i] ?? "",
	lngDeg: 120.9 + i / 100,
	latDeg: 31.3 + i / 100,
	entrances:
		i === 3
			? [
					[120.9301, 31.3301],
					[120.9302, 31.3302],
				]
			: [],
	communityCode: i === 0 ? "c-north" : null,
	townId: i === 0 ? "t1" : null,
	attributes: i === 0 ? { seats: 12, open: ["Mon", null], owner: { name: "居委会" } } : {},
}));

beforeAll(async () => {
	const base = { packBytes: new Uint8Array(1), graphHash: "x", dataVersion: "v1" };
	const city = tinyCity();
	await saveCity(given.store, { ...base, input: { ...city, facilities } });
	await saveCity(given.store, { ...base, input: { ...tinyCity("other"), sample: false } });
});

const ALL = { cityId: "tiny", audiences: AUDIENCES, limit: 100, cursor: null } as const;
const places = async (filter: Partial<ListRequest> = {}) =>
	(await readList(given.store, FACILITIES, { ...ALL, kind: KINDS, ...filter })).features;
const ids = async (filter: Partial<ListRequest>) => (await places(filter)).map((one) => one.id).sort();

describe("paging", () => {
	const byCodeUnit = [...IDS].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));

	test("pages of any size make up the whole list, in one order on both stores", async () => {
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: 1, max: IDS.length + 2 }), async (limit) => {
				const seen: string[] = [];
				let pages = 0;
				let cursor: string | null = null;
				do {
					const filter: ListRequest = { ...ALL, kind: KINDS, limit, cursor };
					const page = await readList(given.store, FACILITIES, filter);
					expect(page.features.length).toBeLessThanOrEqual(limit);
					pages += 1;
					seen.push(...page.features.map((one) => one.id));
					cursor = page.nextCursor;
				} while (cursor !== null);
				expect(seen).toEqual(byCodeUnit);
				expect(pages).toBe(Math.ceil(IDS.length / limit));
			}),
			{ numRuns: 12 },
		);
	});

	test.each([0, -1, 1.5, 5001, Number.NaN])("a limit of %d is refused", async (limit) => {
		await expect(places({ limit })).rejects.toMatchObject({
			code: "LIMIT_OUT_OF_RANGE",
			details: { allowed: [1, 5000] },
		});
	});

	test.each(["", "!!", "YQ=", "YQ==", "'; drop table facility"])(
		"the cursor %j is refused",
		async (cursor) => {
			await expect(places({ cursor })).rejects.toMatchObject({ code: "CURSOR_INVALID" });
		},
	);
});

describe("facilities", () => {
	test("come with all their properties", async () => {
		const found = (await places()).find((one) => one.id === "Z");
		expect(found).toEqual({
			type: "Feature",
			id: "Z",
			geometry: { type: "Point", coordinates: [120.9, 31.3] },
			properties: {
				facilityId: "Z",
				kind: "party-station",
				name: "Farmácia Central",
				town: "玉山镇",
				communityCode: "c-north",
				entrances: [],
				attributes: { seats: 12, open: ["Mon", null], owner: { name: "居委会" } },
				sample: true,
				verified: false,
				version: 1,
			},
		});
		const withDoors = (await places()).find((one) => one.id === "10");
		expect(withDoors?.properties.entrances).toEqual([
			[120.9301, 31.3301],
			[120.9302, 31.3302],
		]);
	});

	test.each([
		["farmacia", ["Z", "a"]],
		["FARMÁCIA", ["Z", "a"]],
		["公园", ["B"]],
		["0%", ["B"]],
		["%", ["B"]],
		["_", ["10"]],
		["\\", ["站"]],
		["abc", ["é"]],
		["  茶馆 ", ["9"]],
		["nothing so named", []],
		["' or true --", []],
	])("named like %j", async (q, expected) => {
		expect(await ids({ q })).toEqual([...expected].sort());
	});

	test("of some kinds, or of none", async () => {
		expect(await ids({ kind: ["party-station"] })).toEqual(IDS.filter((_id, i) => i % 2 === 0).sort());
		expect(await ids({ kind: [] })).toEqual([]);
	});

	test("within a box, its edges included", async () => {
		expect(await ids({ bbox: [120.92, 31.3, 120.95, 31.94] })).toEqual(IDS.slice(2, 6).sort());
		expect(await ids({ bbox: [120.92, 31.32, 120.92, 31.32] })).toEqual(["B"]);
		expect(await ids({ bbox: [120.9200001, 31.3, 120.9299999, 31.4] })).toEqual([]);
		await expect(places({ bbox: [121, 31, 120, 32] })).rejects.toMatchObject({ code: "BBOX_INVALID" });
		await expect(places({ bbox: [31, 120, 32, 121] })).rejects.toMatchObject({ code: "BBOX_INVALID" });
	});

	test("of another city, or of none", async () => {
		expect(await ids({ cityId: "nowhere" })).toEqual([]);
		const other = await readList(given.store, FACILITIES, { ...ALL, cityId: "other" });
		expect(other.sample).toBe(false);
		expect(other.features.map((one) => one.id)).toEqual(["P", "R", "park-1"]);
	});
});

describe("parks, courtyards and communities", () => {
	test("parks with their shape, by what they offer", async () => {
		const list = (amenities: readonly string[]) =>
			readList(given.store, PARKS, { ...ALL, amenity: amenities });
		const [park] = (await list(["shade", "seats"])).features;
		const input = tinyCity().parks[0];
		expect(park?.properties).toMatchObject({
			parkId: "park-1",
			kind: "pocket-park",
			areaM2: 1600,
			builtYear: 2023,
			amenities: input?.amenities,
			story: input?.story,
			town: "玉山镇",
		});
		expect(park?.geometry.type).toBe("Polygon");
		const round = (deg: number) => Math.round(deg * 1e7) / 1e7;
		const corner = input?.polygon.coordinates[0]?.[0]?.map(round);
		expect(park?.geometry.coordinates.flat(1)).toContainEqual(corner);
		expect((await list(["shade", "toilet"])).features).toEqual([]);
	});

	test("courtyards as counts by village, and nothing that names a household", async () => {
		const { features } = await readList(given.store, COURTYARDS, ALL);
		expect(features).toHaveLength(1);
		expect(features[0]?.properties).toEqual({
			communityCode: "c-north",
			community: "北岸村",
			town: "玉山镇",
			fiveStar: 2,
			fourStar: 0,
			threeStar: 1,
			sample: true,
		});
		expect(JSON.stringify(features)).not.toMatch(/y1|y2|y3/);
	});

	test("communities with their people", async () => {
		const { features } = await readList(given.store, COMMUNITIES, ALL);
		const compounds = tinyCity().compounds;
		for (const { properties, geometry } of features) {
			const people = compounds
				.filter((one) => one.communityCode === properties.code)
				.reduce((sum, one) => sum + one.people, 0);
			expect(properties.people).toBe(people);
			expect(geometry?.type).toBe("Polygon");
		}
		expect(features.map((one) => one.id)).toEqual(["c-north", "c-south"]);
	});
});
