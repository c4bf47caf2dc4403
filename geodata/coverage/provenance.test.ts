import { describe, expect, it } from "vitest";
import { CATALOGUE } from "../catalogue/catalogue.ts";
import type { City } from "../contract/city.ts";
import { provenanceSchema } from "../contract/coverage.ts";
import { citedPairs } from "../test/plain-standard.ts";
import { provenanceOf } from "./provenance.ts";

const CITY: City = {
	cityId: "tiny",
	name: "小城",
	nameEn: "Tiny",
	bbox: [120, 31, 121, 32],
	sample: true,
	source: "test",
	dataVersion: "v1",
	graphHash: "h1",
	people: 1,
	demandPoints: 1,
};
const catalogue = { rules: [...CATALOGUE.rules] };
const PAIRS = citedPairs(CATALOGUE);

function provenance({ service, standard, rule }: (typeof PAIRS)[number], agesKnown = true) {
	const profile = CATALOGUE.profiles.find(({ profileId }) => profileId === standard.profileId)!;
	const row = { ...service, kinds: [...service.kinds], ruleIds: [...service.ruleIds] };
	return provenanceOf({ city: CITY, catalogue, service: row, rule, profile, agesKnown });
}

describe("provenanceOf", () => {
	it("cites a standard of the service's own, and none that was written for others", () => {
		for (const pair of PAIRS) {
			const cited = CATALOGUE.rules.find(({ ruleId }) => ruleId === pair.ruleId);
			expect(provenance(pair)).toMatchObject({
				service: pair.service.serviceId,
				rule: pair.rule,
				ruleId: pair.ruleId,
				clause: cited?.clause ?? null,
				ruleSource: cited?.source ?? null,
				verified: cited?.verified ?? false,
			});
		}
		// Both cases occur often, including rules that another service's standard would have made verified.
		const custom = PAIRS.filter(({ ruleId }) => ruleId === null);
		expect(custom.length).toBeGreaterThan(20);
		expect(PAIRS.length - custom.length).toBeGreaterThan(20);
		expect(custom.some(({ standard }) => standard.verified)).toBe(true);
	});

	it("cites none for another walker, another cutoff or another kind of cutoff", () => {
		const pair = PAIRS.find(({ ruleId }) => ruleId === "party-15-distance")!;
		const other = (more: object) => provenance({ ...pair, ...more }).ruleId;
		expect(other({})).toBe("party-15-distance");
		expect(other({ rule: { type: "distance", cutoffM: 999 } })).toBeNull();
		expect(other({ rule: { type: "time", cutoffSec: 1000 } })).toBeNull();
		expect(other({ standard: { ...pair.standard, profileId: "elderly" } })).toBeNull();
	});

	it("says whom it counts: the group where ages are known, else everyone", () => {
		const pair = PAIRS.find(({ service }) => service.targetGroup === "age-60-plus")!;
		expect(provenanceSchema.parse(provenance(pair)).targetGroup).toBe("age-60-plus");
		expect(provenance(pair, false).targetGroup).toBe("all");
	});
});
