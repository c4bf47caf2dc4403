import type { CatalogueResponse, City } from "../contract/city.ts";
import type { CoverageResponse } from "../contract/coverage.ts";
import type { Profile, Rule } from "../cost/profile.ts";
import { citedStandard } from "../standards/cited-standard.ts";
import { effectiveGroup } from "./target-people.ts";

/** What a coverage is of. */
export interface CoverageSubject {
	readonly city: City;
	readonly catalogue: Pick<CatalogueResponse, "rules">;
	readonly service: CatalogueResponse["services"][number];
	readonly rule: Rule;
	readonly profile: Profile;
	/** Whether the city knows the ages of its people; everyone counts where it does not. */
	readonly agesKnown: boolean;
}

/**
 * Where a coverage comes from: its data, its rule with clause and source, its profile, its denominator. What map, API
 * and export print.
 */
export function provenanceOf(subject: CoverageSubject): CoverageResponse["provenance"] {
	const { city, catalogue, service, rule, profile } = subject;
	const standard = citedStandard(catalogue, service, rule, profile.profileId);
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
		denominator: "people",
		targetGroup: effectiveGroup(subject, service.targetGroup),
	};
}
