import { describe, expect, it } from "vitest";
import { CATALOGUE, ownService } from "./catalogue.ts";

const ids = <T>(rows: readonly T[], id: (row: T) => string) => new Set(rows.map(id));

describe("the catalogue", () => {
	const kinds = ids(CATALOGUE.kinds, (row) => row.kindId);
	const rules = ids(CATALOGUE.rules, (row) => row.ruleId);
	const profiles = ids(CATALOGUE.profiles, (row) => row.profileId);

	it("names every system of the article but the platform itself (2)", () => {
		const systems = CATALOGUE.services.map((row) => row.system).filter((system) => system !== null);
		expect(systems.sort((a, b) => a - b)).toEqual([1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
	});

	it("refers only to kinds, rules and profiles it holds, each once", () => {
		expect(kinds.size).toBe(CATALOGUE.kinds.length);
		expect(rules.size).toBe(CATALOGUE.rules.length);
		expect(CATALOGUE.services.flatMap((row) => row.kinds).filter((id) => !kinds.has(id))).toEqual([]);
		expect(CATALOGUE.services.flatMap((row) => row.ruleIds).filter((id) => !rules.has(id))).toEqual([]);
		expect(CATALOGUE.rules.map((row) => row.profileId).filter((id) => !profiles.has(id))).toEqual([]);
	});

	it("gives a rule to every service that has places, and none to a list", () => {
		for (const row of CATALOGUE.services) expect(row.ruleIds.length > 0).toBe(row.kinds.length > 0);
	});

	it("marks as verified exactly the rules that were read again (docs/standards.md)", () => {
		const verified = CATALOGUE.rules.filter((row) => row.verified).map((row) => row.ruleId);
		expect(verified.sort()).toEqual(["gb50180-10", "park-500", "tdt1062-15"]);
	});

	it("keeps mental-health places off the public map", () => {
		const staff = CATALOGUE.kinds.filter((row) => row.audience === "staff").map((row) => row.kindId);
		expect(staff).toEqual(["mental-rehab-centre", "mental-rehab-point"]);
	});

	it("tells every two kinds apart by shape", () => {
		expect(ids(CATALOGUE.kinds, (row) => row.symbolPath).size).toBe(CATALOGUE.kinds.length);
	});

	it("makes a service of a kind it does not know", () => {
		const { service, kind } = ownService("pharmacy", "Farmácias");
		expect(service.kinds).toEqual([kind.kindId]);
		expect(service.ruleIds.filter((id) => !rules.has(id))).toEqual([]);
	});
});
