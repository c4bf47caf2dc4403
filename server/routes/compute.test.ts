import request from "supertest";
import { describe, expect, it } from "vitest";
import { CATALOGUE } from "../../geodata/catalogue/catalogue.ts";
import type { FacilityInput } from "../../geodata/city/city-input.ts";
import { problemSchema } from "../../geodata/contract/common.ts";
import { coverageResponseSchema, isochronesSchema } from "../../geodata/contract/coverage.ts";
import { citedPairs } from "../../geodata/test/plain-standard.ts";
import { addFacilities } from "../db/city/add-facilities.ts";
import { at } from "../test/tiny-city.ts";
import { withApp } from "../test/with-app.ts";

const server = withApp({ computationsAMinute: 10_000 });
const post = (path: string, body: object) =>
	request(server.app).post(`/api/v1/cities/tiny${path}`).send(body);

const KM = { type: "distance", cutoffM: 1000 } as const;
const party = { service: "party-service", rule: KM };

async function coverage(body: object) {
	const response = await post("/coverages", body);
	expect(response.body).not.toHaveProperty("code");
	expect(response.status).toBe(200);
	return coverageResponseSchema.parse(response.body);
}

async function refused(path: string, body: object, code: string, sentence: RegExp, status = 400) {
	const response = await post(path, body);
	const problem = problemSchema.parse(response.body);
	expect(problem).toMatchObject({ code, status });
	expect(problem.detail).toMatch(sentence);
	return problem;
}

describe("coverages", () => {
	it("counts people within a kilometre of walk, beside those in the circle", async () => {
		const { totals, byCommunity, byTown, byType, unsnapped } = await coverage(party);
		// S1 with 130 m and S2 with 930 m of walk: 1 + 2. The circle also contains N1, 430 m away across the river: 8 denied.
		expect(totals).toMatchObject({
			people: 63,
			coveredPeople: 3,
			circlePeople: 11,
			circleRadiusM: 1000,
			deniedPeople: 8,
			demandPoints: 6,
			coveredPoints: 2,
			unsnappedPoints: 1,
			unsnappedPeople: 32,
			facilities: 1,
			unsnappedFacilities: 0,
		});
		expect(totals.coverageShare).toBeCloseTo(3 / 63, 12);
		const south = byCommunity.find((row) => row.key === "c-south");
		expect(south).toMatchObject({ name: "南岸社区", people: 7, coveredPeople: 3, town: "玉山镇" });
		// Mean walk of the south: (1·130 + 2·930 + 4·1530) ÷ 7 = 1158.6 m.
		expect(south?.meanImpedance).toBeCloseTo(8110 / 7, 0);
		expect(byTown.map((row) => [row.name, row.people])).toContainEqual(["玉山镇", 31]);
		expect(byType.map((row) => row.key)).toContain("traditional-village");
		expect(unsnapped).toEqual([{ id: "I1", name: "I1 苑", people: 32 }]);
	});

	it("names the gap across the river, and what bars it", async () => {
		// At 2600 m only N1 is reached by streets: 430 m in a straight line, 4330 m on foot.
		const { gaps, totals } = await coverage({ ...party, rule: { type: "distance", cutoffM: 2600 } });
		expect(totals.coveredPeople).toBe(23);
		expect(gaps.map((gap) => [gap.people, gap.cause, gap.barrier])).toEqual([
			[32, "far", null],
			[8, "barred", "water"],
		]);
		expect(gaps[1]).toMatchObject({ barrierName: "小河", nearestFacilityId: "P", communities: ["北岸村"] });
		expect(gaps[1]?.farthest).toBeCloseTo(4330, -1);
	});

	it("is inclusive to the metre, and grows with the cutoff", async () => {
		const covered = async (cutoffM: number) =>
			(await coverage({ ...party, rule: { type: "distance", cutoffM } })).totals.coveredPeople;
		// Walks are exact to the rounding of positions, a few millimetres.
		expect(await covered(929)).toBe(1);
		expect(await covered(931)).toBe(3);
		expect(await covered(2529)).toBe(7);
		expect(await covered(2531)).toBe(23);
		expect(await covered(50_000)).toBe(31);
	});

	it("walks at the profile's speed under a time rule", async () => {
		const body = { service: "party-service", rule: { type: "time", cutoffSec: 900 } };
		// 900 s: 1125 m for an adult, 765 m for an older person; S2 is 930 m away.
		expect((await coverage(body)).totals).toMatchObject({ coveredPeople: 3, circleRadiusM: 1125 });
		const elderly = await coverage({ ...body, profile: "elderly" });
		expect(elderly.totals).toMatchObject({ coveredPeople: 1, circleRadiusM: 765 });
		expect(elderly.provenance).toMatchObject({ profile: "elderly", speedMps: 0.85, ruleId: null });
	});

	it("says where a figure comes from", async () => {
		const { provenance } = await coverage(party);
		expect(provenance).toMatchObject({
			cityId: "tiny",
			dataVersion: "v1",
			graphHash: server.graphHash,
			sample: true,
			service: "party-service",
			rule: KM,
			ruleId: "party-15-distance",
			verified: false,
			profile: "adult",
			speedMps: 1.25,
			denominator: "people",
			targetGroup: "all",
		});
		expect(provenance.ruleSource).toBeTruthy();
		const own = await coverage({ ...party, rule: { type: "distance", cutoffM: 777 } });
		expect(own.provenance).toMatchObject({ ruleId: null, clause: null, ruleSource: null, verified: false });
	});

	it("cites the standard that the map cites, of every service with places under every rule", async () => {
		const here = ["party-service", "pocket-park"];
		const pairs = citedPairs(CATALOGUE).filter(({ service }) => here.includes(service.serviceId));
		expect(pairs).toHaveLength(2 * CATALOGUE.rules.length);
		for (const { service, standard, rule, ruleId } of pairs) {
			const { provenance } = await coverage({
				service: service.serviceId,
				rule,
				profile: standard.profileId,
			});
			const cited = CATALOGUE.rules.find((row) => row.ruleId === ruleId);
			expect(provenance).toMatchObject({
				rule,
				ruleId,
				clause: cited?.clause ?? null,
				verified: cited?.verified ?? false,
			});
		}
	});

	it("computes changes, and forgets them", async () => {
		const before = await coverage(party);
		const added = await coverage({ ...party, changes: [{ op: "add", id: "new", position: at(100, 410) }] });
		// The new station is on N1's side of the river.
		expect(added.totals).toMatchObject({ coveredPeople: 11, facilities: 2 });
		const moved = await coverage({ ...party, changes: [{ op: "move", id: "P", position: at(1900, 410) }] });
		// Beside N2 in the north; N1 is 1800 m away, S3 over the bridge 10 + 100 + 400 + 500 + 20 = 1030 m.
		expect(moved.totals.coveredPeople).toBe(16);
		const closed = await coverage({ ...party, changes: [{ op: "close", id: "P" }] });
		expect(closed.totals).toMatchObject({ coveredPeople: 0, circlePeople: 0, facilities: 0 });
		expect(await coverage(party)).toEqual(before);
	});

	it("names facilities that cannot be snapped, in the river or far from any street", async () => {
		const { totals, unsnappedFacilities } = await coverage({
			...party,
			changes: [
				{ op: "add", id: "afloat", position: at(1000, 200) },
				{ op: "add", id: "lost", position: at(5000, 800) },
				{ op: "add", id: "found", position: at(1500, -10) },
			],
		});
		// Both banks are 200 m from the middle of the river, within the snap distance of 250 m, but across water.
		expect(unsnappedFacilities).toEqual([
			{ id: "afloat", name: "afloat" },
			{ id: "lost", name: "lost" },
		]);
		// found is beside S3.
		expect(totals).toMatchObject({ coveredPeople: 7, facilities: 4, unsnappedFacilities: 2 });
		const moved = await coverage({ ...party, changes: [{ op: "move", id: "P", position: at(1000, 200) }] });
		expect(moved.totals).toMatchObject({ coveredPeople: 0, facilities: 1, unsnappedFacilities: 1 });
		expect(moved.unsnappedFacilities).toEqual([{ id: "P", name: "南岸党群服务中心" }]);
	});

	it("reports a scenario based on another data version, naming both", async () => {
		const changes = [{ op: "close", id: "P" }] as const;
		expect((await coverage({ ...party, changes, dataVersion: "v1" })).totals.facilities).toBe(0);
		const before = { ...party, changes, dataVersion: "v0" };
		const problem = await refused("/coverages", before, "DATA_VERSION_CHANGED", /from version v0 to v1/, 409);
		expect(problem).toMatchObject({ value: "v0", allowed: "v1" });
	});

	it("refuses what it cannot compute, and names what it can", async () => {
		await refused("/coverages", { ...party, service: "pub" }, "SERVICE_UNKNOWN", /"pub".*party-service/);
		await refused("/coverages", { ...party, service: "courtyard" }, "SERVICE_HAS_NO_PLACES", /"courtyard"/);
		await refused("/coverages", { ...party, service: "mental-rehab" }, "STAFF_ONLY", /public/, 403);
		await refused("/coverages", { ...party, profile: "cyclist" }, "PROFILE_UNKNOWN", /"cyclist".*wheelchair/);
		const far = { ...party, rule: { type: "distance", cutoffM: 50_001 } };
		await refused("/coverages", far, "CUTOFF_OUT_OF_RANGE", /50001.*1 to 50000/);
		const late = { ...party, rule: { type: "time", cutoffSec: 0.5 } };
		await refused("/coverages", late, "CUTOFF_OUT_OF_RANGE", /0\.5.*1 to 7200/);
		const both = { ...party, rule: { type: "time", cutoffM: 500 } };
		await refused("/coverages", both, "REQUEST_INVALID", /rule\.cutoffSec is missing/);
		const gone = { ...party, changes: [{ op: "close", id: "nobody" }] };
		await refused("/coverages", gone, "FACILITY_UNKNOWN", /changes\[0\].*nobody/);
		const nowhere = { op: "move", id: "P", position: at(0, 0) };
		const after = { ...party, changes: [{ op: "close", id: "P" }, nowhere] };
		await refused(
			"/coverages",
			after,
			"FACILITY_CLOSED",
			/changes\[1\] would move P, which changes\[0\] closed/,
		);
		const twice = { ...party, changes: ["n", "n"].map((id) => ({ ...nowhere, op: "add", id })) };
		await refused("/coverages", twice, "FACILITY_EXISTS", /changes\[1\] adds n, which is open already/);
		const swapped = { ...party, changes: [{ op: "add", id: "x", position: [31.38, 120.98] }] };
		await refused("/coverages", swapped, "REQUEST_INVALID", /changes\[0\]\.position\[1\] is 120\.98/);
		const many = { ...party, changes: Array.from({ length: 1001 }, () => ({ op: "close", id: "P" })) };
		await refused("/coverages", many, "TOO_MANY_CHANGES", /1001 items.*0 to 1000/);
	});
});

describe("isochrones", () => {
	it("answers one feature per origin and cutoff, largest first, with the people inside", async () => {
		const response = await post("/isochrones", {
			origins: [at(0, 0), at(2000, 400), at(5000, 3000)],
			rule: { type: "distance", cutoffsM: [500, 1000] },
		});
		expect(response.headers["content-type"]).toMatch(/^application\/geo\+json/);
		const { features } = isochronesSchema.parse(response.body);
		const summary = features.map(({ properties: { origin, cutoff, unit, snapped, people } }) => [
			origin,
			cutoff,
			unit,
			snapped,
			people,
		]);
		// From the south-west corner S1 is 120 m away and S2 920 m; from the north-east corner N2 is 120 m away and
		// S3 400 + 500 + 20 = 920 m. The third origin cannot be snapped.
		expect(summary).toEqual([
			[0, 1000, "m", true, 3],
			[0, 500, "m", true, 1],
			[1, 1000, "m", true, 20],
			[1, 500, "m", true, 16],
			[2, 1000, "m", false, 0],
			[2, 500, "m", false, 0],
		]);
		expect(features[0]?.geometry).not.toBeNull();
		expect(features[4]?.geometry).toBeNull();
	});

	it("answers a thousand origins, each under its own number", async () => {
		const origins = Array.from({ length: 1000 }, (_, i) => at(i * 2, 0));
		const response = await post("/isochrones", { origins, rule: { type: "time", cutoffsSec: [60, 300] } });
		const { features } = isochronesSchema.parse(response.body);
		expect(features.map(({ properties: { origin, cutoff } }) => `${origin} ${cutoff}`)).toEqual(
			origins.flatMap((_, i) => [`${i} 300`, `${i} 60`]),
		);
	});

	it("refuses ten thousand origins, none at all, and cutoffs out of range", async () => {
		const rule = { type: "time", cutoffsSec: [900] };
		const origins = Array.from({ length: 10_000 }, () => at(0, 0));
		await refused("/isochrones", { origins, rule }, "TOO_MANY_ORIGINS", /10000 items.*1 to 1000/);
		await refused("/isochrones", { origins: [], rule }, "REQUEST_INVALID", /origins is \[\]/);
		const slow = { origins: [at(0, 0)], rule: { type: "time", cutoffsSec: [900, 7201] } };
		await refused("/isochrones", slow, "CUTOFF_OUT_OF_RANGE", /rule\.cutoffsSec\[1\] is 7201.*1 to 7200/);
		await refused("/isochrones", { origins: [at(0, 0)], rule, profile: "x" }, "PROFILE_UNKNOWN", /"x"/);
	});
});

describe("cached answers", () => {
	const twin = async (body: object) => {
		const response = await request(server.app).post("/api/v1/cities/twin/coverages").send(body).expect(200);
		return coverageResponseSchema.parse(response.body);
	};

	it("are per city, service, profile and rule", async () => {
		// Each request differs from another in only one part, and comes while that one is cached.
		const time = { ...party, rule: { type: "time", cutoffSec: 900 } };
		const questions = [
			() => coverage(party),
			() => twin(party),
			() => coverage({ ...party, service: "pocket-park" }),
			() => coverage({ ...party, rule: { type: "distance", cutoffM: 900 } }),
			() => coverage(time),
			() => coverage({ ...time, profile: "elderly" }),
		];
		const first = [];
		for (const ask of questions) first.push(await ask());
		// In the twin S1, S2 and, from its own station, S3's nine are within a kilometre. The park at 400 m reaches S1 and
		// S2 like the party centre. An older person walks 765 m in 900 s.
		expect(first.map(({ totals }) => totals.coveredPeople)).toEqual([3, 12, 3, 1, 3, 1]);
		expect(first[2]?.provenance.service).toBe("pocket-park");
		for (const [i, ask] of questions.entries()) expect(await ask()).toEqual(first[i]);
	});

	it("are dropped with their data version", async () => {
		const before = await twin(party);
		expect(before.totals).toMatchObject({ coveredPeople: 12, facilities: 2 });
		const [lngDeg, latDeg] = at(100, 410);
		const added: FacilityInput = {
			facilityId: "new",
			kind: "party-station",
			name: "北岸党群服务站",
			lngDeg,
			latDeg,
			entrances: [],
			communityCode: null,
			townId: null,
			attributes: {},
		};
		const dataVersion = await addFacilities(server.store, {
			cityId: "twin",
			facilities: [added],
			source: "",
		});
		// The list of cities may be a second old.
		await expect
			.poll(async () => (await twin(party)).provenance.dataVersion, { timeout: 10_000 })
			.toBe(dataVersion);
		// N1's ten live beside the new station.
		expect((await twin(party)).totals).toMatchObject({ coveredPeople: 22, facilities: 3 });
	});
});
