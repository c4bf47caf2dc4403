import pino from "pino";
import request from "supertest";
import { beforeEach, describe, expect, it } from "vitest";
import { makeApp } from "../app.ts";
import type { Engine } from "../engine/engine-pool.ts";
import { withApp } from "../test/with-app.ts";
import { openMetrics } from "./metrics.ts";

/** An engine that is always equally busy and never computes. */
const engine: Engine = {
	run: () => Promise.reject(new Error("nothing is computed here")),
	load: () => ({ running: 3, waiting: 4 }),
	close: async () => {},
};
const metrics = openMetrics(engine);
let address = "127.0.0.1";
const remoteAddress = () => address;
const server = withApp({ engine, metrics: { of: metrics, audience: "local" }, remoteAddress });
beforeEach(() => {
	address = "127.0.0.1";
});

describe("metrics", () => {
	it("time requests by the route that matched, and name no city", async () => {
		const { app } = server;
		await request(app).get("/api/v1/cities").expect(200);
		await request(app).get("/api/v1/cities").expect(200);
		await request(app).get("/api/v1/cities/hometown/catalogue").expect(404);
		await request(app).get("/tiles/tiny/water/1/0/0.mvt").expect(204);
		await request(app).get("/wp-login.php").expect(404);
		const count = (route: string, status: number, times: number) =>
			`http_request_duration_seconds_count{method="GET",route="${route}",status="${status}"} ${times}\n`;
		// A request is counted when its connection is done, shortly after the answer.
		const text = async () => (await request(app).get("/metrics").expect(200)).text;
		for (const line of [
			count("/api/v1/cities", 200, 2),
			count("/api/v1/cities/:cityId/catalogue", 404, 1),
			count("/tiles/:cityId/:layer/:z/:x/:y.mvt", 204, 1),
			count("other", 404, 1),
		]) {
			await expect.poll(text, { timeout: 10_000 }).toContain(line);
		}
		expect(await text()).not.toMatch(/hometown|wp-login/);
	});

	it("report the process, and the jobs running and waiting", async () => {
		const { text, headers } = await request(server.app).get("/metrics").expect(200);
		expect(headers["content-type"]).toBe("text/plain; version=0.0.4; charset=utf-8");
		expect(headers["cache-control"]).toBe("no-store");
		expect(text).toContain('engine_jobs{state="running"} 3\n');
		expect(text).toContain('engine_jobs{state="waiting"} 4\n');
		expect(text).toMatch(/^process_resident_memory_bytes \d+$/m);
	});

	it("are readable only on the machine itself, unless configured for everyone or nobody", async () => {
		address = "192.0.2.7";
		const refused = await request(server.app).get("/metrics");
		expect([refused.status, refused.body.code]).toEqual([403, "METRICS_LOCAL"]);
		const deps = { store: server.store, engine, log: pino({ level: "silent" }), clientFolder: null };
		const open = makeApp({ ...deps, metrics: { of: metrics, audience: "all" }, remoteAddress });
		await request(open).get("/metrics").expect(200);
		await request(makeApp({ ...deps, remoteAddress }))
			.get("/metrics")
			.expect(404);
	});
});
