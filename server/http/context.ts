import type { Request, Response } from "express";
import type { CatalogueResponse, City } from "../../geodata/contract/city.ts";
import type { Actor, ActorProvider } from "../auth/actor.ts";
import type { CityDirectory } from "../db/city/city-directory.ts";
import type { Store } from "../db/store/store.ts";
import type { Engine } from "../engine/engine-pool.ts";
import type { PackCache } from "../engine/pack-cache.ts";
import type { SharedCache } from "../engine/shared-cache.ts";
import { clientLeft } from "./client-left.ts";
import type { Metrics } from "./metrics.ts";

/** Services shared by all requests of an app. */
export interface Services {
	readonly db: Store;
	readonly engine: Engine;
	readonly directory: CityDirectory;
	readonly actors: ActorProvider;
	readonly packs: PackCache;
	/** Coverages as JSON. */
	readonly coverages: SharedCache<Uint8Array>;
	/** Compressed city packs. */
	readonly sentPacks: SharedCache<Buffer>;
	/** Tiles of single layers. */
	readonly tiles: SharedCache<Uint8Array>;
	/** Null where nothing is measured. */
	readonly metrics: Metrics | null;
	/** The OpenAPI document of the app's routes. */
	openApi(): object;
}

/** What a handler gets for a request. */
export interface RequestContext extends Services {
	readonly req: Request;
	readonly requestId: string;
	/** Fires when the client disconnects before its response is complete. */
	readonly signal: AbortSignal;
	/**
	 * The caller; marks the response as varying by role. For a route of a city with respect to that city, else to any.
	 */
	actor(): Promise<Actor>;
}

/** For routes under `/:cityId/`. */
export interface CityContext extends RequestContext {
	readonly city: City;
	readonly catalogue: CatalogueResponse;
}

export function requestContext(services: Services, req: Request, res: Response): RequestContext {
	return {
		...services,
		req,
		requestId: String(res.locals.requestId),
		signal: clientLeft(res),
		async actor() {
			const cities = await services.directory.all();
			return services.actors.actorOf(req, res, { sample: cities.some((city) => city.sample) });
		},
	};
}

/** @throws {GeodataError} CITY_UNKNOWN */
export async function cityContext(services: Services, req: Request, res: Response): Promise<CityContext> {
	const city = await services.directory.get(String(req.params.cityId));
	return {
		...requestContext(services, req, res),
		city,
		catalogue: await services.directory.catalogue(city),
		async actor() {
			return services.actors.actorOf(req, res, city);
		},
	};
}
