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
	/** Folder of the built client; null serves the API alone. */
	readonly clientFolder: string | null;
	/** Computations one address may ask for in a minute. */
	readonly computationsAMinute?: number;
	/** Opened once a process; without them nothing is measured or told. */
	readonly metrics?: { readonly of: Metrics; readonly audience: Exclude<MetricsAudience, "off"> } | undefined;
	/** Where a request comes from; of its connection, unless a test says otherwise. */
	readonly remoteAddress?: RemoteAddress;
	/** What is answered; everything there is, unless a test says otherwise. */
	readonly routes?: readonly Route[];
}

const COMPUTATIONS_A_MINUTE = 600;

const MIB = 1024 * 1024;
/** What an empty tile weighs in the cache: its key. */
const EMPTY_TILE_BYTES = 200;

/** The whole HTTP surface; does not listen, so that tests and other hosts can mount it. */
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
