import { VectorTile } from "@mapbox/vector-tile";
import { PbfReader } from "pbf";
import request from "supertest";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { problemSchema } from "../../geodata/contract/common.ts";
import { sessionSchema } from "../../geodata/contract/session.ts";
import { saveCity } from "../db/city/load-city.ts";
import { TINY_SNAPSHOTS, tinyCity } from "../test/tiny-city.ts";
import { withApp } from "../test/with-app.ts";

let address = "127.0.0.1";
const server = withApp({ remoteAddress: () => address });
const OFFICIAL = "lucheng_role=official";

beforeAll(async () => {
	const { store, graphHash, packBytes } = server;
	const input = { ...tinyCity("real"), sample: false };
	await saveCity(store, { input, packBytes, graphHash, dataVersion: "v1", snapshots: TINY_SNAPSHOTS });
});
beforeEach(() => {
	address = "127.0.0.1";
});

const get = (path: string, cookie = "") => request(server.app).get(path).set("Cookie", cookie);
const take = (role: string) => request(server.app).post("/api/v1/session").send({ role });
const cover = (cityId: string, cookie: string) =>
	request(server.app)
		.post(`/api/v1/cities/${cityId}/coverages`)
		.set("Cookie", cookie)
		.send({ service: "mental-rehab", rule: { type: "distance", cutoffM: 1000 } });

function refusal(response: request.Response) {
	expect(response.headers["content-type"]).toMatch(/^application\/problem\+json/);
	const { status, code } = problemSchema.parse(response.body);
	expect(response.status).toBe(status);
	return [status, code];
}

describe("taking a role", () => {
	it("everyone is the public, and on this machine with sample data may be the official by a click", async () => {
		const before = await get("/api/v1/session").expect(200);
		expect(sessionSchema.parse(before.body)).toEqual({ role: "public", demoRoles: ["public", "official"] });
		expect(before.headers["cache-control"]).toBe("no-store");

		const taken = await take("official").expect(200);
		expect(taken.body.role).toBe("official");
		const [cookie = ""] = taken.headers["set-cookie"] ?? [];
		expect(cookie).toBe("lucheng_role=official; Path=/; HttpOnly; SameSite=Strict");
		expect((await get("/api/v1/session", cookie.split(";")[0])).body.role).toBe("official");

		const left = await take("public").expect(200);
		expect(left.body.role).toBe("public");
		expect(String(left.headers["set-cookie"])).toMatch(/^lucheng_role=;.*Expires=Thu, 01 Jan 1970/);
	});

	it("is refused from elsewhere, whatever the headers and the cookie say", async () => {
		address = "192.0.2.7";
		expect((await get("/api/v1/session", OFFICIAL)).body).toEqual({ role: "public", demoRoles: [] });
		const response = await take("official").set("X-Forwarded-For", "127.0.0.1").set("Cookie", OFFICIAL);
		expect(refusal(response)).toEqual([403, "ROLE_REFUSED"]);
		expect(response.headers).not.toHaveProperty("set-cookie");
		expect((await take("public")).status).toBe(200);
		expect(refusal(await cover("tiny", OFFICIAL))).toEqual([403, "STAFF_ONLY"]);
	});

	it("is refused for pages of another site, and for unknown roles", async () => {
		const foreign = await take("official").set("Origin", "https://elsewhere.example");
		expect(refusal(foreign)).toEqual([403, "CROSS_ORIGIN"]);
		const fetched = await take("public").set("Sec-Fetch-Site", "cross-site");
		expect(refusal(fetched)).toEqual([403, "CROSS_ORIGIN"]);
		expect(refusal(await take("admin"))).toEqual([400, "REQUEST_INVALID"]);
		const form = await request(server.app).post("/api/v1/session").type("form").send({ role: "official" });
		expect(refusal(form)).toEqual([415, "MEDIA_TYPE_UNSUPPORTED"]);
		expect(refusal(await request(server.app).delete("/api/v1/session"))).toEqual([405, "METHOD_NOT_ALLOWED"]);
	});
});

describe("what the official sees of sample data", () => {
	const kinds = async (path: string, cookie: string) => {
		const { body } = await get(path, cookie).expect(200);
		return body.features.map(({ properties }: { properties: { kind: string } }) => properties.kind);
	};

	it("the staff's service, kind and places", async () => {
		const { body, headers } = await get("/api/v1/cities/tiny/catalogue", OFFICIAL).expect(200);
		expect(body.services.map(({ serviceId }: { serviceId: string }) => serviceId)).toContain("mental-rehab");
		expect(body.kinds.map(({ kindId }: { kindId: string }) => kindId)).toContain("mental-rehab-centre");
		expect(headers["cache-control"]).toBe("private, no-store");
		expect(headers.vary).toContain("Cookie");
		const path = "/api/v1/cities/tiny/facilities";
		expect(await kinds(path, OFFICIAL)).toEqual(["party-centre", "mental-rehab-centre", "pocket-park"]);
		expect(await kinds(`${path}?kind=mental-rehab-centre`, OFFICIAL)).toEqual(["mental-rehab-centre"]);
		expect(await kinds(path, "")).toEqual(["party-centre", "pocket-park"]);
	});

	it("its coverage, now and on earlier days, and no other role sees it afterwards", async () => {
		// R is at 200 m of the south street: S1 130 m and S2 730 m away.
		const { body } = await cover("tiny", OFFICIAL).expect(200);
		expect(body.totals.coveredPeople).toBe(3);
		expect(refusal(await cover("tiny", ""))).toEqual([403, "STAFF_ONLY"]);
		expect(refusal(await cover("tiny", "lucheng_role=root"))).toEqual([403, "STAFF_ONLY"]);

		const path = "/api/v1/cities/tiny/snapshots";
		const services = async (cookie: string) =>
			(await get(path, cookie)).body.snapshots.map(({ serviceId }: { serviceId: string }) => serviceId);
		expect(await services(OFFICIAL)).toEqual(["mental-rehab", "party-service"]);
		expect(await services("")).toEqual(["party-service"]);
	});

	it("its places in tiles, under separate URLs", async () => {
		// z12 tile of [120.98, 31.38], by the slippy-map formula.
		const path = "/tiles/tiny/facility/12/3424/1671.mvt";
		const drawn = async (query: string, cookie: string) => {
			const response = await get(path + query, cookie)
				.responseType("blob")
				.expect(200);
			const layer = new VectorTile(new PbfReader(response.body)).layers.facility;
			const ids = Array.from(
				{ length: layer?.length ?? 0 },
				(_, i) => layer?.feature(i).properties.facilityId,
			);
			return { ids, cache: response.headers["cache-control"], vary: response.headers.vary };
		};
		const seen = await drawn("?v=v1-staff", OFFICIAL);
		expect(seen.ids).toEqual(["P", "R", "park-1"]);
		expect(seen.cache).toBe("private, max-age=31536000, immutable");
		expect(seen.vary).toContain("Cookie");
		const shown = await drawn("?v=v1", "");
		expect(shown.ids).toEqual(["P", "park-1"]);
		expect(shown.cache).toBe("public, max-age=31536000, immutable");
		// With the URL of the other role the answer must not be cached.
		expect(await drawn("?v=v1-staff", "")).toMatchObject({ ids: ["P", "park-1"], cache: "public, no-cache" });
		expect(await drawn("?v=v1", OFFICIAL)).toMatchObject({
			ids: ["P", "R", "park-1"],
			cache: "private, no-cache",
		});

		const tiles = async (cookie: string) => (await get("/tiles/tiny/facility.json", cookie)).body.tiles[0];
		expect(await tiles(OFFICIAL)).toMatch(/\?v=v1-staff$/);
		expect(await tiles("")).toMatch(/\?v=v1$/);
	});
});

describe("a city of real data", () => {
	it("shows the official what it shows the public", async () => {
		expect(refusal(await cover("real", OFFICIAL))).toEqual([403, "STAFF_ONLY"]);
		for (const path of ["catalogue", "facilities", "snapshots"]) {
			const [asOfficial, asPublic] = [
				await get(`/api/v1/cities/real/${path}`, OFFICIAL).expect(200),
				await get(`/api/v1/cities/real/${path}`).expect(200),
			];
			expect(asOfficial.text).toBe(asPublic.text);
			expect(asOfficial.text).not.toContain("mental-rehab");
		}
	});

	it("alone is not a demonstration", async () => {
		await server.store.query("update city set sample = false where city_id = 'tiny'");
		try {
			const open = async () => (await get("/api/v1/session", OFFICIAL)).body;
			// The list of cities is cached for a second.
			await expect.poll(open, { timeout: 10_000 }).toEqual({ role: "public", demoRoles: [] });
			expect(refusal(await take("official"))).toEqual([403, "ROLE_REFUSED"]);
		} finally {
			await server.store.query("update city set sample = true where city_id = 'tiny'");
		}
	});
});
