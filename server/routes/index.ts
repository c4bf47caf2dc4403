import type { MetricsAudience } from "../http/metrics-audience.ts";
import { openApiOf } from "../http/open-api.ts";
import type { Route } from "../http/route.ts";
import { CITY_ROUTES } from "./cities.ts";
import { COVERAGE_ROUTES } from "./coverages.ts";
import { GRAPH_ROUTES } from "./graph.ts";
import { HEALTH_ROUTES } from "./health.ts";
import { ISOCHRONE_ROUTES } from "./isochrones.ts";
import { LIST_ROUTES } from "./lists.ts";
import { metricsRoutes } from "./metrics.ts";
import { OPEN_API_ROUTES } from "./open-api.ts";
import { SESSION_ROUTES } from "./session.ts";
import { SNAPSHOT_ROUTES } from "./snapshots.ts";
import { TILE_ROUTES } from "./tiles.ts";

/** All routes in the order of the document; access to the metrics is a setting. */
export function allRoutes(metrics: MetricsAudience): readonly Route[] {
	return [
		...HEALTH_ROUTES,
		...metricsRoutes(metrics),
		...CITY_ROUTES,
		...SESSION_ROUTES,
		...SNAPSHOT_ROUTES,
		...LIST_ROUTES,
		...COVERAGE_ROUTES,
		...ISOCHRONE_ROUTES,
		...GRAPH_ROUTES,
		...TILE_ROUTES,
		...OPEN_API_ROUTES,
	];
}

/** The OpenAPI document of the API with default settings. */
export function openApiDocument(): object {
	return openApiOf(allRoutes("local"));
}
