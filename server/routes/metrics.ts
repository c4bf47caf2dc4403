import { z } from "zod";
import type { MetricsAudience } from "../http/metrics-audience.ts";
import { type Route, route } from "../http/route.ts";

/** Metrics of the process and its requests, for those who may read them. */
export function metricsRoutes(audience: MetricsAudience): readonly Route[] {
	if (audience === "off") return [];
	return [
		route({
			method: "get",
			path: "/metrics",
			who: audience === "all" ? "read-service" : "read-metrics",
			summary: "Durations, memory and waiting jobs; to the machine itself unless set otherwise",
			answer: { description: "Text form of Prometheus", mediaType: "text/plain", schema: z.string() },
			async handler({ metrics }, res) {
				if (metrics === null) throw new Error("a route of metrics in an app that measures nothing");
				res
					.set("Cache-Control", "no-store")
					.type(metrics.contentType)
					.send(await metrics.text());
			},
		}),
	];
}
