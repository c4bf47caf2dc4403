import { type Response, Router } from "express";
import {
	compoundsQuerySchema,
	facilitiesQuerySchema,
	pageQuerySchema,
	parksQuerySchema,
	plotsQuerySchema,
	snapshotsQuerySchema,
} from "../../geodata/contract/query.ts";
import type { Role } from "../../geodata/contract/session.ts";
import { listSnapshots } from "../db/city/snapshot.ts";
import { listCommunities } from "../db/places/community.ts";
import { listCompounds } from "../db/places/compound.ts";
import { listCourtyardVillages } from "../db/places/courtyard.ts";
import { listFacilities } from "../db/places/facility.ts";
import { listFirms } from "../db/places/firm.ts";
import { listParks } from "../db/places/park.ts";
import { listPlots } from "../db/places/plot.ts";
import type { Store } from "../db/store/store.ts";
import { accept } from "../http/refusal.ts";
import { cacheControlOf, type Roles } from "../http/roles.ts";
import { kindsFor, knownPlotKinds, knownRule, servicesFor } from "./audience.ts";
import type { CityDirectory } from "./city-directory.ts";

export interface ListRouteDeps {
	readonly store: Store;
	readonly roles: Roles;
	readonly directory: CityDirectory;
}

/**
 * GET `/cities/:cityId/` facilities, parks, plots, courtyards, compounds, firms and communities: GeoJSON, paged, of the
 * kinds that the asker may see; and snapshots.
 */
export function listRoutes({ store, roles, directory }: ListRouteDeps): Router {
	const router = Router();

	router.get("/cities/:cityId/facilities", async (req, res) => {
		const city = await directory.get(req.params.cityId);
		const { kind, cursor = null, ...query } = accept(facilitiesQuerySchema, req.query);
		const role = roles.of(req, res, city);
		const kinds = kindsFor(role, await directory.catalogue(city), kind);
		sendList(res, await listFacilities(store, { cityId: city.cityId, kinds, cursor, ...query }), role);
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
	router.get("/cities/:cityId/plots", async (req, res) => {
		const city = await directory.get(req.params.cityId);
		const { kind, cursor = null, ...query } = accept(plotsQuerySchema, req.query);
		const kinds = knownPlotKinds(kind);
		sendList(res, await listPlots(store, { cityId: city.cityId, kinds, cursor, ...query }));
	});
	router.get("/cities/:cityId/firms", async (req, res) => {
		const city = await directory.get(req.params.cityId);
		const { limit, cursor = null } = accept(pageQuerySchema, req.query);
		sendList(res, await listFirms(store, { cityId: city.cityId, limit, cursor }));
	});
	router.get("/cities/:cityId/compounds", async (req, res) => {
		const city = await directory.get(req.params.cityId);
		const { cursor = null, ...query } = accept(compoundsQuerySchema, req.query);
		sendList(res, await listCompounds(store, { cityId: city.cityId, cursor, ...query }));
	});
	router.get("/cities/:cityId/snapshots", async (req, res) => {
		const city = await directory.get(req.params.cityId);
		const asked = accept(snapshotsQuerySchema, req.query);
		const catalogue = await directory.catalogue(city);
		const role = roles.of(req, res, city);
		const services = servicesFor(role, catalogue, asked.service);
		const ruleId = knownRule(catalogue, asked.rule);
		res
			.set("Cache-Control", cacheControlOf(role))
			.json(await listSnapshots(store, { cityId: city.cityId, services, ruleId }));
	});
	return router;
}

function sendList(res: Response, collection: object, role: Role = "public"): void {
	res
		.set("Cache-Control", cacheControlOf(role))
		.type("application/geo+json")
		.send(JSON.stringify(collection));
}
