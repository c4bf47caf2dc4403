import { Router } from "express";
import type { Store } from "../db/store/store.ts";

/** `/healthz`: the process answers. `/readyz`: the store answers too. */
export function healthRoutes(store: Store): Router {
	const router = Router();
	router.get("/healthz", (_req, res) => {
		res.set("Cache-Control", "no-store").json({ status: "ok" });
	});
	router.get("/readyz", async (_req, res) => {
		await store.query("select 1 as one");
		res.set("Cache-Control", "no-store").json({ status: "ready", store: store.kind });
	});
	return router;
}
