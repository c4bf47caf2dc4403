import compression from "compression";
import express, { type Express, Router } from "express";
import { rateLimit } from "express-rate-limit";
import type { Logger } from "pino";
import { GeodataError } from "../geodata/units/error.ts";
import { readGraph } from "./db/city/graph.ts";
import type { Store } from "./db/store/store.ts";
import type { Engine } from "./engine/engine-pool.ts";
import { PackCache } from "./engine/pack-cache.ts";
import { clientFiles } from "./http/client-files.ts";
import { errorHandler, onlyMethod, sendProblem, unknownRoute } from "./http/errors.ts";
import { type Metrics, metricsRoutes } from "./http/metrics.ts";
import type { MetricsAudience } from "./http/metrics-audience.ts";
import { requestLog } from "./http/request-log.ts";
import { type RemoteAddress, Roles } from "./http/roles.ts";
import { securityHeaders } from "./http/security.ts";
import { cityRoutes } from "./routes/cities.ts";
import { CityDirectory } from "./routes/city-directory.ts";
import { coverageRoutes } from "./routes/coverages.ts";
import { graphRoutes } from "./routes/graph.ts";
import { healthRoutes } from "./routes/health.ts";
import { isochroneRoutes } from "./routes/isochrones.ts";
import { listRoutes } from "./routes/lists.ts";
import { openApiDocument } from "./routes/open-api.ts";
import { sessionRoutes } from "./routes/session.ts";
import { tileRoutes } from "./routes/tiles.ts";

export interface AppDeps {
	readonly store: Store;
	readonly engine: Engine;
	readonly log: Logger;
	/** Folder of the built client; null serves the API alone. */
	readonly clientFolder: string | null;
	/** Computations one address may ask for in a minute. */
	readonly computationsAMinute?: number;
	/** Opened once a process; without them nothing is measured or told. */
	readonly metrics?: { readonly of: Metrics; readonly audience: Exclude<MetricsAudience, "off"> } | undefined;
	/** Where a request comes from; of its connection, unless a test says otherwise. */
	readonly remoteAddress?: RemoteAddress;
}

const COMPUTATIONS_A_MINUTE = 600;

/** The whole HTTP surface; does not listen, so that tests and other hosts can mount it. */
export function makeApp(deps: AppDeps): Express {
	const { store, engine, log, clientFolder, computationsAMinute } = deps;
	const app = express();
	app.disable("x-powered-by");
	app.set("trust proxy", "loopback, linklocal, uniquelocal");
	app.set("query parser", "simple");
	app.use(requestLog(log));
	if (deps.metrics) app.use(deps.metrics.of.timing);
	app.use(securityHeaders, compression());

	const directory = new CityDirectory(store);
	const roles = new Roles(deps.remoteAddress);
	const packs = new PackCache((cityId, graphHash) => readGraph(store, cityId, graphHash));
	const computing = computationLimit(computationsAMinute ?? COMPUTATIONS_A_MINUTE);

	const api = Router();
	api.get("/openapi.json", (_req, res) => {
		res.set("Cache-Control", "no-cache").json(openApiDocument());
	});
	api.use(sessionRoutes({ roles, directory }), cityRoutes({ roles, directory }));
	api.use(listRoutes({ store, roles, directory }), graphRoutes({ packs, directory }));
	api.post(["/cities/:cityId/coverages", "/cities/:cityId/isochrones"], computing);
	api.use(coverageRoutes({ store, engine, packs, roles, directory }));
	api.use(isochroneRoutes({ engine, packs, directory }));
	api.all(["/cities/:cityId/coverages", "/cities/:cityId/isochrones"], onlyMethod("POST"));
	api.all("/session", onlyMethod("GET", "POST"));
	api.all(["/cities", "/cities/:cityId/:list", "/openapi.json"], onlyMethod("GET"));

	app.use(healthRoutes(store));
	if (deps.metrics) app.use(metricsRoutes(deps.metrics.of, deps.metrics.audience, roles));
	app.use("/api/v1", api);
	app.use(tileRoutes({ store, roles, directory }));
	if (clientFolder !== null) app.use(clientFiles(clientFolder));
	app.use(unknownRoute);
	app.use(errorHandler(log));
	return app;
}

function computationLimit(limit: number) {
	return rateLimit({
		windowMs: 60_000,
		limit,
		standardHeaders: "draft-8",
		legacyHeaders: false,
		handler: (_req, res) => {
			sendProblem(
				res,
				new GeodataError(
					"RATE_LIMITED",
					`More than ${limit} computations in a minute; allowed is ${limit}.`,
					{
						allowed: limit,
					},
				),
			);
		},
	});
}
