import { audiencesOf } from "../auth/policy.ts";
import type { Collection } from "../collections/collection.ts";
import { COLLECTIONS } from "../collections/index.ts";
import { readList } from "../collections/read-list.ts";
import { cacheControlFor } from "../http/cache-control.ts";
import { cityRoute, type Route } from "../http/route.ts";

/** One route per collection: GeoJSON, paged, limited to what the actor may see. */
export const LIST_ROUTES = COLLECTIONS.map(listRoute);

function listRoute(collection: Collection): Route {
	return cityRoute({
		method: "get",
		path: `/api/v1/cities/:cityId/${collection.id}`,
		who: collection.audience === "public" ? "read-city" : "read-staff",
		summary: collection.summary,
		query: collection.query,
		answer: {
			description: "GeoJSON feature collection, paged by cursor",
			mediaType: "application/geo+json",
			schema: collection.schema.meta({ id: collection.name }),
		},
		async handler({ city, catalogue, db, query, ...ctx }, res) {
			const { cursor = null, ...asked } = query;
			// Where rows are equal for all, the role is not read.
			const differs = collection.audience !== "public" || collection.rowAudience !== undefined;
			const audiences = differs ? audiencesOf(await ctx.actor()) : (["public"] as const);
			collection.refuse?.(asked, { audiences, catalogue });
			const list = await readList(db, collection, { cityId: city.cityId, audiences, cursor, ...asked });
			res
				.set("Cache-Control", cacheControlFor(audiences))
				.type("application/geo+json")
				.send(JSON.stringify(list));
		},
	});
}
