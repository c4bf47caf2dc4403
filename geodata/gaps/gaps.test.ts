import { booleanPointInPolygon, booleanValid } from "@turf/turf";
import fc from "fast-check";
import type { Polygon } from "geojson";
import { describe, expect, it } from "vitest";
import type { TargetGroup } from "../catalogue/vocabulary.ts";
import { buildCityPack } from "../city/build-city-pack.ts";
import type { BaseFeature, CityInput, CompoundInput } from "../city/city-input.ts";
import { CityModel, snapFacilities } from "../city/city-model.ts";
import type { FacilityPlace } from "../city/demand.ts";
import { gapSchema } from "../contract/coverage.ts";
import type { Rule } from "../cost/profile.ts";
import { circleCoverage } from "../coverage/circle.ts";
import { coverageOf } from "../coverage/coverage.ts";
import { targetPeople } from "../coverage/target-people.ts";
import { ADULT } from "../test/adult.ts";
import { area, facility, home, line, Scene } from "../test/scene.ts";
import { distanceM } from "../units/position.ts";
import type { Gap } from "./gaps.ts";
import { gapsOf } from "./gaps.ts";

function gapsIn(
	city: CityInput,
	places: readonly FacilityPlace[],
	rule: Rule,
	group: TargetGroup = "all",
): { gaps: Gap[]; uncoveredPeople: number; deniedPeople: number } {
	const model = new CityModel(buildCityPack(city, { minSubnetworkNodes: 1 }).pack);
	const facilities = snapFacilities(model, places);
	const coverage = coverageOf(model, facilities, rule, ADULT);
	const cutoff = rule.type === "distance" ? rule.cutoffM * 1000 : rule.cutoffSec * 1000;
	const people = targetPeople(model.demand, group);
	const radiusM = rule.type === "distance" ? rule.cutoffM : rule.cutoffSec * ADULT.speedMps;
	const inCircle = circleCoverage(model, facilities, radiusM);
	let uncoveredPeople = 0;
	let deniedPeople = 0;
	coverage.impedance.forEach((impedance, point) => {
		if (impedance <= cutoff) return;
		uncoveredPeople += people[point]!;
		if (inCircle[point] === 1) deniedPeople += people[point]!;
	});
	return { gaps: gapsOf(model, facilities, coverage, rule, ADULT, group), uncoveredPeople, deniedPeople };
}

/** 100 m a cell: a street of 3 km along a river 100 m wide, and a street on the other bank; no bridge. */
const RIVER = new Scene(
	`
A-----------------------------B
C-----------------------------D`,
	{ cellM: 100 },
);
const river = (scene: Scene): BaseFeature =>
	line("waterway", [scene.at([-5, 0.5]), scene.at([40, 0.5])], "娄江");

describe("gapsOf", () => {
	it("takes its distance from a home to which its cause applies, not from the one with most people", () => {
		const scene = new Scene("A-----------------------------B", { cellM: 100 });
		// The station is 60 m off the street: a home 960 m along it is 962 m away straight, 1020 m on foot.
		const homes = [
			home("barred", scene.at([9.6, 0]), 10),
			home("far1", scene.at([10.5, 0]), 6),
			home("far2", scene.at([10.8, 0]), 6),
		];
		const { gaps } = gapsIn(scene.city(homes), [facility("station", scene.at([0, -0.6]))], {
			type: "distance",
			cutoffM: 1000,
		});
		// 12 of 22 people are `far`; √(1050² + 60²) = 1051.7.
		expect(gaps).toHaveLength(1);
		expect(gaps[0]).toMatchObject({ people: 22, cause: "far", nearestStraightM: 1052 });
	});

	it("calls homes beyond every circle far, and says how far", () => {
		const scene = new Scene("A-----------------------------B", { cellM: 100 });
		const homes = [home("near", scene.at("A"), 10), home("far", scene.at("B"), 20)];
		const { gaps } = gapsIn(scene.city(homes), [facility("station", scene.at("A"))], {
			type: "distance",
			cutoffM: 1000,
		});
		expect(gaps).toHaveLength(1);
		// 30 cells of 100 m, in a straight line.
		expect(gaps[0]).toMatchObject({
			people: 20,
			demandPoints: 1,
			cause: "far",
			barrier: null,
			nearestFacilityId: "station",
			nearestStraightM: 3000,
			unreachablePeople: 0,
		});
		expect(gaps[0]!.farthest).toBeCloseTo(3000, 1);
		expect(gapSchema.safeParse(gaps[0]).error).toBeUndefined();
	});

	it("calls homes a circle reaches barred, and names the river in between", () => {
		const homes = [home("a", RIVER.at([2, 1]), 300), home("b", RIVER.at([3, 1]), 200)];
		const { gaps, deniedPeople } = gapsIn(
			RIVER.city(homes, [river(RIVER)]),
			[facility("station", RIVER.at("A"))],
			{ type: "time", cutoffSec: 900 },
		);
		expect(deniedPeople).toBe(500);
		expect(gaps).toHaveLength(1);
		expect(gaps[0]).toMatchObject({
			people: 500,
			cause: "barred",
			barrier: "water",
			barrierName: "娄江",
			farthest: null,
			unreachablePeople: 500,
		});
	});

	it("draws an outline round a home in a pond, however small", () => {
		const scene = new Scene("A".padEnd(40, "-").concat("B"));
		// A pond of 16 m square around a home; another home 62 m away keeps outlines small.
		const corners = [
			[9.2, 2.2],
			[10.8, 2.2],
			[10.8, 3.8],
			[9.2, 3.8],
			[9.2, 2.2],
		] as const;
		const pond = area("water", { type: "Polygon", coordinates: [corners.map((at) => [...scene.at(at)])] });
		const homes = [home("pond", scene.at([10, 3]), 10), home("dry", scene.at([16, 1.5]), 60)];
		// On foot 30 + 300 m from the pond, 15 + 240 m from the other.
		const { gaps } = gapsIn(scene.city(homes, [pond]), [facility("s", scene.at("B"))], {
			type: "distance",
			cutoffM: 300,
		});
		expect(gaps.map(({ people }) => people)).toEqual([10]);
		const { lngDeg, latDeg } = homes[0]!;
		expect(booleanPointInPolygon([lngDeg, latDeg], gaps[0]!.polygon as Polygon)).toBe(true);
	});

	it("counts a wall only where nothing harder lies between", () => {
		// On foot 28 cells east, 2 across, 30 west; straight 2 and 2.
		const banks = new Scene(
			`
A-----------------------------B
                              |
C-----------------------------D`,
			{ cellM: 100 },
		);
		const homes = [home("a", banks.at([2, 2]), 300)];
		const wall = line("wall", [banks.at([-5, 0.7]), banks.at([40, 0.7])], "围墙");
		const railway = line("railway", [banks.at([-5, 0.2]), banks.at([40, 0.2])], "京沪线");
		const causeOf = (features: BaseFeature[]): unknown => {
			const { gaps } = gapsIn(banks.city(homes, features), [facility("s", banks.at("A"))], {
				type: "distance",
				cutoffM: 1000,
			});
			return [gaps[0]?.barrier, gaps[0]?.barrierName];
		};
		expect(causeOf([wall])).toEqual(["wall", "围墙"]);
		expect(causeOf([wall, railway])).toEqual(["railway", "京沪线"]);
		expect(causeOf([])).toEqual(["detour", null]);
	});

	it("ignores walls on lines that also cross water", () => {
		// 60 people are behind the wall alone, 100 behind wall and river: the river decides.
		const scene = new Scene(
			`
A-------------------B
                    |
          +---------C
                    |
          D---------E`,
			{ cellM: 100 },
		);
		const wall = line("wall", [scene.at([-5, 0.5]), scene.at([40, 0.5])]);
		const water = line("waterway", [scene.at([-5, 3]), scene.at([40, 3])]);
		const homes = [home("a", scene.at([11, 2]), 60), home("b", scene.at([11, 4]), 100)];
		const { gaps } = gapsIn(scene.city(homes, [wall, water]), [facility("s", scene.at([11, 0]))], {
			type: "distance",
			cutoffM: 450,
		});
		expect(gaps.map(({ people, barrier }) => [people, barrier])).toEqual([[160, "water"]]);
	});

	it("counts a home at exactly the cutoff as covered, and one at exactly the radius as reached", () => {
		const scene = new Scene("A---------B", { cellM: 100 });
		const city = scene.city([home("h", scene.at("B"), 9)]);
		const stations = [facility("s", scene.at("A"))];
		const exactM = gapsIn(city, stations, { type: "distance", cutoffM: 500 }).gaps[0]!.farthest!;
		expect(exactM).toBeCloseTo(1000, 1);
		expect(gapsIn(city, stations, { type: "distance", cutoffM: exactM }).gaps).toHaveLength(0);
		expect(gapsIn(city, stations, { type: "distance", cutoffM: exactM - 0.001 }).gaps).toHaveLength(1);
		const unwalkable = RIVER.city([home("h", RIVER.at([9, 1]), 9)], [river(RIVER)]);
		// 900 m east and 100 m south: 905.6 m.
		const causeAt = (cutoffM: number): unknown =>
			gapsIn(unwalkable, [facility("s", RIVER.at("A"))], { type: "distance", cutoffM }).gaps[0]?.cause;
		expect(causeAt(905)).toBe("far");
		expect(causeAt(906)).toBe("barred");
	});

	it("outlines a gap on its own bank only", () => {
		const city = RIVER.city([home("south", RIVER.at([20, 1]), 700)], [river(RIVER)]);
		const { gaps } = gapsIn(city, [], { type: "distance", cutoffM: 500 });
		expect(booleanPointInPolygon([...RIVER.at([20, 0.45])], gaps[0]!.polygon)).toBe(false);
		expect(booleanPointInPolygon([...RIVER.at([20, 0.6])], gaps[0]!.polygon)).toBe(true);
		expect(booleanPointInPolygon([...RIVER.at([20, 2])], gaps[0]!.polygon)).toBe(true);
	});

	it("never links homes across a river, however near, except small groups", () => {
		const homes = [home("north", RIVER.at([20, 0]), 500), home("south", RIVER.at([20, 1]), 700)];
		const stations = [facility("station", RIVER.at("A"))];
		const rule = { type: "distance", cutoffM: 500 } as const;
		const apart = gapsIn(RIVER.city(homes, [river(RIVER)]), stations, rule).gaps;
		expect(apart.map(({ people }) => people)).toEqual([700, 500]);
		// Each outline stays on its bank.
		expect(booleanPointInPolygon([...RIVER.at([20, 0.45])], apart[0]!.polygon)).toBe(false);
		expect(booleanPointInPolygon([...RIVER.at([20, 0.6])], apart[0]!.polygon)).toBe(true);
		expect(gapsIn(RIVER.city(homes), stations, rule).gaps.map(({ people }) => people)).toEqual([1200]);
		const few = [{ ...homes[0]!, people: 499 }, homes[1]!];
		expect(gapsIn(RIVER.city(few, [river(RIVER)]), stations, rule).gaps.map(({ people }) => people)).toEqual([
			1199,
		]);
		const railway = line("railway", [RIVER.at([-5, 0.5]), RIVER.at([40, 0.5])]);
		expect(gapsIn(RIVER.city(few, [railway]), stations, rule).gaps).toHaveLength(2);
	});

	it("cuts what is too long to be one place", () => {
		const scene = new Scene("A------------------------------------------------------------B", { cellM: 100 });
		const homes = Array.from({ length: 30 }, (_, i) => home(`h${i}`, scene.at([2 * i, 0]), 1));
		const { gaps } = gapsIn(scene.city(homes), [], { type: "distance", cutoffM: 500 });
		expect(gaps.reduce((sum, { people }) => sum + people, 0)).toBe(30);
		// Homes 200 m apart over 5.8 km, each part at most 1.8 km: four parts at least.
		expect(gaps.length).toBeGreaterThanOrEqual(4);
		for (const gap of gaps) expect((gap.demandPoints - 1) * 200).toBeLessThanOrEqual(1800);
		expect(gaps[0]).toMatchObject({ cause: "far", nearestFacilityId: null, nearestStraightM: null });
	});

	it("names a gap after the community most of its people belong to, and the side of it they live on", () => {
		const scene = new Scene("A---------------------------------------B", { cellM: 100 });
		const of = (communityCode: string): Partial<CompoundInput> => ({ communityCode });
		const homes = [
			home("west", scene.at([1, 0]), 100, of("c1")),
			home("east", scene.at([39, 0]), 60, of("c1")),
			home("other", scene.at([38, 0]), 40, of("c2")),
		];
		const city: CityInput = {
			...scene.city(homes),
			communities: ["c1", "c2"].map((code) => ({
				code,
				name: code === "c1" ? "亭林社区" : "江湾社区",
				type: null,
				townId: null,
				unit: null,
				polygon: null,
				attributes: {},
			})),
		};
		const { gaps } = gapsIn(city, [facility("s", scene.at("A"))], { type: "distance", cutoffM: 1000 });
		expect(gaps[0]).toMatchObject({ name: "亭林社区", side: "e", communities: ["亭林社区", "江湾社区"] });
	});

	it("names a gap after its street where there are no communities", () => {
		const scene = new Scene("A---------------------------------------B", { cellM: 100 });
		const city = scene.city([home("h", scene.at("B"), 9)]);
		const named = { ...city, streets: { ...city.streets, wayName: ["人民路"] } };
		const { gaps } = gapsIn(named, [], { type: "distance", cutoffM: 1000 });
		expect(gaps[0]).toMatchObject({ name: "人民路", side: null, communities: [] });
	});

	it("counts the target group, and everyone where ages are not known", () => {
		const scene = new Scene("A---------B", { cellM: 100 });
		const aged = (people0To14: number, people60Plus: number): Partial<CompoundInput> => ({
			people0To14,
			people60Plus,
		});
		const known = [home("a", scene.at("A"), 10, aged(1, 3)), home("b", scene.at("B"), 20, aged(2, 0))];
		const peopleOf = (homes: CompoundInput[]): number[] =>
			gapsIn(scene.city(homes), [], { type: "distance", cutoffM: 100 }, "age-60-plus").gaps.map(
				({ people }) => people,
			);
		expect(peopleOf(known)).toEqual([3]);
		expect(peopleOf([home("a", scene.at("A"), 10), home("b", scene.at("B"), 20)])).toEqual([30]);
	});

	it("puts every uncovered person into exactly one gap, validly outlined", () => {
		const scene = new Scene(
			`
A---------+---------+---------B
|         |         |         |
|         |                   |
|         |         |         |
C---------+    +----+---------D`,
			{ cellM: 100 },
		);
		const cell = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 8 }));
		fc.assert(
			fc.property(
				fc.uniqueArray(cell, { minLength: 1, maxLength: 24, selector: String }),
				fc.array(cell, { maxLength: 3 }),
				fc.integer({ min: 100, max: 1500 }),
				fc.boolean(),
				(cells, places, cutoffM, walled) => {
					// Powers of two: the sum identifies the homes, each counted once.
					const homes = cells.map(([x, y], i) => home(`h${i}`, scene.at([x / 2, y / 2]), 2 ** i));
					const features = walled ? [line("railway", [scene.at([-5, 2.2]), scene.at([40, 2.7])])] : [];
					const { gaps, uncoveredPeople } = gapsIn(
						scene.city(homes, features),
						places.map(([x, y], i) => facility(`f${i}`, scene.at([x / 2, y / 2]))),
						{ type: "distance", cutoffM },
					);
					expect(gaps.reduce((sum, { people }) => sum + people, 0)).toBe(uncoveredPeople);
					expect(new Set(gaps.map(({ gapId }) => gapId)).size).toBe(gaps.length);
					gaps.forEach((gap, i) => {
						expect(booleanValid(gap.polygon)).toBe(true);
						if (i > 0) expect(gap.people).toBeLessThanOrEqual(gaps[i - 1]!.people);
						const own = homes.filter((_, k) => ((gap.people / 2 ** k) | 0) % 2 === 1);
						expect(own).toHaveLength(gap.demandPoints);
						expect(
							Math.min(...own.map((h) => distanceM(h.lngDeg, h.latDeg, gap.centre[0], gap.centre[1]))),
						).toBeLessThan(0.01);
					});
				},
			),
			{ numRuns: 100 },
		);
	});

	it("calls a gap far where the circle reaches exactly half of its people, and barred from one more on", () => {
		const scene = new Scene("A-----------------------------B", { cellM: 100 });
		// As above: within a kilometre the station 60 m off the street reaches a home 960 m along it, and not one at 1050
		// m.
		const causeOf = (reached: number): unknown => {
			const homes = [home("near", scene.at([9.6, 0]), reached), home("far", scene.at([10.5, 0]), 6)];
			const { gaps } = gapsIn(scene.city(homes), [facility("station", scene.at([0, -0.6]))], {
				type: "distance",
				cutoffM: 1000,
			});
			return gaps.map(({ people, cause }) => [people, cause]);
		};
		expect(causeOf(6)).toEqual([[12, "far"]]);
		expect(causeOf(7)).toEqual([[13, "barred"]]);
	});

	it("lists gaps of equal people in the order of their homes", () => {
		// Farther apart than the largest linking distance, 1000 m.
		const homes = [0, 29, 14].map((column, i) => home(`h${i}`, RIVER.at([column, 0]), 600));
		const rule = { type: "distance", cutoffM: 100 } as const;
		const idsOf = (order: CompoundInput[]) =>
			gapsIn(RIVER.city(order), [], rule).gaps.map(({ gapId, people }) => [gapId, people]);
		for (const order of [homes, homes.toReversed()])
			expect(idsOf(order)).toEqual(order.map(({ compoundId }) => [`gap-${compoundId}`, 600]));
	});
});
