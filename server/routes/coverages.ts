import type { City } from "../../geodata/contract/city.ts";
import { coverageRequestSchema, coverageResponseSchema } from "../../geodata/contract/coverage.ts";
import { provenanceOf } from "../../geodata/coverage/provenance.ts";
import { GeodataError } from "../../geodata/units/error.ts";
import { knownProfile, serviceWithPlaces } from "../auth/audience.ts";
import { audiencesOf } from "../auth/policy.ts";
import { facilitiesForService } from "../db/places/facility.ts";
import { changedPlaces } from "../engine/changed-places.ts";
import { cityRoute } from "../http/route.ts";

/** Coverage of a service under a rule, after optional changes. Equal requests are computed once. */
export const COVERAGE_ROUTES = [
	cityRoute({
		method: "post",
		path: "/api/v1/cities/:cityId/coverages",
		who: "compute",
		summary: "Who is covered by a service under a rule, and who is not",
		body: coverageRequestSchema,
		answer: {
			description: "Coverage",
			mediaType: "application/json",
			schema: coverageResponseSchema.meta({ id: "Coverage" }),
		},
		cost: "computation",
		async handler({ city, catalogue, body, db, engine, packs, coverages, signal, ...ctx }, res) {
			refuseChangedData(city, body.dataVersion);
			const service = serviceWithPlaces(audiencesOf(await ctx.actor()), catalogue, body.service);
			const profile = knownProfile(catalogue, body.profile);
			const { rule, changes } = body;

			const { cityId, dataVersion } = city;
			const key = JSON.stringify([cityId, dataVersion, service.serviceId, profile.profileId, rule, changes]);
			const compute = async (stop: AbortSignal): Promise<Uint8Array> => {
				const stored = await facilitiesForService(db, cityId, service.serviceId);
				const places = changedPlaces(stored, changes, service.kinds[0] ?? service.serviceId);
				const pack = await packs.get(cityId, city.graphHash);
				const { targetGroup } = service;
				// Only the pack knows whether ages are known, so the worker reports the counted group.
				const provenance = provenanceOf({ city, catalogue, service, rule, profile, agesKnown: true });
				return engine.run({ kind: "coverage", pack, places, rule, profile, targetGroup, provenance }, stop);
			};
			const json = await coverages.get(key, compute, { signal, keep: changes.length === 0 });
			res
				.set("Cache-Control", "no-store")
				.type("application/json")
				.send(Buffer.from(json.buffer, json.byteOffset, json.byteLength));
		},
	}),
];

/** @throws {GeodataError} DATA_VERSION_CHANGED where the caller has another data version. */
function refuseChangedData(city: City, named: string | undefined): void {
	if (named === undefined || named === city.dataVersion) return;
	throw new GeodataError(
		"DATA_VERSION_CHANGED",
		`The data of ${city.cityId} changed from version ${named} to ${city.dataVersion}; load the city anew, or leave dataVersion out.`,
		{ value: named, allowed: city.dataVersion },
	);
}
