import request from "supertest";
import { describe, expect, it } from "vitest";
import { problemSchema } from "../../geodata/contract/common.ts";
import { compoundsSchema, firmsSchema, plotsSchema } from "../../geodata/contract/feature.ts";
import { snapshotsSchema } from "../../geodata/contract/snapshot.ts";
import { at } from "../test/tiny-city.ts";
import { withApp } from "../test/with-app.ts";

const server = withApp();
const city = (path: string) => request(server.app).get(`/api/v1/cities/tiny${path}`);

async function refused(path: string, status: number, code: string, sentence: RegExp) {
	const response = await request(server.app).get(path);
	expect(response.headers["content-type"]).toMatch(/^application\/problem\+json/);
	const problem = problemSchema.parse(response.body);
	expect(problem).toMatchObject({ status, code });
	expect(problem.detail).toMatch(sentence);
	return problem;
}

describe("plots", () => {
	const plots = async (query = "") => plotsSchema.parse((await city(`/plots${query}`).expect(200)).body);

	it("come with their shape, cost and entrances", async () => {
		const { features, nextCursor, sample } = await plots();
		expect({ ids: features.map(({ id }) => id), nextCursor, sample }).toEqual({
			ids: ["plot-1", "plot-2"],
			nextCursor: null,
			sample: true,
		});
		const [first, second] = features;
		expect(first?.properties).toMatchObject({
			kind: "idle",
			name: "plot-1 地块",
			town: "玉山镇",
			communityCode: "c-south",
			areaM2: 1600,
			costYuan: 350_000,
			version: 1,
		});
		expect(second?.properties.costYuan).toBeNull();
		const corner = at(600, -80).map((deg) => Math.round(deg * 1e7) / 1e7);
		expect(first?.properties.entrances).toEqual([corner]);
		expect(first?.geometry).toMatchObject({ type: "Polygon" });
		expect(first?.geometry.coordinates.flat(1)).toContainEqual(corner);
	});

	it("are narrowed by kind and box, and paged", async () => {
		const ids = async (query: string) => (await plots(query)).features.map(({ id }) => id);
		expect(await ids("?kind=roadside-belt")).toEqual(["plot-2"]);
		expect(await ids("?kind=roadside-belt,idle")).toEqual(["plot-1", "plot-2"]);
		expect(await ids("?kind=narrow")).toEqual([]);
		expect(await ids(`?bbox=${[...at(500, -100), ...at(700, 0)].join(",")}`)).toEqual(["plot-1"]);
		const first = await plots("?limit=1");
		expect(first.features.map(({ id }) => id)).toEqual(["plot-1"]);
		const rest = await plots(`?limit=1&cursor=${encodeURIComponent(first.nextCursor ?? "")}`);
		expect([rest.features.map(({ id }) => id), rest.nextCursor]).toEqual([["plot-2"], null]);
	});

	it("refuse unknown kinds, and name the six", async () => {
		const path = "/api/v1/cities/tiny/plots?kind=idle,castle";
		const problem = await refused(path, 400, "KIND_UNKNOWN", /no kind of plot "castle".*low-use-plaza/);
		expect(problem).toMatchObject({ value: "castle" });
	});
});

describe("firms", () => {
	it("come with their grades, oldest first, and the compounds they serve", async () => {
		const { features } = firmsSchema.parse((await city("/firms").expect(200)).body);
		const row = ({ properties }: (typeof features)[number]) => [
			properties.firmId,
			properties.grades.map(({ year, quarter, grade, score }) => `${year}Q${quarter} ${grade} ${score}`),
			properties.compoundIds,
			properties.people,
		];
		// S1 1 + S2 2 people are fewer than ten, so their number is hidden; N2 has 16.
		expect(features.map(row)).toEqual([
			["f-1", ["2025Q3 red 91.5", "2025Q4 plain 75"], ["S1", "S2"], null],
			["f-2", ["2025Q4 black 48"], ["N2"], 16],
			["f-3", [], [], null],
		]);
		expect(features[0]?.geometry).toBeNull();
	});

	it("sum the people of their own city's compounds, and show ten or more", async () => {
		const { body } = await request(server.app).get("/api/v1/cities/twin/firms").expect(200);
		const people = firmsSchema
			.parse(body)
			.features.map(({ id, properties }) => [id, properties.compoundIds, properties.people]);
		// The third firm serves N1, with exactly ten people.
		expect(people).toEqual([
			["f-1", ["S1", "S2"], null],
			["f-2", ["N2"], 16],
			["f-3", ["N1"], 10],
		]);
	});
});

describe("compounds", () => {
	const compounds = async (query = "") =>
		compoundsSchema.parse((await city(`/compounds${query}`).expect(200)).body).features;

	it("never show a population below ten", async () => {
		// S1 1, S2 2, S3 4, N1 8 are below ten; N2 16 and I1 32 are not.
		const people = (await compounds()).map(({ id, properties }) => [id, properties.people]);
		expect(people).toEqual([
			["I1", 32],
			["N1", null],
			["N2", 16],
			["S1", null],
			["S2", null],
			["S3", null],
		]);
	});

	it("show a population of ten but not of nine, for the requested city only", async () => {
		const { body } = await request(server.app).get("/api/v1/cities/twin/compounds").expect(200);
		const people = compoundsSchema.parse(body).features.map(({ id, properties }) => [id, properties.people]);
		expect(people).toEqual([
			["I1", 32],
			["N1", 10],
			["N2", 16],
			["S1", null],
			["S2", null],
			["S3", null],
		]);
	});

	it("name the firm that serves them, and have their land or its middle", async () => {
		const byId = new Map((await compounds()).map((one) => [one.id, one]));
		expect(byId.get("S1")?.properties).toEqual({
			compoundId: "S1",
			name: "S1 苑",
			kind: "compound",
			people: null,
			communityCode: "c-south",
			firmId: "f-1",
			gates: 0,
			sample: true,
			version: 1,
		});
		expect(byId.get("S1")?.geometry.type).toBe("Point");
		expect(byId.get("I1")?.properties).toMatchObject({ firmId: null, communityCode: null });
		expect(byId.get("N2")?.properties.gates).toBe(1);
		expect(byId.get("N2")?.geometry.type).toBe("Polygon");
	});

	it("are narrowed by a box", async () => {
		const south = await compounds(`?bbox=${[...at(0, -100), ...at(1000, 0)].join(",")}`);
		expect(south.map(({ id }) => id)).toEqual(["S1", "S2"]);
	});
});

describe("snapshots", () => {
	const snapshots = async (query = "") =>
		snapshotsSchema.parse((await city(`/snapshots${query}`).expect(200)).body).snapshots;

	it("give the coverage of an earlier day, for public services only", async () => {
		expect(await snapshots()).toEqual([
			{
				date: "2024-12-31",
				serviceId: "party-service",
				ruleId: "party-15-distance",
				profileId: "adult",
				facilities: 0,
				people: 63,
				coveredPeople: 0,
				byCommunity: [
					{ code: "c-south", people: 7, coveredPeople: 0 },
					{ code: "c-north", people: 24, coveredPeople: 0 },
					{ code: "", people: 32, coveredPeople: 0 },
				],
				sample: true,
			},
		]);
	});

	it("are narrowed by service and rule", async () => {
		expect(await snapshots("?service=party-service&rule=party-15-distance")).toHaveLength(1);
		expect(await snapshots("?service=party-service&rule=party-15-time")).toEqual([]);
		expect(await snapshots("?service=pocket-park")).toEqual([]);
	});

	it("refuse unknown and staff-only services and rules", async () => {
		const path = "/api/v1/cities/tiny/snapshots";
		await refused(`${path}?service=pub`, 400, "SERVICE_UNKNOWN", /no service "pub".*party-service/);
		await refused(`${path}?service=mental-rehab`, 403, "STAFF_ONLY", /not shown to the public/);
		await refused(`${path}?rule=guess`, 400, "RULE_UNKNOWN", /no rule "guess".*party-15-distance/);
		await refused(`${path}?service=`, 400, "REQUEST_INVALID", /^service is ""/);
	});
});

describe("refused parameters", () => {
	it.each(["plots", "firms", "compounds"])("%s refuses invalid pages and unknown fields", async (list) => {
		const path = `/api/v1/cities/tiny/${list}`;
		await refused(`${path}?limit=0`, 400, "REQUEST_INVALID", /^limit is "0"; allowed is .* 1 to 2000/);
		await refused(`${path}?cursor=%21`, 400, "CURSOR_INVALID", /"!"/);
		await refused(`${path}?colour=red`, 400, "REQUEST_INVALID", /^colour is not a known field/);
		await refused(`/api/v1/cities/nope/${list}`, 404, "CITY_UNKNOWN", /"nope".*tiny/);
	});

	it.each(["plots", "compounds"])("%s refuses an invalid box", async (list) => {
		const path = `/api/v1/cities/tiny/${list}?bbox=121,31,120,32`;
		await refused(path, 400, "REQUEST_INVALID", /^bbox is "121,31,120,32"; allowed is .*west < east/);
	});

	it("snapshots of another city", async () => {
		await refused("/api/v1/cities/nope/snapshots", 404, "CITY_UNKNOWN", /"nope".*tiny/);
	});
});
