import type { Rule } from "../cost/profile.ts";
import { statedCutoff } from "../cost/rule.ts";
import type { StandardRule } from "./types.ts";

/**
 * The standards of a service in the order of its row, the default first. Ids the catalogue does not hold are left
 * out.
 */
export function standardsOf<S extends StandardRule>(
	{ rules }: { readonly rules: readonly S[] },
	{ ruleIds }: { readonly ruleIds: readonly string[] },
): S[] {
	return ruleIds.flatMap((id) => rules.find(({ ruleId }) => ruleId === id) ?? []);
}

/**
 * The standard that matches a rule and a profile: the first of the service's standards with that type, cutoff and
 * profile.
 *
 * A standard of another service is never cited, even at the same cutoff: it does not apply to this service.
 *
 * @returns null where the rule matches no standard of the service.
 */
export function citedStandard<S extends StandardRule>(
	catalogue: { readonly rules: readonly S[] },
	service: { readonly ruleIds: readonly string[] },
	rule: Rule,
	profileId: string,
): S | null {
	const isCited = (standard: StandardRule) =>
		standard.type === rule.type && standard.cutoff === statedCutoff(rule) && standard.profileId === profileId;
	return standardsOf(catalogue, service).find(isCited) ?? null;
}
