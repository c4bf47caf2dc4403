import compression from "compression";
import express, { type Express } from "express";
import type { Logger } from "pino";
import { DemoRoles, type RemoteAddress } from "./auth/demo-roles.ts";
import { CityDirectory } from "./db/city/city-directory.ts";
import { readGraph } from "./db/city/graph.ts";
import type { Store } from "./db/store/store.ts";
import type { Engine } from "./engine/engine-pool.ts";
import { PackCache } from "./engine/pack-cache.ts";
import { SharedCache } from "./engine/shared-cache.ts";
import { clientFiles } from "./http/client-files.ts";
import type { Services } from "./http/context.ts";
import { errorHandler, unknownRoute } from "./http/errors.ts";
import type { Metrics } from "./http/metrics.ts";
import type { MetricsAudience } from "./http/metrics-audience.ts";
import { openApiOf } from "./http/open-api.ts";
import { requestLog } from "./http/request-log.ts";
import type { Route } from "./http/route.ts";
import { routerOf } from "./http/route-router.ts";
import { securityHeaders } from "./http/security.ts";
import { allRoutes, openApiDocument } from "./routes/index.ts";

export interface AppDeps {
	readonly store: Store;
	readonly engine: Engine;
	readonly log: Logger;
	/** Folder of the built client; null serves only the API. */
	readonly clientFolder: string | null;
	/** Computations per minute and address. */
	readonly computationsAMinute?: number;
	/** Opened once per process; without it nothing is measured. */
	readonly metrics?: { readonly of: Metrics; readonly audience: Exclude<MetricsAudience, "off"> } | undefined;
	/** The address of a request; by default that of its connection. */
	readonly remoteAddress?: RemoteAddress;
	/** The routes served; default all. */
	readonly routes?: readonly Route[];
}

const COMPUTATIONS_A_MINUTE = 600;

const MIB = 1024 * 1024;
/** Weight of an empty tile in the cache: its key. */
const EMPTY_TILE_BYTES = 200;

/** The complete HTTP application; does not listen, so that tests and other hosts can mount it. */
export function makeApp(deps: AppDeps): Express {
	const { log, clientFolder, computationsAMinute = COMPUTATIONS_A_MINUTE } = deps;
	const routes = deps.routes ?? allRoutes(deps.metrics?.audience ?? "off");
	const app = express();
	app.disable("x-powered-by");
	app.set("trust proxy", "loopback, linklocal, uniquelocal");
	app.set("query parser", "simple");
	app.use(requestLog(log));
	if (deps.metrics) app.use(deps.metrics.of.timing);
	app.use(securityHeaders, compression());
	app.use(routerOf(routes, servicesOf(deps), { computation: computationsAMinute }));
	if (clientFolder !== null) app.use(clientFiles(clientFolder));
	app.use(unknownRoute);
	app.use(errorHandler(log));
	return app;
}

function servicesOf({ store, engine, metrics, remoteAddress, routes }: AppDeps): Services {
	let document: object | null = null;
	return {
		db: store,
		engine,
		directory: new CityDirectory(store),
		actors: new DemoRoles(remoteAddress),
		packs: new PackCache((cityId, graphHash) => readGraph(store, cityId, graphHash)),
		coverages: new SharedCache({ maxBytes: 64 * MIB, bytesOf: (json) => json.byteLength }),
		sentPacks: new SharedCache({ maxBytes: 256 * MIB, bytesOf: (bytes) => bytes.byteLength }),
		tiles: new SharedCache({
			maxBytes: 128 * MIB,
			bytesOf: (bytes) => bytes.byteLength + EMPTY_TILE_BYTES,
		}),
		metrics: metrics?.of ?? null,
		openApi() {
			document ??= routes === undefined ? openApiDocument() : openApiOf(routes);
			return document;
		},
	};
}
