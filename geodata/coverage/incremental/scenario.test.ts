import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Profile, Rule } from "../../cost/profile.ts";
import { PROFILES } from "../../standards/rules.ts";
import { anyCity, modelOf, placePosition } from "../../test/random-city.ts";
import { facility } from "../../test/scene.ts";
import { NONE, UNREACHED } from "../../units/constants.ts";
import { type CityModel, snapFacilities } from "../city-model.ts";
import { coverageOf } from "../coverage.ts";
import type { FacilityPlace } from "../demand.ts";
import { coverageFigures } from "../report.ts";
import { Scenario } from "./scenario.ts";

const [ADULT, , , , WHEELCHAIR] = PROFILES;
if (ADULT === undefined || WHEELCHAIR === undefined) throw new Error("The catalogue lost its profiles.");

/** What a scenario should hold, kept the slow way: the whole state copied at every change. */
class PlainScenario {
	places: { readonly place: FacilityPlace; readonly open: boolean }[];
	readonly base: readonly FacilityPlace[];
	readonly past: PlainScenario["places"][] = [];
	readonly future: PlainScenario["places"][] = [];

	constructor(base: readonly FacilityPlace[]) {
		this.base = base;
		this.places = base.map((place) => ({ place, open: true }));
	}

	change(places: PlainScenario["places"]): void {
		this.past.push(this.places);
		this.future.length = 0;
		this.places = places;
	}

	undo(): void {
		const past = this.past.pop();
		if (past === undefined) return;
		this.future.push(this.places);
		this.places = past;
	}

	redo(): void {
		const future = this.future.pop();
		if (future === undefined) return;
		this.past.push(this.places);
		this.places = future;
	}

	open(): FacilityPlace[] {
		return this.places.flatMap(({ place, open }) => (open ? [place] : []));
	}
}

type Op =
	| { readonly op: "add" | "move"; readonly pick: number; readonly at: readonly [number, number] }
	| { readonly op: "toggle" | "clear" | "undo" | "redo"; readonly pick: number };

const anyOp: fc.Arbitrary<Op> = fc.oneof(
	fc.record({ op: fc.constantFrom("add", "move", "move"), pick: fc.nat(20), at: placePosition }),
	fc.record({ op: fc.constantFrom("toggle", "toggle", "undo", "undo", "redo"), pick: fc.nat(20) }),
	{ weight: 1, arbitrary: fc.record({ op: fc.constant("clear"), pick: fc.constant(0) }) },
);

/** Makes one change on both; a place is picked among all, open or closed. */
function change(scenario: Scenario, plain: PlainScenario, op: Op): void {
	const { places } = plain;
	const index = op.pick % Math.max(1, places.length);
	const picked = places[index];
	const put = (state: PlainScenario["places"][number]): void => plain.change(places.with(index, state));
	switch (op.op) {
		case "add": {
			const place = facility(`new${places.length}`, op.at);
			scenario.add(place);
			plain.change([...places, { place, open: true }]);
			return;
		}
		case "move":
			if (picked?.open !== true) return;
			scenario.move(picked.place.facilityId, op.at);
			put({ place: { ...picked.place, lngDeg: op.at[0], latDeg: op.at[1], entrances: [] }, open: true });
			return;
		case "toggle":
			if (picked === undefined) return;
			if (picked.open) scenario.close(picked.place.facilityId);
			else scenario.reopen(picked.place.facilityId);
			put({ ...picked, open: !picked.open });
			return;
		case "clear": {
			const cleared = places.map(({ place }, i) => ({
				place: plain.base[i] ?? place,
				open: i < plain.base.length,
			}));
			const differs = cleared.some(
				({ place, open }, i) => places[i]?.open !== open || (open && places[i].place !== place),
			);
			scenario.clear();
			if (differs) plain.change(cleared);
			return;
		}
		case "undo":
			expect(scenario.canUndo).toBe(plain.past.length > 0);
			scenario.undo();
			plain.undo();
			return;
		case "redo":
			expect(scenario.canRedo).toBe(plain.future.length > 0);
			scenario.redo();
			plain.redo();
	}
}

/** Walks, the two nearest and every figure against a computation from scratch. */
function expectFromScratch(
	model: CityModel,
	scenario: Scenario,
	plain: PlainScenario,
	rule: Rule,
	profile: Profile,
): void {
	const set = snapFacilities(model, plain.open());
	const coverage = coverageOf(model, set, rule, profile);
	const snapshot = scenario.snapshot();
	expect(snapshot.facilities).toEqual(set);
	expect(snapshot.coverage).toEqual(coverage);
	expect(scenario.figures()).toEqual(coverageFigures(model, set, coverage, rule, profile, "all"));
	const indexOf = plain.places.flatMap(({ open }, index) => (open ? [index] : []));
	const alone = plain
		.open()
		.map((place) => coverageOf(model, snapFacilities(model, [place]), rule, profile).impedance);
	const { walks } = scenario;
	for (let point = 0; point < model.demand.count; point++) {
		const ranked = alone
			.map((impedance, i) => ({ walk: impedance[point] ?? UNREACHED, facility: indexOf[i] ?? NONE }))
			.filter(({ walk }) => walk !== UNREACHED)
			.sort((a, b) => a.walk - b.walk || a.facility - b.facility);
		const none = { walk: UNREACHED, facility: NONE };
		const [first = none, second = none] = ranked;
		expect({ walk: walks.impedance[point], facility: walks.nearest[point] }).toEqual(first);
		expect({ walk: walks.secondImpedance[point], facility: walks.second[point] }).toEqual(second);
	}
}

const anyRule: fc.Arbitrary<Rule> = fc.constantFrom<Rule>(
	{ type: "distance", cutoffM: 150 },
	{ type: "distance", cutoffM: 1000 },
	{ type: "time", cutoffSec: 120 },
	{ type: "time", cutoffSec: 900 },
);

describe("Scenario", () => {
	it("equals a computation from scratch after every change of any sequence", () => {
		fc.assert(
			fc.property(
				anyCity,
				fc.array(anyOp, { minLength: 1, maxLength: 12 }),
				anyRule,
				fc.constantFrom(ADULT, WHEELCHAIR),
				(drawn, ops, rule, profile) => {
					const model = modelOf(drawn);
					const scenario = new Scenario(model, snapFacilities(model, drawn.facilities), rule, profile, "all");
					const plain = new PlainScenario(drawn.facilities);
					expectFromScratch(model, scenario, plain, rule, profile);
					for (const op of ops) {
						change(scenario, plain, op);
						expectFromScratch(model, scenario, plain, rule, profile);
					}
				},
			),
			{ numRuns: 1000 },
		);
	});
});
