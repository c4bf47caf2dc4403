import type { CoverageResult } from "../engine/types.ts";
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

/** True where a figure on screen belongs to what is chosen now, and not to the choice before. */
export function isCurrent(result: CoverageResult | null, situation: Situation): boolean {
	if (!result) return false;
	const { key, rule, profile } = result.input;
	return (
		key === situation.placesKey &&
		profile === situation.profile &&
		rule.type === situation.rule.type &&
		JSON.stringify(rule) === JSON.stringify(situation.rule)
	);
}
