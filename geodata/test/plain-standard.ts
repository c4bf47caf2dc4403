import type { Catalogue, Service, StandardRule } from "../catalogue/types.ts";
import type { Rule } from "../cost/profile.ts";

/** A service under a standard's rule and profile, and the expected citation. */
export interface CitedPair {
	readonly service: Service;
	readonly standard: StandardRule;
	readonly rule: Rule;
	/** The first of the service's standards with that rule; null where only other services have it. */
	readonly ruleId: string | null;
}

/** Every service under every standard of a catalogue, including standards of other services. Brute force. */
export function citedPairs({ services, rules }: Pick<Catalogue, "services" | "rules">): CitedPair[] {
	const pairs: CitedPair[] = [];
	for (const service of services) {
		for (const standard of rules) {
			const rule: Rule =
				standard.type === "distance"
					? { type: "distance", cutoffM: standard.cutoff }
					: { type: "time", cutoffSec: standard.cutoff };
			let ruleId: string | null = null;
			for (const own of service.ruleIds) {
				const row = rules.find((one) => one.ruleId === own);
				if (ruleId !== null || row === undefined) continue;
				const [a, b] = [row, standard];
				if (`${a.type} ${a.cutoff} ${a.profileId}` === `${b.type} ${b.cutoff} ${b.profileId}`) ruleId = own;
			}
			pairs.push({ service, standard, rule, ruleId });
		}
	}
	return pairs;
}
