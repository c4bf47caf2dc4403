import { type Response, Router } from "express";
import { facilitiesQuerySchema, pageQuerySchema, parksQuerySchema } from "../../geodata/contract/query.ts";
import { listCommunities } from "../db/community.ts";
import { listCourtyardVillages } from "../db/courtyard.ts";
import { listFacilities } from "../db/facility.ts";
import { listParks } from "../db/park.ts";
import type { Store } from "../db/store.ts";
import { accept } from "../http/refusal.ts";
import { publicKinds } from "./audience.ts";
import type { CityDirectory } from "./city-directory.ts";

export interface ListRouteDeps {
	readonly store: Store;
	readonly directory: CityDirectory;
}

/** GET `/cities/:cityId/` facilities, parks, courtyards and communities: GeoJSON, paged, public kinds only. */
export function listRoutes({ store, directory }: ListRouteDeps): Router {
	const router = Router();

	router.get("/cities/:cityId/facilities", async (req, res) => {
		const city = await directory.get(req.params.cityId);
		const { kind, cursor = null, ...query } = accept(facilitiesQuerySchema, req.query);
		const kinds = publicKinds(await directory.catalogue(city), kind);
		sendList(res, await listFacilities(store, { cityId: city.cityId, kinds, cursor, ...query }));
	});
	router.get("/cities/:cityId/parks", async (req, res) => {
		const city = await directory.get(req.params.cityId);
		const { amenity: amenities, cursor = null, ...query } = accept(parksQuerySchema, req.query);
		sendList(res, await listParks(store, { cityId: city.cityId, amenities, cursor, ...query }));
	});
	router.get("/cities/:cityId/courtyards", async (req, res) => {
		const city = await directory.get(req.params.cityId);
		const { limit, cursor = null } = accept(pageQuerySchema, req.query);
		sendList(res, await listCourtyardVillages(store, { cityId: city.cityId, limit, cursor }));
	});
	router.get("/cities/:cityId/communities", async (req, res) => {
		const city = await directory.get(req.params.cityId);
		const { limit, cursor = null } = accept(pageQuerySchema, req.query);
		sendList(res, await listCommunities(store, { cityId: city.cityId, limit, cursor }));
	});
	return router;
}

function sendList(res: Response, collection: object): void {
	res.set("Cache-Control", "no-cache").type("application/geo+json").send(JSON.stringify(collection));
}
