import { describe, expect, it } from "vitest";
import { CATALOGUE } from "../../geodata/catalogue/catalogue.ts";
import { type RowCounts, systemGroups, systemOf } from "./systems.ts";

const counting: RowCounts = {
	courtyard: null,
	"property-firm": null,
	community: null,
	"community-fund": null,
	"volunteer-team": null,
};

const catalogueWith = (counts: Readonly<Record<string, number>>) => ({
	services: CATALOGUE.services.map((row) => ({ ...row, kinds: [...row.kinds], ruleIds: [...row.ruleIds] })),
	kinds: CATALOGUE.kinds.map((kind) => ({ ...kind, facilityCount: counts[kind.kindId] ?? 0 })),
	rules: [...CATALOGUE.rules],
	profiles: [...CATALOGUE.profiles],
});

describe("the systems of a city", () => {
	it("are all fourteen where each has places or rows: thirteen of the catalogue, and the platform itself", () => {
		const everywhere = Object.fromEntries(
			CATALOGUE.kinds
				.filter((kind) => !["health", "school"].includes(kind.kindId))
				.map((kind) => [kind.kindId, 1]),
		);
		const { places, lists } = systemGroups(catalogueWith(everywhere), counting);
		const numbers = [...places, ...lists]
			.map((entry) => entry.system)
			.toSorted((a, b) => Number(a) - Number(b));
		expect(numbers).toEqual([1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
		expect(places.filter((entry) => entry.staff).map((entry) => entry.id)).toEqual(["mental-rehab"]);
	});

	it("count the places of all kinds of a service and bear the symbol of the first that has any", () => {
		const { places } = systemGroups(catalogueWith({ "party-station": 158, "party-point": 48 }), counting);
		// Points are not a kind of the service: 158 of 206.
		expect(places).toMatchObject([{ id: "party-service", count: 158, kindId: "party-station" }]);
	});

	it("leave out a list without rows, and keep one that is loading", () => {
		const { lists } = systemGroups(catalogueWith({}), { ...counting, courtyard: 0, community: 350 });
		expect(lists.map((entry) => [entry.id, entry.count])).toEqual([
			["property-firm", null],
			["community", 350],
			["community-fund", null],
			["volunteer-team", null],
		]);
	});

	it("are distinguished from services with places", () => {
		expect(systemOf("courtyard")).toBe("courtyard");
		expect(systemOf("open-data")).toBe("open-data");
		expect(systemOf("party-service")).toBeNull();
		expect(systemOf(null)).toBeNull();
	});
});
