import { VectorTile } from "@mapbox/vector-tile";
import { PbfReader } from "pbf";
import request from "supertest";
import { describe, expect, it } from "vitest";
import { catalogueSchema, citiesSchema } from "../../geodata/contract/city.ts";
import { problemSchema } from "../../geodata/contract/common.ts";
import {
	communitiesSchema,
	courtyardsSchema,
	facilitiesSchema,
	parksSchema,
} from "../../geodata/contract/feature.ts";
import { at, TINY_HOMES } from "../test/tiny-city.ts";
import { withApp } from "../test/with-app.ts";

const server = withApp();
const get = (path: string) => request(server.app).get(path);
const city = (path: string) => get(`/api/v1/cities/tiny${path}`);

/** A refusal: the status, the stable code, and one sentence about the value. */
async function refused(path: string, status: number, code: string, sentence: string | RegExp) {
	const response = await get(path);
	expect(response.headers["content-type"]).toMatch(/^application\/problem\+json/);
	const problem = problemSchema.parse(response.body);
	expect(problem).toMatchObject({ status, code, requestId: response.headers["x-request-id"] });
	if (typeof sentence === "string") expect(problem.detail).toBe(sentence);
	else expect(problem.detail).toMatch(sentence);
	expect(response.status).toBe(status);
	return problem;
}

describe("health", () => {
	it("answers alive and ready", async () => {
		expect((await get("/healthz").expect(200)).body).toEqual({ status: "ok" });
		const { body } = await get("/readyz").expect(200);
		expect(body).toEqual({ status: "ready", store: server.store.kind });
	});
});

describe("cities", () => {
	it("lists them with the people of their homes", async () => {
		const { cities } = citiesSchema.parse((await get("/api/v1/cities").expect(200)).body);
		expect(cities.map(({ cityId }) => cityId)).toEqual(["tiny", "twin"]);
		// 1 + 2 + 4 + 8 + 16 + 32 people in six homes.
		expect(cities[0]).toMatchObject({
			cityId: "tiny",
			name: "小城",
			sample: true,
			people: 63,
			demandPoints: Object.keys(TINY_HOMES).length,
			dataVersion: "v1",
			graphHash: server.graphHash,
		});
		// Its twin has five more in S3 and two more in N1.
		expect(cities[1]).toMatchObject({ sample: false, people: 70, demandPoints: 6 });
	});

	it("names the cities there are when asked for another", async () => {
		const problem = await refused("/api/v1/cities/nope/catalogue", 404, "CITY_UNKNOWN", /"nope".*tiny/);
		expect(problem).toMatchObject({ value: "nope", allowed: ["tiny", "twin"] });
	});

	it("shows the public the catalogue without what is for the staff", async () => {
		const catalogue = catalogueSchema.parse((await city("/catalogue").expect(200)).body);
		const kinds = Object.fromEntries(catalogue.kinds.map((kind) => [kind.kindId, kind.facilityCount]));
		expect(kinds).toMatchObject({ "party-centre": 1, "pocket-park": 1, "party-station": 0 });
		expect(kinds).not.toHaveProperty("mental-rehab-centre");
		expect(catalogue.services.map((service) => service.serviceId)).toContain("elderly-care");
		expect(catalogue.services.map((service) => service.serviceId)).not.toContain("mental-rehab");
	});
});

describe("lists", () => {
	const ids = async (query: string) =>
		facilitiesSchema.parse((await city(`/facilities${query}`).expect(200)).body).features.map(({ id }) => id);

	it("gives facilities of public kinds only", async () => {
		const response = await city("/facilities").expect(200);
		expect(response.headers["content-type"]).toMatch(/^application\/geo\+json/);
		const { features, nextCursor, sample } = facilitiesSchema.parse(response.body);
		expect(features.map(({ id }) => id)).toEqual(["P", "park-1"]);
		expect({ nextCursor, sample }).toEqual({ nextCursor: null, sample: true });
		expect(features[0]?.properties).toMatchObject({ kind: "party-centre", town: "玉山镇" });
		await refused("/api/v1/cities/tiny/facilities?kind=mental-rehab-centre", 403, "STAFF_ONLY", /not shown/);
	});

	it("narrows by kinds, box and name", async () => {
		expect(await ids("?kind=party-centre")).toEqual(["P"]);
		expect(await ids("?kind=party-centre,pocket-park")).toEqual(["P", "park-1"]);
		expect(await ids("?kind=party-point")).toEqual([]);
		expect(await ids(`?bbox=${[...at(300, -100), ...at(500, 100)].join(",")}`)).toEqual(["park-1"]);
		expect(await ids(`?q=${encodeURIComponent("党群")}`)).toEqual(["P"]);
	});

	it("pages by cursor, each item once", async () => {
		const first = facilitiesSchema.parse((await city("/facilities?limit=1").expect(200)).body);
		expect(first.features.map(({ id }) => id)).toEqual(["P"]);
		const cursor = encodeURIComponent(first.nextCursor ?? "");
		const second = facilitiesSchema.parse((await city(`/facilities?limit=1&cursor=${cursor}`)).body);
		expect(second.features.map(({ id }) => id)).toEqual(["park-1"]);
		expect(second.nextCursor).toBeNull();
	});

	it("finds parks by name and by what they have", async () => {
		const named = parksSchema.parse((await city(`/parks?q=${encodeURIComponent("江南")}`)).body);
		expect(named.features.map(({ properties }) => properties.areaM2)).toEqual([1600]);
		expect((await city(`/parks?q=${encodeURIComponent("江北")}`)).body.features).toEqual([]);
		expect((await city("/parks?amenity=seats,shade")).body.features).toHaveLength(1);
		expect((await city("/parks?amenity=seats,toilet")).body.features).toEqual([]);
	});

	it("counts courtyards by village and gives no household away", async () => {
		const { text, body } = await city("/courtyards").expect(200);
		const { features } = courtyardsSchema.parse(body);
		expect(features.map(({ properties }) => properties)).toEqual([
			{
				communityCode: "c-north",
				community: "北岸村",
				town: "玉山镇",
				fiveStar: 2,
				fourStar: 0,
				threeStar: 1,
				sample: true,
			},
		]);
		expect(text).not.toMatch(/y[123]"/);
	});

	it("gives communities with the people who live there", async () => {
		const { features } = communitiesSchema.parse((await city("/communities").expect(200)).body);
		// North: N1 8 + N2 16. South: S1 1 + S2 2 + S3 4.
		expect(features.map(({ id, properties }) => [id, properties.people])).toEqual([
			["c-north", 24],
			["c-south", 7],
		]);
	});

	it.each([
		["limit=0", /^limit is "0"; allowed is a whole number from 1 to 2000\.$/],
		["limit=2001", /a whole number from 1 to 2000/],
		["limit=many", /^limit is "many"/],
		["bbox=1,2,3", /^bbox is "1,2,3"; allowed is text matching/],
		["bbox=121,31,120,32", /west < east/],
		["bbox=31,120,32,121", /in degrees/],
		["colour=red", /^colour is not a known field; allowed is an object of kind, bbox, q, limit, cursor\.$/],
		["q=a&q=b", /^q is \["a","b"\]/],
	])("refuses ?%s", async (query, sentence) => {
		await refused(`/api/v1/cities/tiny/facilities?${query}`, 400, "REQUEST_INVALID", sentence);
	});

	it("refuses text that no database holds", async () => {
		await refused("/api/v1/cities/tiny/facilities?q=a%00b", 400, "STORE_BAD_TEXT", /NUL/);
	});

	it("refuses an unknown kind and a cursor it did not give", async () => {
		const problem = await refused("/api/v1/cities/tiny/facilities?kind=pub", 400, "KIND_UNKNOWN", /"pub"/);
		expect(problem.allowed).toContain("party-centre");
		await refused("/api/v1/cities/tiny/parks?cursor=%21%21", 400, "CURSOR_INVALID", /"!!"/);
	});
});

describe("graph", () => {
	it.each(["br", "gzip", "identity"])("gives the pack's own bytes, encoded as %s", async (encoding) => {
		const response = await city(`/graph/${server.graphHash}`)
			.set("Accept-Encoding", encoding)
			.buffer(true)
			.parse((stream, done) => {
				const chunks: Buffer[] = [];
				stream.on("data", (chunk: Buffer) => chunks.push(chunk));
				stream.on("end", () => done(null, Buffer.concat(chunks)));
			})
			.expect(200);
		expect(response.headers["content-encoding"] ?? "identity").toBe(encoding);
		expect(response.headers["cache-control"]).toContain("immutable");
		expect(response.headers["x-decoded-length"]).toBe(String(server.packBytes.byteLength));
		// The client of the test decompresses automatically.
		expect(Buffer.compare(response.body, Buffer.from(server.packBytes))).toBe(0);
		const again = await city(`/graph/${server.graphHash}`)
			.set("Accept-Encoding", encoding)
			.set("If-None-Match", String(response.headers.etag));
		expect(again.status).toBe(304);
	});

	it("names the present hash when asked for another", async () => {
		const path = "/api/v1/cities/tiny/graph/0000000000000000";
		const problem = await refused(path, 404, "GRAPH_STALE", new RegExp(server.graphHash));
		expect(problem.allowed).toBe(server.graphHash);
	});
});

/** The tile of a position at zoom 15, by the slippy-map formula. */
function tileAt([lng, lat]: readonly [number, number], z: number): string {
	const n = 2 ** z;
	const radians = (lat * Math.PI) / 180;
	const x = Math.floor(((lng + 180) / 360) * n);
	const y = Math.floor(((1 - Math.asinh(Math.tan(radians)) / Math.PI) / 2) * n);
	return `${z}/${x}/${y}`;
}

describe("tiles", () => {
	it("describes a layer by TileJSON whose url leads to its tiles", async () => {
		const { body } = await get("/tiles/tiny/street.json").expect(200);
		expect(body).toMatchObject({
			tilejson: "3.0.0",
			minzoom: 0,
			maxzoom: 16,
			attribution: "示例数据（测试）",
		});
		expect(body.tiles[0]).toMatch(
			/^http:\/\/127\.0\.0\.1:\d+\/tiles\/tiny\/street\/\{z\}\/\{x\}\/\{y\}\.mvt\?v=v1$/,
		);
	});

	it("draws streets where they are, and stays the same under its data version", async () => {
		const path = `/tiles/tiny/street/${tileAt(at(1000, 0), 15)}.mvt`;
		const response = await get(`${path}?v=v1`).responseType("blob").expect(200);
		expect(response.headers["content-type"]).toBe("application/vnd.mapbox-vector-tile");
		expect(response.headers["cache-control"]).toContain("immutable");
		const layer = new VectorTile(new PbfReader(response.body)).layers.street;
		const names = Array.from({ length: layer?.length ?? 0 }, (_, i) => layer?.feature(i).properties.name);
		expect(names).toContain("南岸路");
		const unnamed = await get(path).set("If-None-Match", String(response.headers.etag));
		expect(unnamed.status).toBe(304);
		expect(unnamed.headers["cache-control"]).toBe("public, no-cache");
	});

	it("puts layers joined by commas into one tile, each the same as alone", async () => {
		const cell = tileAt(at(1000, 0), 15);
		const alone = async (layer: string) =>
			(await get(`/tiles/tiny/${layer}/${cell}.mvt`).responseType("blob").expect(200)).body as Buffer;
		const joined = await get(`/tiles/tiny/street,label,boundary/${cell}.mvt`)
			.responseType("blob")
			.expect(200);
		// No water in the tiny city has a name: an empty layer is omitted from the tile.
		await get(`/tiles/tiny/label/${cell}.mvt`).expect(204);
		expect(joined.body).toEqual(Buffer.concat([await alone("street"), await alone("boundary")]));
		const { layers } = new VectorTile(new PbfReader(joined.body));
		expect(Object.keys(layers)).toEqual(["street", "boundary"]);
		const { body } = await get("/tiles/tiny/street,boundary.json").expect(200);
		expect(body.tiles[0]).toContain("/tiles/tiny/street,boundary/{z}/{x}/{y}.mvt");
		expect(body.vector_layers.map((row: { id: string }) => row.id)).toEqual(["street", "boundary"]);
	});

	it("answers 204 where nothing is", async () => {
		await get(`/tiles/tiny/street/${tileAt([0, 0], 15)}.mvt`).expect(204);
	});

	it("never draws a facility that is for the staff", async () => {
		const response = await get(`/tiles/tiny/facility/${tileAt(at(100, -10), 14)}.mvt`).responseType("blob");
		const layer = new VectorTile(new PbfReader(response.body)).layers.facility;
		const kinds = Array.from({ length: layer?.length ?? 0 }, (_, i) => layer?.feature(i).properties.kind);
		expect(kinds).toContain("party-centre");
		expect(kinds).not.toContain("mental-rehab-centre");
	});

	it("refuses invalid layers and tiles", async () => {
		const problem = await refused("/tiles/tiny/gold/1/0/0.mvt", 404, "LAYER_UNKNOWN", /"gold"/);
		expect(problem.allowed).toContain("water");
		await refused("/tiles/tiny/gold.json", 404, "LAYER_UNKNOWN", /"gold"/);
		await refused("/tiles/tiny/water,gold/1/0/0.mvt", 404, "LAYER_UNKNOWN", /no layer "gold"/);
		await refused("/tiles/tiny/water,land,water/1/0/0.mvt", 404, "LAYER_UNKNOWN", /twice/);
		await refused("/tiles/tiny/water,/1/0/0.mvt", 404, "LAYER_UNKNOWN", /no layer ""/);
		await refused("/tiles/nope/water/0/0/0.mvt", 404, "CITY_UNKNOWN", /"nope"/);
		const tooDeep = "z is 17; allowed is a whole number from 0 to 16.";
		await refused("/tiles/tiny/water/17/0/0.mvt", 400, "TILE_OUT_OF_RANGE", tooDeep);
		await refused("/tiles/tiny/water/1/2/0.mvt", 400, "TILE_OUT_OF_RANGE", /^x is 2; .* 0 to 1\.$/);
		await refused("/tiles/tiny/water/1/0/-1.mvt", 400, "TILE_OUT_OF_RANGE", /^y is -1;/);
	});
});
