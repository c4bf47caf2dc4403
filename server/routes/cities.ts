import { Router } from "express";
import { cacheControlOf, type Roles } from "../http/roles.ts";
import { catalogueFor } from "./audience.ts";
import type { CityDirectory } from "./city-directory.ts";

export interface CityRouteDeps {
	readonly roles: Roles;
	readonly directory: CityDirectory;
}

/** GET `/cities` and `/cities/:cityId/catalogue`. */
export function cityRoutes({ roles, directory }: CityRouteDeps): Router {
	const router = Router();
	router.get("/cities", async (_req, res) => {
		res.set("Cache-Control", "no-cache").json({ cities: await directory.all() });
	});
	router.get("/cities/:cityId/catalogue", async (req, res) => {
		const city = await directory.get(req.params.cityId);
		const role = roles.of(req, res, city);
		const catalogue = catalogueFor(role, await directory.catalogue(city));
		res.set("Cache-Control", cacheControlOf(role)).json(catalogue);
	});
	return router;
}
