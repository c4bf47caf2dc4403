import { snapshotsQuerySchema } from "../../geodata/contract/query.ts";
import { snapshotsSchema } from "../../geodata/contract/snapshot.ts";
import { knownRule, servicesFor } from "../auth/audience.ts";
import { audiencesOf } from "../auth/policy.ts";
import { listSnapshots } from "../db/city/snapshot.ts";
import { cacheControlFor } from "../http/cache-control.ts";
import { cityRoute } from "../http/route.ts";

export const SNAPSHOT_ROUTES = [
	cityRoute({
		method: "get",
		path: "/api/v1/cities/:cityId/snapshots",
		who: "read-city",
		summary: "Coverages as they were on earlier days, oldest first",
		query: snapshotsQuerySchema,
		answer: {
			description: "Snapshots",
			mediaType: "application/json",
			schema: snapshotsSchema.meta({ id: "Snapshots" }),
		},
		async handler({ city, catalogue, db, query, ...ctx }, res) {
			const audiences = audiencesOf(await ctx.actor());
			const services = servicesFor(audiences, catalogue, query.service);
			const ruleId = knownRule(catalogue, query.rule);
			res
				.set("Cache-Control", cacheControlFor(audiences))
				.json(await listSnapshots(db, { cityId: city.cityId, services, ruleId }));
		},
	}),
];
