import { describe, expect, it } from "vitest";
import { CATALOGUE } from "../../geodata/catalogue/catalogue.ts";
import type { City } from "../../geodata/contract/city.ts";
import { provenanceOf } from "../../geodata/coverage/provenance.ts";
import { citedPairs } from "../../geodata/test/plain-standard.ts";
import { chooseCity, servicesWithPlaces, situationOf } from "./situation.ts";

const city = (cityId: string): City => ({
	cityId,
	name: "昆山市",
	nameEn: "Kunshan",
	bbox: [120.8, 31.1, 121.2, 31.6],
	sample: true,
	source: "示例数据",
	dataVersion: "1",
	graphHash: "a",
	people: 1,
	demandPoints: 1,
});

const catalogueWith = (kinds: readonly string[]) => ({
	services: CATALOGUE.services.map((row) => ({
		...row,
		kinds: [...row.kinds],
		ruleIds: [...row.ruleIds],
	})),
	kinds: CATALOGUE.kinds.map((kind) => ({ ...kind, facilityCount: kinds.includes(kind.kindId) ? 3 : 0 })),
	rules: [...CATALOGUE.rules],
	profiles: [...CATALOGUE.profiles],
});

const untouched = { serviceId: null, rule: null, profileId: null };

describe("the situation", () => {
	it("offers only services that have places here", () => {
		const catalogue = catalogueWith(["party-station", "pocket-park"]);
		expect(servicesWithPlaces(catalogue).map((row) => row.serviceId)).toEqual([
			"party-service",
			"pocket-park",
		]);
	});

	it("starts from the first standard of the first service, with its walker", () => {
		const situation = situationOf(city("320583"), catalogueWith(["elderly-home"]), untouched);
		const standard = situation?.standard;
		expect(situation?.service.serviceId).toBe("elderly-care");
		expect(standard?.ruleId).toBe(situation?.service.ruleIds[0]);
		expect(situation?.profile.profileId).toBe(standard?.profileId);
	});

	it("distinguishes a custom rule from a standard", () => {
		const catalogue = catalogueWith(["party-station"]);
		const at = (cutoffM: number, profileId: string | null) =>
			situationOf(city("a"), catalogue, { ...untouched, rule: { type: "distance", cutoffM }, profileId })
				?.standard;
		expect(at(1000, null)).not.toBeNull();
		expect(at(990, null)).toBeNull();
		expect(at(1000, "wheelchair")).toBeNull();
	});

	it("names for every service and rule the standard that map, export and API cite", () => {
		const catalogue = catalogueWith(CATALOGUE.kinds.map(({ kindId }) => kindId));
		for (const { service, standard, rule, ruleId } of citedPairs(CATALOGUE)) {
			// A service without places has no situation.
			if (service.kinds.length === 0 || service.ruleIds.length === 0) continue;
			const { serviceId } = service;
			const situation = situationOf(city("a"), catalogue, { serviceId, rule, profileId: standard.profileId });
			expect(situation?.service.serviceId).toBe(serviceId);
			expect([serviceId, standard.ruleId, situation?.standard?.ruleId ?? null]).toEqual([
				serviceId,
				standard.ruleId,
				ruleId,
			]);
			expect(situation && provenanceOf({ ...situation, agesKnown: true }).ruleId).toBe(ruleId);
		}
	});

	it("is null where the city has no place of any service", () => {
		expect(situationOf(city("a"), catalogueWith([]), untouched)).toBeNull();
	});

	it("never replaces an unknown city of a link with another", () => {
		const cities = [city("a"), city("b")];
		expect(chooseCity(cities, null)?.cityId).toBe("a");
		expect(chooseCity(cities, "b")?.cityId).toBe("b");
		expect(chooseCity(cities, "c")).toBeNull();
	});
});
