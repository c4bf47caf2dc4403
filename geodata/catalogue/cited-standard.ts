import type { Rule } from "../cost/profile.ts";
import { statedCutoff } from "../cost/rule.ts";
import type { StandardRule } from "./types.ts";

/** The standards of a service in its own order, the default first; ids the catalogue does not hold are left out. */
export function standardsOf<S extends StandardRule>(
	{ rules }: { readonly rules: readonly S[] },
	{ ruleIds }: { readonly ruleIds: readonly string[] },
): S[] {
	return ruleIds.flatMap((id) => rules.find(({ ruleId }) => ruleId === id) ?? []);
}

/**
 * The standard that a rule and a walker amount to: the first of the service's own with that type, cutoff and walker.
 *
 * A standard written for other services is not cited, however equal its cutoff: it says nothing of this one.
 *
 * @returns null for a rule of somebody's own.
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
