import { citedStandard } from "../catalogue/cited-standard.ts";
import type { Service, StandardRule } from "../catalogue/types.ts";
import type { TargetGroup } from "../catalogue/vocabulary.ts";
import type { Profile, Rule } from "../cost/profile.ts";
import { effectiveGroup } from "./target-people.ts";

/** Where a figure comes from. */
export interface Provenance {
	readonly cityId: string;
	readonly dataVersion: string;
	readonly graphHash: string;
	readonly sample: boolean;
	readonly service: string;
	readonly rule: Rule;
	/** The cited standard; for a custom rule null, as are clause and source. */
	readonly ruleId: string | null;
	readonly clause: string | null;
	readonly ruleSource: string | null;
	readonly verified: boolean;
	readonly profile: string;
	readonly speedMps: number;
	readonly denominator: StandardRule["denominator"];
	/** The group that was counted. */
	readonly targetGroup: TargetGroup;
}

/** What a coverage was computed for. */
export interface CoverageSubject {
	readonly city: Pick<Provenance, "cityId" | "dataVersion" | "graphHash" | "sample">;
	readonly catalogue: { readonly rules: readonly StandardRule[] };
	readonly service: Pick<Service, "serviceId" | "ruleIds" | "targetGroup">;
	readonly rule: Rule;
	readonly profile: Profile;
	/** Whether the city knows ages; where not, all people count. */
	readonly agesKnown: boolean;
}

/** The provenance printed by map, API and export: data, rule with clause and source, profile, denominator. */
export function provenanceOf(subject: CoverageSubject): Provenance {
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
