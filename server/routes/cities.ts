import { catalogueSchema, citiesSchema } from "../../geodata/contract/city.ts";
import { catalogueFor } from "../auth/audience.ts";
import { audiencesOf } from "../auth/policy.ts";
import { cacheControlFor } from "../http/cache-control.ts";
import { cityRoute, route } from "../http/route.ts";

export const CITY_ROUTES = [
	route({
		method: "get",
		path: "/api/v1/cities",
		who: "read-service",
		summary: "The cities that are loaded",
		answer: {
			description: "Cities",
			mediaType: "application/json",
			schema: citiesSchema.meta({ id: "Cities" }),
		},
		async handler({ directory }, res) {
			res.set("Cache-Control", "no-cache").json({ cities: await directory.all() });
		},
	}),
	cityRoute({
		method: "get",
		path: "/api/v1/cities/:cityId/catalogue",
		who: "read-city",
		summary: "Services, kinds of facility, rules and profiles",
		answer: {
			description: "Catalogue",
			mediaType: "application/json",
			schema: catalogueSchema.meta({ id: "Catalogue" }),
		},
		async handler({ catalogue, ...ctx }, res) {
			const audiences = audiencesOf(await ctx.actor());
			const shown = catalogueFor(audiences, catalogue);
			res.set("Cache-Control", cacheControlFor(audiences)).json(shown);
		},
	}),
];
