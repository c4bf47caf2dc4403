import type { CatalogueResponse, City } from "../../geodata/contract/city.ts";
import type { CoverageResponse } from "../../geodata/contract/coverage.ts";
import type { Profile, Rule } from "../../geodata/cost/profile.ts";
import type { TargetGroup } from "../../geodata/standards/types.ts";

type Provenance = CoverageResponse["provenance"];

/**
 * Where a coverage comes from: its data, its rule with clause and source, its profile, its denominator.
 *
 * @param targetGroup Whose people were counted: everyone where the city does not know ages.
 */
export function provenanceOf(
	city: City,
	catalogue: CatalogueResponse,
	service: CatalogueResponse["services"][number],
	rule: Rule,
	profile: Profile,
	targetGroup: TargetGroup,
): Provenance {
	return {
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
		targetGroup,
	};
}

/** The standard a rule is, if it is one with the same profile: the service's own first, then any. */
function standardOf(
	{ rules }: CatalogueResponse,
	ruleIds: readonly string[],
	rule: Rule,
	profileId: string,
): Pick<Provenance, "ruleId" | "clause" | "ruleSource" | "verified"> {
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
