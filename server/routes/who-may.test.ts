import request from "supertest";
import { beforeEach, describe, expect, it } from "vitest";
import { problemSchema } from "../../geodata/contract/common.ts";
import type { Role } from "../../geodata/contract/session.ts";
import { POLICY } from "../auth/policy.ts";
import type { Engine } from "../engine/engine-pool.ts";
import { openMetrics } from "../http/metrics.ts";
import { cityRoute, type Route, route } from "../http/route.ts";
import { withApp } from "../test/with-app.ts";
import { allRoutes } from "./index.ts";

/** Answers at once: the test is about access, not about results. */
const engine: Engine = {
	run: async () => new TextEncoder().encode('{"type":"Feature"}'),
	load: () => ({ running: 0, waiting: 0 }),
	close: async () => {},
};
const HERE = "127.0.0.1";
const ELSEWHERE = "192.0.2.7";
let address = HERE;
beforeEach(() => {
	address = HERE;
});

const told = { answer: null, method: "get", summary: "" } as const;
const handler: Parameters<typeof route>[0]["handler"] = (_ctx, res) => {
	res.json({});
};
/** The shipped routes, and some that do not exist yet: routes for staff only. */
const ROUTES: readonly Route[] = [
	...allRoutes("local"),
	route({ ...told, path: "/staff", who: "read-staff", handler }),
	cityRoute({ ...told, path: "/staff/:cityId/notes", who: "read-staff", handler }),
];
const server = withApp({
	engine,
	metrics: { of: openMetrics(engine), audience: "local" },
	remoteAddress: () => address,
	computationsAMinute: 10_000,
	routes: ROUTES,
});

/** The input a route needs to answer 200; other routes are called without input and must only not be refused. */
const EXAMPLES: Readonly<
	Record<string, { params?: (hash: string) => Record<string, string>; body?: object }>
> = {
	"post /api/v1/session": { body: { role: "public" } },
	"post /api/v1/cities/:cityId/coverages": {
		body: { service: "party-service", rule: { type: "distance", cutoffM: 1000 } },
	},
	"post /api/v1/cities/:cityId/isochrones": {
		body: { origins: [[120.98, 31.38]], rule: { type: "time", cutoffsSec: [300] } },
	},
	"get /api/v1/cities/:cityId/graph/:hash": { params: (hash) => ({ hash }) },
	"get /tiles/:cityId/:layer/:z/:x/:y.mvt": {
		params: () => ({ layer: "facility", z: "0", x: "0", y: "0" }),
	},
	"get /tiles/:cityId/:layer.json": { params: () => ({ layer: "facility" }) },
};

const nameOf = ({ method, path }: Route) => `${method} ${path}`;
const NAMES = ROUTES.map(nameOf);
const routeOf = (name: string) => ROUTES.find((one) => nameOf(one) === name) as Route;
const needsNothing = ({ path, body }: Route) => body === undefined && !/:(?!cityId)/.test(path);

/** The requesters, and the role the policy must give them for a city of sample data and one of real data. */
const ASKERS: Readonly<
	Record<string, { from: string; cookie: string; sample: Role; real: Role; header?: [string, string] }>
> = {
	"without a session": { from: HERE, cookie: "", sample: "public", real: "public" },
	"as the public": { from: HERE, cookie: "lucheng_role=public", sample: "public", real: "public" },
	"as the official": { from: HERE, cookie: "lucheng_role=official", sample: "official", real: "public" },
	"with a forged cookie": { from: HERE, cookie: "lucheng_role=root", sample: "public", real: "public" },
	"from elsewhere": { from: ELSEWHERE, cookie: "", sample: "public", real: "public" },
	"with a cookie forged elsewhere": {
		from: ELSEWHERE,
		cookie: "lucheng_role=official",
		sample: "public",
		real: "public",
	},
};

async function ask(name: string, asker: keyof typeof ASKERS, cityId: string) {
	const { method, path } = routeOf(name);
	const { from, cookie } = ASKERS[asker] as (typeof ASKERS)[string];
	const { params, body } = EXAMPLES[name] ?? {};
	const { body: known } = await request(server.app).get("/api/v1/cities");
	const { graphHash = "none" } = known.cities.find((one: { cityId: string }) => one.cityId === cityId) ?? {};
	const values: Record<string, string> = { cityId, ...params?.(graphHash) };
	address = from;
	const asked = request(server.app)
		[method](path.replaceAll(/:(\w+)/g, (_match, key: string) => values[key] ?? "0"))
		.set("Cookie", cookie);
	return method === "get" ? asked : asked.send(body ?? {});
}

describe.each(NAMES)("%s", (name) => {
	const { path, who } = routeOf(name);

	it.each(Object.keys(ASKERS))("answers whom the policy allows, %s", async (asker) => {
		const { from, sample, real } = ASKERS[asker] as (typeof ASKERS)[string];
		// For a route without a city the role is that of a demonstration, if any city is sample data.
		for (const [cityId, role] of [
			["tiny", sample],
			["twin", path.includes("/:cityId/") ? real : sample],
		] as const) {
			const permission = POLICY[who][role];
			const allowed = permission === "yes" || (permission === "local" && from === HERE);
			const response = await ask(name, asker, cityId);
			const said = `${cityId} ${response.status} ${response.text}`;
			if (!allowed) {
				expect(response.status, said).toBe(403);
				expect(["STAFF_ONLY", "METRICS_LOCAL"]).toContain(problemSchema.parse(response.body).code);
			} else if (name in EXAMPLES || needsNothing(routeOf(name))) {
				expect([200, 204], said).toContain(response.status);
			} else expect(response.status, said).not.toBe(403);
		}
	});
});

describe.each(NAMES.filter((name) => name.includes("/:cityId/")))("%s", (name) => {
	it("knows no city that is not there, whoever asks", async () => {
		for (const asker of Object.keys(ASKERS)) {
			const response = await ask(name, asker, "nope");
			expect([response.status, problemSchema.parse(response.body).code]).toEqual([404, "CITY_UNKNOWN"]);
		}
	});
});

describe.each(NAMES.filter((name) => routeOf(name).ownPagesOnly === true))("%s", (name) => {
	it("is not for the pages of another site", async () => {
		const { method, path } = routeOf(name);
		const asked = request(server.app)[method](path).send(EXAMPLES[name]?.body);
		const response = await asked.set("Sec-Fetch-Site", "cross-site");
		expect([response.status, response.body.code]).toEqual([403, "CROSS_ORIGIN"]);
	});
});

describe("the table", () => {
	it("has each route once; every route that changes data is for this site's pages or computes", () => {
		expect(new Set(NAMES).size).toBe(NAMES.length);
		for (const one of ROUTES.filter(({ method }) => method !== "get"))
			expect([nameOf(one), one.ownPagesOnly === true || one.who === "compute"]).toEqual([nameOf(one), true]);
	});
});
