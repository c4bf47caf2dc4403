import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import request from "supertest";
import { afterAll, describe, expect, it } from "vitest";
import { problemSchema } from "../geodata/contract/common.ts";
import { withApp } from "./test/with-app.ts";

const clientFolder = mkdtempSync(join(tmpdir(), "lucheng-client-"));
mkdirSync(join(clientFolder, "assets"));
writeFileSync(join(clientFolder, "index.html"), "<!doctype html><title>page</title>");
writeFileSync(join(clientFolder, "mark.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
const script = `export const text = "${"x".repeat(3000)}";`;
writeFileSync(join(clientFolder, "assets", "main-abc.js"), script);
writeFileSync(join(clientFolder, "assets", "main-abc.js.br"), brotliCompressSync(script));
afterAll(() => rmSync(clientFolder, { recursive: true }));

const server = withApp({ clientFolder, computationsAMinute: 3 });
const coverages = "/api/v1/cities/tiny/coverages";

function problemIn(response: request.Response) {
	expect(response.headers["content-type"]).toMatch(/^application\/problem\+json/);
	const problem = problemSchema.parse(response.body);
	expect(problem.status).toBe(response.status);
	return problem;
}

describe("bodies", () => {
	let asked = 0;
	// A new client address each time, so that the rate limit does not apply.
	const post = () =>
		request(server.app)
			.post("/api/v1/cities/nope/isochrones")
			.set("X-Forwarded-For", `198.51.100.${asked++}`);

	it.each(["{", '{"a":1,}', "", "\u0000", "{]"])("refuses %j as JSON", async (body) => {
		const response = await post().set("Content-Type", "application/json").send(body);
		const problem = problemIn(response);
		// An empty body counts as no body: the city is looked up first.
		expect([problem.status, problem.code]).toEqual(
			body === "" ? [404, "CITY_UNKNOWN"] : [400, "MALFORMED_JSON"],
		);
	});

	it("refuses another media type, an unknown encoding and a body over the limit", async () => {
		const form = await post().type("form").send({ a: 1 });
		expect(problemIn(form)).toMatchObject({ status: 415, code: "MEDIA_TYPE_UNSUPPORTED" });
		expect(form.body.detail).toBe(
			"Content-Type is application/x-www-form-urlencoded; allowed is application/json.",
		);
		const unknown = await post().type("json").set("Content-Encoding", "lzma").send("{}");
		expect(problemIn(unknown)).toMatchObject({ status: 415, code: "MEDIA_TYPE_UNSUPPORTED" });
		const notGzip = await post().type("json").set("Content-Encoding", "gzip").send("{}");
		expect(problemIn(notGzip)).toMatchObject({ status: 400, code: "REQUEST_INVALID" });
		const large = await post()
			.type("json")
			.send(JSON.stringify("x".repeat(1_048_576)));
		expect(problemIn(large)).toMatchObject({ status: 413, code: "BODY_TOO_LARGE", allowed: 1_048_576 });
	});
});

describe("limits", () => {
	it("limits computations per client address and minute, and names the limit", async () => {
		const statuses: number[] = [];
		let last: request.Response | null = null;
		for (let i = 0; i < 4; i += 1) {
			last = await request(server.app).post(coverages).set("X-Forwarded-For", "203.0.113.9").send({});
			statuses.push(last.status);
		}
		expect(statuses).toEqual([400, 400, 400, 429]);
		expect(last && problemIn(last)).toMatchObject({ code: "RATE_LIMITED", allowed: 3 });
		expect(Number(last?.headers["retry-after"])).toBeGreaterThan(0);
		// Another client address is still allowed.
		const other = await request(server.app).post(coverages).set("X-Forwarded-For", "203.0.113.10").send({});
		expect(other.status).toBe(400);
	});

	it("counts every kind of computation, and all of them together", async () => {
		const statusesOf = async (address: string, lists: readonly string[]) => {
			const statuses: number[] = [];
			for (const list of lists) {
				const asked = request(server.app).post(`/api/v1/cities/tiny/${list}`).send({});
				statuses.push((await asked.set("X-Forwarded-For", address)).status);
			}
			return statuses;
		};
		const [a, b] = ["isochrones", "coverages"];
		expect(await statusesOf("203.0.113.11", [a, a, a, a])).toEqual([400, 400, 400, 429]);
		expect(await statusesOf("203.0.113.12", [a, b, b, a, b])).toEqual([400, 400, 400, 429, 429]);
	});
});

describe("routes", () => {
	it("names unknown paths, and the allowed methods", async () => {
		const missing = await request(server.app).get("/api/v1/towns");
		expect(problemIn(missing)).toMatchObject({
			code: "ROUTE_UNKNOWN",
			detail: "There is nothing at GET /api/v1/towns.",
		});
		const wrong = await request(server.app).get(coverages);
		expect(problemIn(wrong)).toMatchObject({ code: "METHOD_NOT_ALLOWED", value: "GET", allowed: "POST" });
		expect(wrong.headers.allow).toBe("POST");
		const written = await request(server.app).delete("/api/v1/cities/tiny/facilities");
		expect(problemIn(written)).toMatchObject({ code: "METHOD_NOT_ALLOWED", allowed: "GET" });
		const badly = await request(server.app).get("/api/v1/cities/%E0%A4%A/catalogue");
		expect(problemIn(badly)).toMatchObject({ status: 400, code: "REQUEST_INVALID" });
	});

	it("documents every route in OpenAPI 3.1", async () => {
		const { body } = await request(server.app).get("/api/v1/openapi.json").expect(200);
		expect(body.openapi).toBe("3.1.0");
		expect(Object.keys(body.paths)).toEqual([
			"/healthz",
			"/readyz",
			"/metrics",
			"/api/v1/cities",
			"/api/v1/cities/{cityId}/catalogue",
			"/api/v1/session",
			"/api/v1/cities/{cityId}/snapshots",
			"/api/v1/cities/{cityId}/facilities",
			"/api/v1/cities/{cityId}/parks",
			"/api/v1/cities/{cityId}/plots",
			"/api/v1/cities/{cityId}/compounds",
			"/api/v1/cities/{cityId}/firms",
			"/api/v1/cities/{cityId}/courtyards",
			"/api/v1/cities/{cityId}/communities",
			"/api/v1/cities/{cityId}/coverages",
			"/api/v1/cities/{cityId}/isochrones",
			"/api/v1/cities/{cityId}/graph/{hash}",
			"/tiles/{cityId}/{layer}/{z}/{x}/{y}.mvt",
			"/tiles/{cityId}/{layer}.json",
		]);
		expect(Object.keys(body.paths["/api/v1/session"])).toEqual(["get", "post"]);
		const cutoff =
			body.paths["/api/v1/cities/{cityId}/coverages"].post.requestBody.content["application/json"];
		expect(JSON.stringify(cutoff)).toContain('"maximum":7200');
	});
});

describe("headers and the log", () => {
	it("allows nothing from other origins, and keeps plain http on plain http", async () => {
		const { headers } = await request(server.app).get("/healthz");
		// The complete policy, because one extra source is a hole. No upgrade-insecure-requests; every directive explicit.
		expect(headers["content-security-policy"]?.split(";")).toEqual([
			"default-src 'self'",
			"script-src 'self'",
			"worker-src 'self' blob:",
			"style-src 'self' 'unsafe-inline'",
			"img-src 'self' data: blob:",
			"connect-src 'self' data: blob:",
			"font-src 'self' data:",
			"object-src 'none'",
			"base-uri 'none'",
			"form-action 'self'",
			"frame-ancestors 'self'",
		]);
		expect(headers["x-content-type-options"]).toBe("nosniff");
		expect(headers).not.toHaveProperty("x-powered-by");
	});

	it("logs each request under the id it answers with", async () => {
		const { headers } = await request(server.app).get("/api/v1/cities/tiny/catalogue");
		await expect
			.poll(() => server.logged.find((line) => line.requestId === headers["x-request-id"]), {
				timeout: 10_000,
			})
			.toMatchObject({ method: "GET", url: "/api/v1/cities/tiny/catalogue", status: 200 });
	});

	it("tells the log, not the client, of what went wrong inside", async () => {
		await server.store.query("alter table facility_kind rename to facility_kind_hidden");
		try {
			// This city's catalogue is cached; a list queries the store.
			const response = await request(server.app).get("/tiles/tiny/facility/3/6/3.mvt");
			const problem = problemIn(response);
			expect(problem).toMatchObject({ status: 500, code: "UNEXPECTED" });
			expect(response.text).not.toContain("facility_kind");
			const line = server.logged.find(
				({ requestId, err }) => requestId === problem.requestId && err !== undefined,
			);
			expect(JSON.stringify(line)).toContain("facility_kind");
		} finally {
			await server.store.query("alter table facility_kind_hidden rename to facility_kind");
		}
	});
});

describe("the client's files", () => {
	it("caches hashed files permanently and revalidates the page", async () => {
		for (const encoding of ["br", "gzip", "identity"]) {
			const asked = request(server.app).get("/assets/main-abc.js").set("Accept-Encoding", encoding);
			const { headers, body } = await asked.responseType("blob").expect(200);
			expect(headers["cache-control"]).toBe("public, max-age=31536000, immutable");
			expect(headers["content-type"]).toMatch(/^text\/javascript/);
			expect(headers["content-encoding"] ?? "identity").toBe(encoding);
			expect(headers.vary).toContain("Accept-Encoding");
			expect(String(body)).toBe(script);
		}
		for (const path of ["/", "/?city=kunshan&service=party-service"]) {
			const page = await request(server.app).get(path).set("Accept", "text/html").expect(200);
			expect(page.text).toContain("<title>page</title>");
			expect(page.headers["cache-control"]).toBe("no-cache");
		}
		expect((await request(server.app).get("/mark.svg")).headers["cache-control"]).toBe("no-cache");
	});

	const BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

	it.each(["/kunshan/party-service", "/parks", "/api-of-nothing", "/%E6%98%86%E5%B1%B1"])(
		"says in both languages that there is no page at %s",
		async (path) => {
			const { headers, text } = await request(server.app).get(path).set("Accept", BROWSER).expect(404);
			expect(headers["content-type"]).toBe("text/html; charset=utf-8");
			expect(headers["cache-control"]).toBe("no-store");
			expect(headers.vary).toContain("Accept,");
			expect(text).toContain("这个地址没有页面");
			expect(text).toContain("There is no page at this address");
			expect(text).toContain('href="/"');
			expect(text).not.toContain("<title>page</title>");
		},
	);

	it.each(["*/*", "application/json", "image/png", ""])(
		"says so as a problem to what takes %j",
		async (accept) => {
			const response = await request(server.app).get("/parks").set("Accept", accept);
			expect(problemIn(response)).toMatchObject({ status: 404, code: "ROUTE_UNKNOWN" });
			expect(response.headers.vary).toContain("Accept,");
		},
	);

	it("serves pages only for GET", async () => {
		const posted = await request(server.app).post("/").set("Accept", BROWSER);
		expect(problemIn(posted)).toMatchObject({ status: 404, code: "ROUTE_UNKNOWN" });
		const head = await request(server.app).head("/parks").set("Accept", BROWSER);
		expect([head.status, head.headers["content-type"]]).toEqual([404, "text/html; charset=utf-8"]);
	});

	it("does not pass the page off as a missing file or an API answer", async () => {
		for (const path of ["/assets/gone.js", "/gone.png", "/api/v1/gone", "/tiles/gone"]) {
			const response = await request(server.app).get(path).set("Accept", "text/html");
			expect(problemIn(response).code).toBe("ROUTE_UNKNOWN");
		}
		await request(server.app).get("/../package.json").expect(404);
		await request(server.app).get("/..%2fpackage.json").expect(404);
	});
});
