import { Router } from "express";
import type { City } from "../../geodata/contract/city.ts";
import { coverageRequestSchema } from "../../geodata/contract/coverage.ts";
import { provenanceOf } from "../../geodata/coverage/provenance.ts";
import { GeodataError } from "../../geodata/units/error.ts";
import { facilitiesForService } from "../db/places/facility.ts";
import type { Store } from "../db/store/store.ts";
import { changedPlaces } from "../engine/changed-places.ts";
import type { Engine } from "../engine/engine-pool.ts";
import { Lru } from "../engine/lru.ts";
import type { PackCache } from "../engine/pack-cache.ts";
import { jsonBody } from "../http/body.ts";
import { clientLeft } from "../http/client-left.ts";
import { accept } from "../http/refusal.ts";
import type { Roles } from "../http/roles.ts";
import { knownProfile, serviceWithPlaces } from "./audience.ts";
import type { CityDirectory } from "./city-directory.ts";

const KEPT_ANSWERS_BYTES = 64 * 1024 * 1024;

const PATH = "/cities/:cityId/coverages";

export interface CoverageRouteDeps {
	readonly store: Store;
	readonly engine: Engine;
	readonly packs: PackCache;
	readonly roles: Roles;
	readonly directory: CityDirectory;
}

/** POST `/cities/:cityId/coverages`: who is covered by a service under a rule, after changes if any are given. */
export function coverageRoutes({ store, engine, packs, roles, directory }: CoverageRouteDeps): Router {
	const router = Router();
	const answers = new Lru<Uint8Array>(KEPT_ANSWERS_BYTES);

	router.post(PATH, jsonBody);
	router.post(PATH, async (req, res) => {
		const signal = clientLeft(res);
		const city = await directory.get(req.params.cityId);
		const request = accept(coverageRequestSchema, req.body);
		refuseChangedData(city, request.dataVersion);
		const catalogue = await directory.catalogue(city);
		const service = serviceWithPlaces(roles.of(req, res, city), catalogue, request.service);
		const profile = knownProfile(catalogue, request.profile);
		const { rule, changes } = request;

		const key = JSON.stringify([city.cityId, city.dataVersion, service.serviceId, profile.profileId, rule]);
		let json = changes.length === 0 ? answers.get(key) : undefined;
		if (json === undefined) {
			const stored = await facilitiesForService(store, city.cityId, service.serviceId);
			const places = changedPlaces(stored, changes, service.kinds[0] ?? service.serviceId);
			const pack = await packs.get(city.cityId, city.graphHash);
			const { targetGroup } = service;
			// Only the pack knows whether the city knows ages: the worker says whom it counted.
			const provenance = provenanceOf({ city, catalogue, service, rule, profile, agesKnown: true });
			json = await engine.run(
				{ kind: "coverage", pack, places, rule, profile, targetGroup, provenance },
				signal,
			);
			if (changes.length === 0) answers.set(key, json, json.byteLength);
		}
		res
			.set("Cache-Control", "no-store")
			.type("application/json")
			.send(Buffer.from(json.buffer, json.byteOffset, json.byteLength));
	});
	return router;
}

/** @throws {GeodataError} DATA_VERSION_CHANGED where the caller has the city as it was. */
function refuseChangedData(city: City, named: string | undefined): void {
	if (named === undefined || named === city.dataVersion) return;
	throw new GeodataError(
		"DATA_VERSION_CHANGED",
		`The data of ${city.cityId} changed from version ${named} to ${city.dataVersion}; load the city anew, or leave dataVersion out.`,
		{ value: named, allowed: city.dataVersion },
	);
}
