import { once } from "node:events";
import { Router } from "express";
import { isochroneRequestSchema } from "../../geodata/contract/coverage.ts";
import type { Engine } from "../engine/engine-pool.ts";
import type { PackCache } from "../engine/pack-cache.ts";
import { jsonBody } from "../http/body.ts";
import { clientLeft } from "../http/client-left.ts";
import { accept } from "../http/refusal.ts";
import { knownProfile } from "./audience.ts";
import type { CityDirectory } from "./city-directory.ts";

/** Origins a job computes: few enough that a thousand never fill memory, nor one worker for long. */
const ORIGINS_A_JOB = 20;

const PATH = "/cities/:cityId/isochrones";

export interface IsochroneRouteDeps {
	readonly engine: Engine;
	readonly packs: PackCache;
	readonly directory: CityDirectory;
}

/**
 * POST `/cities/:cityId/isochrones`: the collection is streamed as it is computed. What is refused is refused
 * before the first byte; a failure later breaks the connection off, so that half an answer never looks whole.
 */
export function isochroneRoutes({ engine, packs, directory }: IsochroneRouteDeps): Router {
	const router = Router();
	router.post(PATH, jsonBody);
	router.post(PATH, async (req, res) => {
		const signal = clientLeft(res);
		const city = await directory.get(req.params.cityId);
		const request = accept(isochroneRequestSchema, req.body);
		const profile = knownProfile(await directory.catalogue(city), request.profile);
		const pack = await packs.get(city.cityId, city.graphHash);
		const compute = (first: number): Promise<Uint8Array> => {
			const origins = request.origins.slice(first, first + ORIGINS_A_JOB);
			const job = {
				kind: "isochrones",
				pack,
				request: { ...request, origins },
				profile,
				firstOrigin: first,
			} as const;
			const json = engine.run(job, signal);
			// What fails while its forerunner is still being sent is thrown when its turn comes.
			json.catch(() => undefined);
			return json;
		};
		let next = compute(0);
		for (let first = 0; first < request.origins.length; first += ORIGINS_A_JOB) {
			const json = await next;
			// One part ahead, no more: it is computed while this one is compressed and sent.
			const following = first + ORIGINS_A_JOB;
			if (following < request.origins.length) next = compute(following);
			if (first === 0) {
				res.set("Cache-Control", "no-store").type("application/geo+json");
				res.write('{"type":"FeatureCollection","features":[');
			} else res.write(",");
			const drained = res.write(json);
			// Out of the compressor too: the reader draws one part while the next is computed.
			res.flush();
			if (!drained) await once(res, "drain", { signal });
		}
		res.end("]}");
	});
	return router;
}
