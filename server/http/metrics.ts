import type { RequestHandler } from "express";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Engine } from "../engine/engine-pool.ts";

/** From a cached tile to a computation that times out. */
const DURATION_BUCKETS_SEC = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export interface Metrics {
	/** Times requests by method, route and status. */
	readonly timing: RequestHandler;
	/** Metrics of the process and its requests in Prometheus text format. */
	text(): Promise<string>;
	readonly contentType: string;
}

/** Create once per process: the default metrics watch its memory, event loop and garbage collector. */
export function openMetrics(engine: Engine): Metrics {
	const register = new Registry();
	collectDefaultMetrics({ register });
	const durations = new Histogram({
		name: "http_request_duration_seconds",
		help: "From the request to the last byte of the answer, or to the client leaving (499).",
		labelNames: ["method", "route", "status"],
		buckets: DURATION_BUCKETS_SEC,
		registers: [register],
	});
	new Gauge({
		name: "engine_jobs",
		help: "Computations that are running, and that wait for a thread.",
		labelNames: ["state"],
		registers: [register],
		collect() {
			const { running, waiting } = engine.load();
			this.set({ state: "running" }, running);
			this.set({ state: "waiting" }, waiting);
		},
	});
	return {
		timing(req, res, next) {
			const stop = durations.startTimer({ method: req.method });
			res.once("close", () => {
				const status = res.writableFinished ? res.statusCode : 499;
				// The route's path, not the url: cities and tiles would create a series each.
				const path: unknown = req.route?.path;
				stop({ route: typeof path === "string" ? path : "other", status });
			});
			next();
		},
		text: () => register.metrics(),
		contentType: register.contentType,
	};
}
