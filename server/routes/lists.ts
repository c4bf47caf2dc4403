import type { Response } from "express";
import type { z } from "zod";
import {
	communitiesSchema,
	compoundsSchema,
	courtyardsSchema,
	facilitiesSchema,
	firmsSchema,
	parksSchema,
	plotsSchema,
} from "../../geodata/contract/feature.ts";
import {
	compoundsQuerySchema,
	facilitiesQuerySchema,
	pageQuerySchema,
	parksQuerySchema,
	plotsQuerySchema,
} from "../../geodata/contract/query.ts";
import { audiencesOf } from "../auth/policy.ts";
import { listCommunities } from "../db/places/community.ts";
import { listCompounds } from "../db/places/compound.ts";
import { listCourtyardVillages } from "../db/places/courtyard.ts";
import { listFacilities } from "../db/places/facility.ts";
import { listFirms } from "../db/places/firm.ts";
import { listParks } from "../db/places/park.ts";
import { listPlots } from "../db/places/plot.ts";
import { cacheControlFor } from "../http/cache-control.ts";
import { cityRoute } from "../http/route.ts";
import { kindsFor, knownPlotKinds } from "./audience.ts";

/** GeoJSON, paged. */
export const LIST_ROUTES = [
	cityRoute({
		...listed("facilities", "Facilities of public kinds", facilitiesSchema.meta({ id: "Facilities" })),
		query: facilitiesQuerySchema,
		async handler({ city, catalogue, db, query: { kind, cursor = null, ...query }, ...ctx }, res) {
			const actor = await ctx.actor();
			const kinds = kindsFor(audiencesOf(actor), catalogue, kind);
			const list = await listFacilities(db, { cityId: city.cityId, kinds, cursor, ...query });
			sendList(res, list, cacheControlFor(actor));
		},
	}),
	cityRoute({
		...listed("parks", "Parks with their polygons", parksSchema.meta({ id: "Parks" })),
		query: parksQuerySchema,
		async handler({ city, db, query: { amenity: amenities, cursor = null, ...query } }, res) {
			sendList(res, await listParks(db, { cityId: city.cityId, amenities, cursor, ...query }));
		},
	}),
	cityRoute({
		...listed("plots", "Land that could become a pocket park", plotsSchema.meta({ id: "Plots" })),
		query: plotsQuerySchema,
		async handler({ city, db, query: { kind, cursor = null, ...query } }, res) {
			const kinds = knownPlotKinds(kind);
			sendList(res, await listPlots(db, { cityId: city.cityId, kinds, cursor, ...query }));
		},
	}),
	cityRoute({
		...listed(
			"compounds",
			"Where people live, with the firm that serves it",
			compoundsSchema.meta({ id: "Compounds" }),
		),
		query: compoundsQuerySchema,
		async handler({ city, db, query: { cursor = null, ...query } }, res) {
			sendList(res, await listCompounds(db, { cityId: city.cityId, cursor, ...query }));
		},
	}),
	cityRoute({
		...listed("firms", "Property-management firms and their grades", firmsSchema.meta({ id: "Firms" })),
		query: pageQuerySchema,
		async handler({ city, db, query: { limit, cursor = null } }, res) {
			sendList(res, await listFirms(db, { cityId: city.cityId, limit, cursor }));
		},
	}),
	cityRoute({
		...listed(
			"courtyards",
			"Star courtyards, counted by village",
			courtyardsSchema.meta({ id: "Courtyards" }),
		),
		query: pageQuerySchema,
		async handler({ city, db, query: { limit, cursor = null } }, res) {
			sendList(res, await listCourtyardVillages(db, { cityId: city.cityId, limit, cursor }));
		},
	}),
	cityRoute({
		...listed("communities", "Communities and their people", communitiesSchema.meta({ id: "Communities" })),
		query: pageQuerySchema,
		async handler({ city, db, query: { limit, cursor = null } }, res) {
			sendList(res, await listCommunities(db, { cityId: city.cityId, limit, cursor }));
		},
	}),
];

function listed<const Name extends string>(name: Name, summary: string, schema: z.ZodType) {
	return {
		method: "get",
		path: `/api/v1/cities/:cityId/${name}`,
		who: "read-city",
		summary,
		answer: {
			description: "GeoJSON feature collection, paged by cursor",
			mediaType: "application/geo+json",
			schema,
		},
	} as const;
}

function sendList(res: Response, collection: object, cacheControl = "no-cache"): void {
	res.set("Cache-Control", cacheControl).type("application/geo+json").send(JSON.stringify(collection));
}
