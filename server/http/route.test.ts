import request from "supertest";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Engine } from "../engine/engine-pool.ts";
import { allRoutes } from "../routes/index.ts";
import { withApp } from "../test/with-app.ts";
import { openMetrics } from "./metrics.ts";
import { cityRoute, route } from "./route.ts";

const engine: Engine = {
	run: () => Promise.reject(new Error("nothing is computed here")),
	load: () => ({ running: 0, waiting: 0 }),
	close: async () => {},
};

/** The single entry needed to add a route. */
const ADDED = cityRoute({
	method: "post",
	path: "/api/v1/cities/:cityId/echoes/:echoId",
	who: "read-staff",
	summary: "What was said, once more",
	params: { echoId: z.int() },
	query: z.strictObject({ times: z.coerce.number().int().min(1).max(3).default(2) }),
	body: z.strictObject({ said: z.string().min(1) }),
	answer: { description: "Echo", mediaType: "application/json", schema: z.object({ heard: z.string() }) },
	cost: "computation",
	handler({ city, params, query, body }, res) {
		res.json({ heard: `${city.cityId} ${params.echoId} ${body.said.repeat(query.times)}` });
	},
});
const SHOUT = route({
	method: "get",
	path: "/api/v1/shout",
	who: "read-service",
	summary: "Nothing is asked of it",
	answer: null,
	handler({ query, body }, res) {
		res.json({ query: query ?? null, body: body ?? null });
	},
});
const metrics = openMetrics(engine);
const server = withApp({
	engine,
	computationsAMinute: 6,
	metrics: { of: metrics, audience: "local" },
	remoteAddress: () => "127.0.0.1",
	routes: [...allRoutes("local"), ADDED, SHOUT],
});
const PATH = "/api/v1/cities/tiny/echoes/7";
const post = (path = PATH) => request(server.app).post(path).set("Cookie", "lucheng_role=official");

describe("a route that is added to the table", () => {
	it("is answered, counted, limited, documented and judged by the policy", async () => {
		// Routed, with inputs parsed by its schemas.
		expect((await post(`${PATH}?times=3`).send({ said: "ho" })).body).toEqual({ heard: "tiny 7 hohoho" });
		expect((await post().send({ said: "ho" })).body).toEqual({ heard: "tiny 7 hoho" });
		const wrong = await post(`${PATH}?times=4`).send({ said: "ho" });
		expect([wrong.status, wrong.body.detail]).toEqual([
			400,
			'times is "4"; allowed is a whole number from 1 to 3.',
		]);
		const form = await post().type("form").send({ said: "ho" });
		expect([form.status, form.body.code]).toEqual([415, "MEDIA_TYPE_UNSUPPORTED"]);
		// Access policy: the public is refused, and an unknown city is unknown to every role.
		const stranger = await request(server.app).post(PATH).send({ said: "ho" });
		expect([stranger.status, stranger.body.code]).toEqual([403, "STAFF_ONLY"]);
		expect(stranger.headers.vary).toContain("Cookie");
		expect((await post("/api/v1/cities/nope/echoes/7").send({ said: "ho" })).status).toBe(404);
		// The rate limit, shared with all computations: six requests were made.
		const late = await post().send({ said: "ho" });
		expect([late.status, late.body.code, late.body.allowed]).toEqual([429, "RATE_LIMITED", 6]);
		// Refused methods.
		const got = await request(server.app).get(PATH);
		expect([got.status, got.body.code, got.headers.allow]).toEqual([405, "METHOD_NOT_ALLOWED", "POST"]);
		// The OpenAPI document.
		const { body } = await request(server.app).get("/api/v1/openapi.json");
		const documented = body.paths["/api/v1/cities/{cityId}/echoes/{echoId}"].post;
		expect(documented.summary).toBe("What was said, once more");
		expect(
			documented.parameters.map((one: { name: string; in: string }) => `${one.in} ${one.name}`).sort(),
		).toEqual(["path cityId", "path echoId", "query times"]);
		expect(documented.requestBody.content["application/json"].schema.required).toEqual(["said"]);
		expect(body.paths).not.toHaveProperty("/api/v1/shout");
		// The metrics, by route path instead of URL.
		const label = 'method="POST",route="/api/v1/cities/:cityId/echoes/:echoId",status="429"';
		await expect
			.poll(async () => (await request(server.app).get("/metrics")).text, { timeout: 10_000 })
			.toContain(`http_request_duration_seconds_count{${label}} 1\n`);
	});

	it("reads no input without a schema, and does not vary by a role it does not use", async () => {
		const { body, headers } = await request(server.app).get("/api/v1/shout?loud=1").expect(200);
		expect(body).toEqual({ query: null, body: null });
		expect(headers.vary ?? "").not.toContain("Cookie");
	});
});

describe("every route of the table", () => {
	it.each(allRoutes("local").map(({ path }) => path))("%s refuses methods it does not have", async (path) => {
		const methods = allRoutes("local").flatMap((one) =>
			one.path === path ? [one.method.toUpperCase()] : [],
		);
		const response = await request(server.app).delete(path.replaceAll(/:(\w+)/g, "tiny"));
		expect([response.status, response.body.code]).toEqual([405, "METHOD_NOT_ALLOWED"]);
		expect(response.headers.allow).toBe(methods.join(", "));
	});

	it("that computes counts towards one rate limit per client address", async () => {
		const costly = allRoutes("local").filter(({ cost }) => cost === "computation");
		expect(costly.map(({ path }) => path)).toEqual([
			"/api/v1/cities/:cityId/coverages",
			"/api/v1/cities/:cityId/isochrones",
		]);
		for (const [i, first] of costly.entries()) {
			for (const [j, second] of costly.entries()) {
				// A new client address; the limit of this app is six.
				const ask = ({ path }: { path: string }) =>
					request(server.app)
						.post(path.replace(":cityId", "tiny"))
						.set("X-Forwarded-For", `198.51.100.${10 * i + j}`)
						.send({});
				for (let k = 0; k < 6; k += 1) expect((await ask(first)).status).toBe(400);
				expect((await ask(second)).status).toBe(429);
			}
		}
	});
});

describe("a table", () => {
	it("cannot contain a route without an access rule", () => {
		const silent = { method: "get", path: "/", summary: "", answer: null, handler: () => {} } as const;
		// @ts-expect-error: `who` is missing
		expect(route(silent).who).toBeUndefined();
		// @ts-expect-error: not an action of the policy
		expect(route({ ...silent, who: "everybody" }).who).toBe("everybody");
		// @ts-expect-error: a city's route must name its city
		expect(cityRoute({ ...silent, who: "read-city" }).path).toBe("/");
	});
});
