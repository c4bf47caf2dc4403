import { Router } from "express";
import { publicCatalogue } from "./audience.ts";
import type { CityDirectory } from "./city-directory.ts";

/** GET `/cities` and `/cities/:cityId/catalogue`. */
export function cityRoutes(directory: CityDirectory): Router {
	const router = Router();
	router.get("/cities", async (_req, res) => {
		res.set("Cache-Control", "no-cache").json({ cities: await directory.all() });
	});
	router.get("/cities/:cityId/catalogue", async (req, res) => {
		const city = await directory.get(req.params.cityId);
		const catalogue = publicCatalogue(await directory.catalogue(city));
		res.set("Cache-Control", "no-cache").json(catalogue);
	});
	return router;
}
