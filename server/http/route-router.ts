import { type RequestHandler, Router } from "express";
import { rateLimit } from "express-rate-limit";
import { GeodataError } from "../../geodata/units/error.ts";
import { jsonBody } from "./body.ts";
import type { Services } from "./context.ts";
import { onlyMethod, sendProblem } from "./errors.ts";
import type { Cost, Route } from "./route.ts";

/**
 * A router of some routes with rate limit, body parsing and handler; other methods on their paths are refused.
 *
 * @param perMinute Requests per address and minute, for all routes of a cost together.
 */
export function routerOf(
	routes: readonly Route[],
	services: Services,
	perMinute: Readonly<Record<Cost, number>>,
): Router {
	const router = Router();
	const limits: Readonly<Record<Cost, RequestHandler>> = { computation: limitOf(perMinute.computation) };
	for (const [path, entries] of Map.groupBy(routes, ({ path }) => path)) {
		const at = router.route(path);
		const methods = entries.map(({ method }) => method.toUpperCase());
		if (new Set(methods).size < methods.length) throw new Error(`${path} has two routes of one method`);
		for (const entry of entries) {
			if (entry.cost !== undefined) at[entry.method](limits[entry.cost]);
			if (entry.body !== undefined) at[entry.method](jsonBody);
			at[entry.method]((req, res) => entry.run(services, req, res));
		}
		at.all(onlyMethod(...methods));
	}
	return router;
}

function limitOf(limit: number): RequestHandler {
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
					{ allowed: limit },
				),
			);
		},
	});
}
