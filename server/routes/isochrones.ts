import { once } from "node:events";
import { isochroneRequestSchema, isochronesSchema } from "../../geodata/contract/coverage.ts";
import { knownProfile } from "../auth/audience.ts";
import { cityRoute } from "../http/route.ts";

/** Origins per job: few enough that a thousand neither fill memory nor block one worker for long. */
const ORIGINS_A_JOB = 20;

/**
 * The collection is streamed as it is computed. Refusals come before the first byte; a later failure breaks the
 * connection, so that an incomplete answer never looks complete.
 */
export const ISOCHRONE_ROUTES = [
	cityRoute({
		method: "post",
		path: "/api/v1/cities/:cityId/isochrones",
		who: "compute",
		summary: "Areas reached on foot from each origin, streamed",
		body: isochroneRequestSchema,
		answer: {
			description: "Isochrones",
			mediaType: "application/geo+json",
			schema: isochronesSchema.meta({ id: "Isochrones" }),
		},
		cost: "computation",
		async handler({ city, catalogue, body, packs, engine, signal }, res) {
			const profile = knownProfile(catalogue, body.profile);
			const pack = await packs.get(city.cityId, city.graphHash);
			const compute = (first: number): Promise<Uint8Array> => {
				const origins = body.origins.slice(first, first + ORIGINS_A_JOB);
				const job = {
					kind: "isochrones",
					pack,
					request: { ...body, origins },
					profile,
					firstOrigin: first,
				} as const;
				const json = engine.run(job, signal);
				// A failure of this part is thrown when its turn comes.
				json.catch(() => undefined);
				return json;
			};
			let next = compute(0);
			for (let first = 0; first < body.origins.length; first += ORIGINS_A_JOB) {
				const json = await next;
				// One part ahead, no more: it is computed while this one is compressed and sent.
				const following = first + ORIGINS_A_JOB;
				if (following < body.origins.length) next = compute(following);
				if (first === 0) {
					res.set("Cache-Control", "no-store").type("application/geo+json");
					res.write('{"type":"FeatureCollection","features":[');
				} else res.write(",");
				const drained = res.write(json);
				// Flushes the compressor too: the client draws one part while the next is computed.
				res.flush();
				if (!drained) await once(res, "drain", { signal });
			}
			res.end("]}");
		},
	}),
];
