import { describe, expect, it } from "vitest";
import { PROFILES } from "../catalogue/rules.ts";
import type { TargetGroup } from "../catalogue/vocabulary.ts";
import { buildCityPack } from "../city/build-city-pack.ts";
import type { CompoundInput } from "../city/city-input.ts";
import type { FacilitySet } from "../city/city-model.ts";
import { coverageResponseSchema } from "../contract/coverage.ts";
import type { Profile, Rule } from "../cost/profile.ts";
import { unsnappedFacilities } from "../coverage/figures.ts";
import { histogramOf } from "../coverage/histogram.ts";
import { MEASURES } from "../coverage/measures.ts";
import { facility, home, Scene } from "../test/scene.ts";
import { UNREACHED } from "../units/constants.ts";
import { type CoverageReport, ENGINE } from "./functions.ts";
import { OpenCity } from "./open-city.ts";

const ADULT = profileOf("adult");

function profileOf(id: string): Profile {
	const profile = PROFILES.find(({ profileId }) => profileId === id);
	if (profile === undefined) throw new Error(`The catalogue has no profile ${id}.`);
	return profile;
}

/** 100 m a cell. The only bridge over the canal is at the east end. */
const scene = new Scene(
	`
A---+---B
########H
C---D---E`,
	{ cellM: 100 },
);

/** People are powers of two: a sum names the homes in it. */
const HOMES: CompoundInput[] = [
	home("a", scene.at("A"), 1, { communityCode: "n", people0To14: 0, people60Plus: 1 }),
	home("b", scene.at("B"), 2, { communityCode: "n", people0To14: 2, people60Plus: 0 }),
	home("c", scene.at("C"), 4, { communityCode: "s", people0To14: 0, people60Plus: 4 }),
	home("d", scene.at("D"), 8, { communityCode: "s", people0To14: 1, people60Plus: 1 }),
	home("e", scene.at("E"), 16, { people0To14: 0, people60Plus: 0 }),
	home("lone", scene.at([-3, 1]), 32, { people0To14: 0, people60Plus: 32 }),
];

function reportOf(rule: Rule, group: TargetGroup = "all", homes = HOMES): CoverageReport {
	const community = { townId: "t", polygon: null, attributes: {} };
	const input = {
		...scene.city(homes),
		towns: [
			{ townId: "t", name: "玉山镇", nameEn: "Yushan", unit: null, centre: scene.at("A"), polygon: null },
		],
		communities: [
			{ ...community, code: "n", name: "North", type: "old" as const, unit: "U1" },
			{ ...community, code: "s", name: "South", type: "commodity" as const, unit: "U1" },
			{ ...community, code: "0", name: "Empty", type: "old" as const, unit: null },
		],
	};
	const city = new OpenCity(buildCityPack(input, { minSubnetworkNodes: 1 }).pack);
	const places = [facility("f", scene.at("A")), facility("lost", scene.at([4, 40]))];
	return ENGINE.coverage(city, { places, rule, profile: ADULT, targetGroup: group }).report;
}

describe("unsnappedFacilities", () => {
	it("names those without any street, and no others", () => {
		// Three facilities: one access entry, none, two.
		const access = { start: Uint32Array.of(0, 1, 1, 3) } as FacilitySet["access"];
		expect(unsnappedFacilities({ ids: ["a", "b", "c"], names: ["甲", "乙", "丙"], access })).toEqual([
			{ id: "b", name: "乙" },
		]);
	});
});

describe("ENGINE.coverage", () => {
	it("counts people covered, people in the circle and people denied", () => {
		// On foot from A: a 0, b 800 m, e 1000 m, d 1400 m, c 1800 m; straight: c 200, d 447, e 825, b 800, lone 316.
		const { totals, unsnapped } = reportOf({ type: "distance", cutoffM: 1000.2 });
		expect(totals).toEqual({
			people: 63,
			coveredPeople: 1 + 2 + 16,
			coverageShare: 19 / 63,
			circlePeople: 63,
			circleShare: 1,
			circleRadiusM: 1000.2,
			deniedPeople: 4 + 8 + 32,
			demandPoints: 6,
			coveredPoints: 3,
			unsnappedPoints: 1,
			unsnappedPeople: 32,
			gateUnknownPoints: 6,
			facilities: 2,
			unsnappedFacilities: 1,
		});
		expect(unsnapped).toEqual([{ id: "lone", name: "lone", people: 32 }]);
	});

	it("covers a home at exactly the cutoff", () => {
		// b is the only home at its distance, so its mean walk is the walk itself.
		const alone = [home("b", scene.at("B"), 2, { communityCode: "n" })];
		const walkM =
			reportOf({ type: "distance", cutoffM: 5000 }, "all", alone).byCommunity[0]?.meanImpedance ?? 0;
		const covered = (cutoffM: number): number[] => {
			const { totals, byCommunity } = reportOf({ type: "distance", cutoffM }, "all", alone);
			return [totals.coveredPeople, byCommunity[0]?.coveredPeople ?? -1];
		};
		expect(covered(walkM)).toEqual([2, 2]);
		expect(covered(walkM - 0.001)).toEqual([0, 0]);
	});

	it("sums every measure of people, whichever there are, to the city's total by each grouping", () => {
		const report = reportOf({ type: "distance", cutoffM: 1000.2 });
		const counted = MEASURES.filter(({ unit }) => unit === "people").map(({ id }) => id);
		expect(counted).toContain("deniedPeople");
		for (const rows of [report.byCommunity, report.byTown, report.byUnit, report.byType]) {
			for (const id of counted) {
				const sum = rows.reduce((total, row) => total + (row[id] ?? 0), 0);
				expect([id, sum]).toEqual([id, report.totals[id as keyof typeof report.totals]]);
			}
		}
	});

	it("groups by community, town, unit and type, each summing to the city", () => {
		const report = reportOf({ type: "distance", cutoffM: 1000.2 });
		const short = (rows: CoverageReport["byTown"]) =>
			rows.map((row) => [row.key, row.people, row.coveredPeople]);
		expect(short(report.byCommunity)).toEqual([
			["n", 3, 3],
			["s", 12, 0],
			["0", 0, 0],
			["", 48, 16],
		]);
		expect(short(report.byTown)).toEqual([
			["玉山镇", 15, 3],
			["", 48, 16],
		]);
		expect(short(report.byUnit)).toEqual([
			["U1", 15, 3],
			["", 48, 16],
		]);
		expect(short(report.byType)).toEqual([
			["old", 3, 3],
			["commodity", 12, 0],
			["", 48, 16],
		]);
		const [north, south, empty] = report.byCommunity;
		expect(north).toMatchObject({ name: "North", type: "old", town: "玉山镇", unit: "U1", coverageShare: 1 });
		// a walks 0 m, b 800 m and counts twice.
		expect(north?.meanImpedance).toBeCloseTo(1600 / 3, 0);
		expect(south?.meanImpedance).toBeCloseTo((4 * 1800 + 8 * 1400) / 12, 0);
		expect(empty).toMatchObject({ coverageShare: null, meanImpedance: null });
	});

	it("judges a service by its group where ages are known, and by everyone where not", () => {
		const rule: Rule = { type: "distance", cutoffM: 1000.2 };
		expect(reportOf(rule, "age-60-plus").totals).toMatchObject({ people: 38, coveredPeople: 1 });
		expect(reportOf(rule, "age-0-14").totals).toMatchObject({ people: 3, coveredPeople: 2 });
		const unknown = [...HOMES.slice(0, 5), home("lone", scene.at([-3, 1]), 32)];
		expect(reportOf(rule, "age-60-plus", unknown).totals).toMatchObject({ people: 63, coveredPeople: 19 });
	});

	it("is what the wire promises, in both kinds of rule", () => {
		const wire = coverageResponseSchema.omit({ provenance: true, unsnappedFacilities: true });
		for (const rule of [
			{ type: "distance", cutoffM: 500 },
			{ type: "time", cutoffSec: 900 },
		] as const) {
			const report = reportOf(rule);
			expect(wire.parse(report)).toEqual(report);
			const shown = report.histogram.people.reduce(
				(sum, people) => sum + people,
				report.histogram.beyondPeople,
			);
			expect(shown).toBe(63);
			expect(report.gaps.reduce((sum, gap) => sum + gap.people, 0)).toBe(
				report.totals.people - report.totals.coveredPeople,
			);
		}
	});
});

describe("histogramOf", () => {
	it("counts a walk at the edge of a bin in the lower one", () => {
		const walks = Uint32Array.of(0, 1, 50_000, 50_001, 100_000, 100_001, UNREACHED);
		const people = Uint32Array.of(1, 2, 4, 8, 16, 32, 64);
		expect(histogramOf(walks, people, "mm", 50_000)).toEqual({
			binWidth: 50,
			unit: "m",
			people: [1 + 2 + 4, 8 + 16],
			beyondPeople: 32 + 64,
		});
	});

	it("shows half an hour, or twice a longer cutoff", () => {
		const none = new Uint32Array(0);
		expect(histogramOf(none, none, "ms", 300_000).people.length).toBe(30);
		expect(histogramOf(none, none, "ms", 1_200_000).people.length).toBe(40);
		expect(histogramOf(none, none, "mm", 330_000).people.length).toBe(14);
	});
});

describe("the mean walk", () => {
	it("is of those who can walk there, in every ledger", () => {
		// One community: two people at b walk 800 m, eight at d 1400 m, thirty-two at the lone home meet no street.
		const homes = [
			home("b", scene.at("B"), 2, { communityCode: "n" }),
			home("d", scene.at("D"), 8, { communityCode: "n" }),
			home("lone", scene.at([-3, 1]), 32, { communityCode: "n" }),
		];
		const { byCommunity, byTown, byUnit, byType } = reportOf(
			{ type: "distance", cutoffM: 1000 },
			"all",
			homes,
		);
		for (const [row] of [byCommunity, byTown, byUnit, byType]) {
			expect(row).toMatchObject({ people: 42, coveredPeople: 2, coverageShare: 2 / 42 });
			expect(row?.meanImpedance).toBeCloseTo((2 * 800 + 8 * 1400) / 10, 0);
		}
	});
});
