import { z } from "zod";
import { route } from "../http/route.ts";

/** Whether the process answers, and whether the store does. */
export const HEALTH_ROUTES = [
	route({
		method: "get",
		path: "/healthz",
		who: "read-service",
		summary: "The process answers",
		answer: {
			description: "Alive",
			mediaType: "application/json",
			schema: z.object({ status: z.literal("ok") }),
		},
		handler(_ctx, res) {
			res.set("Cache-Control", "no-store").json({ status: "ok" });
		},
	}),
	route({
		method: "get",
		path: "/readyz",
		who: "read-service",
		summary: "The store answers; 503 with the step while the server starts",
		answer: {
			description: "Ready",
			mediaType: "application/json",
			schema: z.object({ status: z.literal("ready"), store: z.enum(["embedded", "server"]) }),
		},
		async handler({ db }, res) {
			await db.query("select 1 as one");
			res.set("Cache-Control", "no-store").json({ status: "ready", store: db.kind });
		},
	}),
];
