import type { Situation } from "./situation.ts";

/** Where the figures on the screen come from, in the shape the server prints (contract/coverage.ts). */
export function provenanceOf(situation: Situation) {
	const { city, service, rule, standard, profile } = situation;
	return {
		cityId: city.cityId,
		dataVersion: city.dataVersion,
		graphHash: city.graphHash,
		sample: city.sample,
		service: service.serviceId,
		rule,
		ruleId: standard?.ruleId ?? null,
		clause: standard?.clause ?? null,
		ruleSource: standard?.source ?? null,
		verified: standard?.verified ?? false,
		profile: profile.profileId,
		speedMps: profile.speedMps,
		denominator: "people" as const,
		targetGroup: service.targetGroup,
	};
}
