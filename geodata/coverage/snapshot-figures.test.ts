import { describe, expect, it } from "vitest";
import { CATALOGUE } from "../catalogue/catalogue.ts";
import { buildCityPack } from "../city/build-city-pack.ts";
import type { SnapshotInput } from "../city/city-input.ts";
import { CityModel, snapFacilities } from "../city/city-model.ts";
import type { FacilityPlace } from "../city/demand.ts";
import { snapshotSchema } from "../contract/snapshot.ts";
import { facility, home, Scene } from "../test/scene.ts";
import { coverageOf } from "./coverage.ts";
import { coverageFigures } from "./figures.ts";
import { snapshotFigures } from "./snapshot-figures.ts";

/** 100 m a cell. There is no bridge between B's bank and C's. */
const scene = new Scene("A---B---\n########\nC---D---E", { cellM: 100 });
const community = { type: null, townId: null, unit: null, polygon: null, attributes: {} };
const ages = (young: number, old: number) => ({ people0To14: young, people60Plus: old });

function modelOf(): CityModel {
	const city = {
		...scene.city([
			home("a", scene.at("A"), 10, { communityCode: "n", ...ages(1, 2) }),
			home("d", scene.at("D"), 20, { communityCode: "s", ...ages(3, 4) }),
			home("e", scene.at("E"), 40, { communityCode: "s", ...ages(5, 6) }),
		]),
		communities: [
			{ ...community, code: "n", name: "North" },
			{ ...community, code: "s", name: "South" },
		],
	};
	return new CityModel(buildCityPack(city, { minSubnetworkNodes: 1 }).pack);
}

const station = facility("station", scene.at("A"));
const late = facility("late", scene.at("C"));
const care: FacilityPlace = { ...facility("care", scene.at("E")), kind: "elderly-day-care" };
const PLACES = [station, late, care];

const then: SnapshotInput = {
	date: "2023-12-31",
	openFacilityIds: ["care", "station"],
	people: [8, 16, 0],
	people0To14: [1, 1, 0],
	people60Plus: [2, 3, 0],
};
const now: SnapshotInput = {
	date: "2025-12-31",
	openFacilityIds: ["station", "late", "care"],
	people: [10, 20, 40],
	people0To14: [1, 3, 5],
	people60Plus: [2, 4, 6],
};

const rowsOf = (snapshots: readonly SnapshotInput[], places: readonly FacilityPlace[] = PLACES) =>
	snapshotFigures(modelOf(), places, snapshots, CATALOGUE, true);

describe("snapshotFigures", () => {
	it("counts the people and the open facilities of each day", () => {
		const rows = rowsOf([then, now]).filter(({ ruleId }) => ruleId === "party-10-distance");
		// 500 m. In 2023 only the northern station is open: a's 8 of 24. In 2025 `late` is 400 m from d and 800 m from e:
		// a's 10 and d's 20 of 70.
		expect(rows).toEqual([
			{
				date: "2023-12-31",
				serviceId: "party-service",
				ruleId: "party-10-distance",
				profileId: "adult",
				facilities: 1,
				people: 24,
				coveredPeople: 8,
				byCommunity: [
					{ code: "n", people: 8, coveredPeople: 8 },
					{ code: "s", people: 16, coveredPeople: 0 },
				],
				sample: true,
			},
			{
				date: "2025-12-31",
				serviceId: "party-service",
				ruleId: "party-10-distance",
				profileId: "adult",
				facilities: 2,
				people: 70,
				coveredPeople: 30,
				byCommunity: [
					{ code: "n", people: 10, coveredPeople: 10 },
					{ code: "s", people: 60, coveredPeople: 20 },
				],
				sample: true,
			},
		]);
	});

	it("counts the target group by the profile of the rule", () => {
		const row = rowsOf([then]).find(({ ruleId }) => ruleId === "elderly-10-time");
		// 600 s at 0.85 m/s are 510 m: d is 400 m from care, so its three elderly count and a's two do not.
		expect(row).toMatchObject({ profileId: "elderly", people: 5, coveredPeople: 3, facilities: 1 });
	});

	it("has a row a service with places and rule, in order, of the wire's shape", () => {
		const rows = rowsOf([then, now]);
		const party = CATALOGUE.services.find(({ serviceId }) => serviceId === "party-service");
		const elderly = CATALOGUE.services.find(({ serviceId }) => serviceId === "elderly-care");
		const once = [...(party?.ruleIds ?? []), ...(elderly?.ruleIds ?? [])];
		expect(rows.map(({ ruleId }) => ruleId)).toEqual([...once, ...once]);
		for (const row of rows) expect(snapshotSchema.parse(row)).toEqual(row);
	});

	it("agrees with the report of the present to the last person", () => {
		const model = modelOf();
		const party = PLACES.filter(({ kind }) => kind === "party-station");
		const facilities = snapFacilities(model, party);
		const [profile] = CATALOGUE.profiles;
		if (profile === undefined) throw new Error("no profile");
		for (const row of rowsOf([now])) {
			const standard = CATALOGUE.rules.find(({ ruleId }) => ruleId === row.ruleId);
			if (row.serviceId !== "party-service" || standard === undefined) continue;
			const rule =
				standard.type === "distance"
					? { type: "distance" as const, cutoffM: standard.cutoff }
					: { type: "time" as const, cutoffSec: standard.cutoff };
			const coverage = coverageOf(model, facilities, rule, profile);
			const { totals } = coverageFigures(model, facilities, coverage, rule, profile, "all");
			expect(row.coveredPeople).toBe(totals.coveredPeople);
			expect(row.people).toBe(totals.people);
		}
	});

	it("covers nobody on a day before the first opened", () => {
		const [row] = rowsOf([{ ...then, openFacilityIds: [] }]);
		expect(row).toMatchObject({ facilities: 0, people: 24, coveredPeople: 0 });
	});

	it("refuses people of another city and facilities it does not have", () => {
		expect(() => rowsOf([{ ...then, people: [1] }])).toThrow(/2023-12-31 has 1 values of people.* 3 homes/);
		expect(() => rowsOf([{ ...then, openFacilityIds: ["gone"] }])).toThrow(/lists facility gone/);
	});

	it("counts everyone for the aged on a day whose ages are not known, whatever those of today", () => {
		// As above, but all of d's sixteen people count; a's eight do not reach care.
		const everyone = { people: 24, coveredPeople: 16 };
		for (const unknown of [{ people60Plus: null }, { people0To14: null }] as const) {
			const row = rowsOf([{ ...then, ...unknown }]).find(({ ruleId }) => ruleId === "elderly-10-time");
			expect(row).toMatchObject(everyone);
		}
	});
});
