import { Router } from "express";
import type { CatalogueResponse } from "../../geodata/contract/city.ts";
import { type CoverageResponse, coverageRequestSchema } from "../../geodata/contract/coverage.ts";
import type { Rule } from "../../geodata/cost/profile.ts";
import { facilitiesForService } from "../db/facility.ts";
import type { Store } from "../db/store.ts";
import { changedPlaces } from "../engine/changed-places.ts";
import type { Engine } from "../engine/engine-pool.ts";
import { Lru } from "../engine/lru.ts";
import type { PackShelf } from "../engine/pack-shelf.ts";
import { jsonBody } from "../http/body.ts";
import { clientLeft } from "../http/client-left.ts";
import { accept } from "../http/refusal.ts";
import { knownProfile, publicService } from "./audience.ts";
import type { CityDirectory } from "./city-directory.ts";

const KEPT_ANSWERS_BYTES = 64 * 1024 * 1024;

const PATH = "/cities/:cityId/coverages";

export interface CoverageRouteDeps {
	readonly store: Store;
	readonly engine: Engine;
	readonly packs: PackShelf;
	readonly directory: CityDirectory;
}

/** POST `/cities/:cityId/coverages`: who is covered by a service under a rule, after changes if any are given. */
export function coverageRoutes({ store, engine, packs, directory }: CoverageRouteDeps): Router {
	const router = Router();
	const answers = new Lru<Uint8Array>(KEPT_ANSWERS_BYTES);

	router.post(PATH, jsonBody);
	router.post(PATH, async (req, res) => {
		const signal = clientLeft(res);
		const city = await directory.get(req.params.cityId);
		const request = accept(coverageRequestSchema, req.body);
		const catalogue = await directory.catalogue(city);
		const service = publicService(catalogue, request.service);
		const profile = knownProfile(catalogue, request.profile);
		const { rule, changes } = request;

		const key = JSON.stringify([city.cityId, city.dataVersion, service.serviceId, profile.profileId, rule]);
		let json = changes.length === 0 ? answers.get(key) : undefined;
		if (json === undefined) {
			const stored = await facilitiesForService(store, city.cityId, service.serviceId);
			const places = changedPlaces(stored, changes, service.kinds[0] ?? service.serviceId);
			const pack = await packs.get(city.cityId, city.graphHash);
			const provenance: CoverageResponse["provenance"] = {
				cityId: city.cityId,
				dataVersion: city.dataVersion,
				graphHash: city.graphHash,
				sample: city.sample,
				service: service.serviceId,
				rule,
				...standardOf(catalogue, service.ruleIds, rule, profile.profileId),
				profile: profile.profileId,
				speedMps: profile.speedMps,
				denominator: "people",
				targetGroup: service.targetGroup,
			};
			const { targetGroup } = service;
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

/** The standard a rule is, if it is one with the same profile: the service's own first, then any. */
function standardOf(
	{ rules }: CatalogueResponse,
	ruleIds: readonly string[],
	rule: Rule,
	profileId: string,
): Pick<CoverageResponse["provenance"], "ruleId" | "clause" | "ruleSource" | "verified"> {
	const cutoff = rule.type === "distance" ? rule.cutoffM : rule.cutoffSec;
	const equal = rules.filter(
		(one) => one.type === rule.type && one.cutoff === cutoff && one.profileId === profileId,
	);
	const own = ruleIds.flatMap((ruleId) => equal.filter((one) => one.ruleId === ruleId));
	const standard = own[0] ?? equal[0];
	return {
		ruleId: standard?.ruleId ?? null,
		clause: standard?.clause ?? null,
		ruleSource: standard?.source ?? null,
		verified: standard?.verified ?? false,
	};
}
