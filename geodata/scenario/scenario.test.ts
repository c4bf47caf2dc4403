import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changedPlaces } from "../../server/engine/changed-places.ts";
import { PROFILES } from "../catalogue/rules.ts";
import { buildCityPack } from "../city/build-city-pack.ts";
import { CityModel, snapFacilities } from "../city/city-model.ts";
import type { Profile, Rule } from "../cost/profile.ts";
import { coverageOf } from "../coverage/coverage.ts";
import { coverageFigures } from "../coverage/figures.ts";
import { anyOp, makeChange, PlainScenario } from "../test/plain-scenario.ts";
import { anyCity, modelOf, placePosition } from "../test/random-city.ts";
import { facility, home, Scene } from "../test/scene.ts";
import { DEG_TO_RAD, EARTH_RADIUS_M, NONE, UNREACHED } from "../units/constants.ts";
import type { Position } from "../units/position.ts";
import { Scenario } from "./scenario.ts";

const ADULT = PROFILES[0]!;
const WHEELCHAIR = PROFILES[4]!;

const DEG_PER_M = 1 / (EARTH_RADIUS_M * DEG_TO_RAD);
/** Often one of nine corners, where several facilities stand on one spot and all their walks tie. */
const anyPlace: fc.Arbitrary<Position> = fc.oneof(
	placePosition,
	fc.tuple(fc.nat(2), fc.nat(2)).map(([x, y]): Position => [x * 200 * DEG_PER_M, y * 200 * DEG_PER_M]),
);

const METRES: Rule = { type: "distance", cutoffM: 100 };

/** Compares walks and every figure with a computation from scratch on the places the server would use. */
function expectFromScratch(
	model: CityModel,
	scenario: Scenario,
	plain: PlainScenario,
	rule: Rule,
	profile: Profile,
): void {
	const places = changedPlaces(plain.base, scenario.changes(), "party-station");
	expect(places).toEqual(plain.open());
	const set = snapFacilities(model, places);
	const coverage = coverageOf(model, set, rule, profile);
	expect(scenario.snapshot()).toEqual({ facilities: set, coverage });
	expect(scenario.figures()).toEqual(coverageFigures(model, set, coverage, rule, profile, "all"));
}

/** Compares the two nearest of every home with walks to each facility alone. */
function expectTwoNearest(
	model: CityModel,
	{ walks }: Scenario,
	plain: PlainScenario,
	rule: Rule,
	profile: Profile,
): void {
	const alone = plain.facilities.map(({ place, open }) => {
		const set = snapFacilities(model, open ? [place] : []);
		return coverageOf(model, set, rule, profile).impedance;
	});
	const none = { walk: UNREACHED, facility: NONE };
	for (let point = 0; point < model.demand.count; point++) {
		const ranked = alone
			.map((impedance, index) => ({ walk: impedance[point] ?? UNREACHED, facility: index }))
			.filter(({ walk }) => walk !== UNREACHED)
			.sort((a, b) => a.walk - b.walk || a.facility - b.facility);
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
const anyProfile = fc.constantFrom(ADULT, WHEELCHAIR);

describe("Scenario, after any sequence of changes", () => {
	it("equals a computation from scratch, and what the server makes of its changes", () => {
		fc.assert(
			fc.property(
				anyCity,
				fc.array(anyOp(anyPlace), { minLength: 1, maxLength: 14 }),
				anyRule,
				anyProfile,
				(drawn, ops, rule, profile) => {
					const model = modelOf(drawn);
					const scenario = new Scenario(model, snapFacilities(model, drawn.facilities), rule, profile, "all");
					const plain = new PlainScenario(drawn.facilities);
					expectTwoNearest(model, scenario, plain, rule, profile);
					for (const op of ops) {
						expect(makeChange(scenario, plain, op)).toBe(true);
						expectFromScratch(model, scenario, plain, rule, profile);
						expectTwoNearest(model, scenario, plain, rule, profile);
					}
				},
			),
			{ numRuns: 2000 },
		);
	});

	it("names every home to recolour, and separates gains from losses", () => {
		fc.assert(
			fc.property(
				anyCity,
				fc.array(anyOp(anyPlace), { minLength: 1, maxLength: 8 }),
				anyRule,
				anyProfile,
				(drawn, ops, rule, profile) => {
					const model = modelOf(drawn);
					const { people } = model.demand;
					const scenario = new Scenario(model, snapFacilities(model, drawn.facilities), rule, profile, "all");
					const plain = new PlainScenario(drawn.facilities);
					const { walks } = scenario;
					const before = walks.impedance.slice();
					const colours = before.slice();
					const nearest = walks.nearest.slice();
					for (const op of ops) {
						makeChange(scenario, plain, op);
						const changed = scenario.takeChanged();
						expect(new Set(changed).size).toBe(changed.length);
						for (const point of changed) {
							colours[point] = walks.impedance[point]!;
							nearest[point] = walks.nearest[point]!;
						}
						expect(colours).toEqual(walks.impedance);
						expect(nearest).toEqual(walks.nearest);
					}
					expect(scenario.takeChanged()).toHaveLength(0);
					const cutoff = rule.type === "distance" ? rule.cutoffM * 1000 : rule.cutoffSec * 1000;
					const difference = { gainedPeople: 0, gainedPoints: 0, lostPeople: 0, lostPoints: 0 };
					before.forEach((was, point) => {
						if (was <= cutoff === walks.impedance[point]! <= cutoff) return;
						difference[was <= cutoff ? "lostPeople" : "gainedPeople"] += people[point]!;
						difference[was <= cutoff ? "lostPoints" : "gainedPoints"]++;
					});
					expect(scenario.difference()).toEqual(difference);
				},
			),
			{ numRuns: 400 },
		);
	});

	it("counts against another cutoff as if opened with it", () => {
		fc.assert(
			fc.property(
				anyCity,
				fc.array(anyOp(anyPlace), { maxLength: 6 }),
				fc.integer({ min: 1, max: 1500 }),
				(drawn, ops, cutoffM) => {
					const model = modelOf(drawn);
					const set = snapFacilities(model, drawn.facilities);
					const rule = { type: "distance", cutoffM } as const;
					const scenario = new Scenario(model, set, METRES, ADULT, "all");
					const plain = new PlainScenario(drawn.facilities);
					ops.forEach((op, i) => {
						makeChange(scenario, plain, op);
						if (i === 1) scenario.setRule(rule);
					});
					scenario.setRule(rule);
					expectFromScratch(model, scenario, plain, rule, ADULT);
				},
			),
			{ numRuns: 200 },
		);
	});
});

/** 10 m a cell, a home at each letter, facilities at p, q and r: walks can be read off. */
const STREET = "p-a-----q---b---r";

function street() {
	const scene = new Scene(STREET);
	const homes = [home("a", scene.at("a"), 1), home("b", scene.at("b"), 2)];
	const { pack } = buildCityPack(scene.city(homes), { minSubnetworkNodes: 1 });
	const model = new CityModel(pack);
	const places = (["p", "q", "r"] as const).map((id) => facility(id, scene.at(id)));
	const scenario = new Scenario(model, snapFacilities(model, places), METRES, ADULT, "all");
	const metres = (column: Uint32Array): number[] => Array.from(column, (walk) => Math.round(walk / 1000));
	return { scene, model, scenario, metres };
}

describe("Scenario", () => {
	it("knows the next facility before the nearest one closes", () => {
		const { scenario, metres } = street();
		const { walks } = scenario;
		// a: p at 20 m, then q at 60. b is 40 m from both q and r: q has the lower index.
		expect(metres(walks.impedance)).toEqual([20, 40]);
		expect([...walks.nearest]).toEqual([0, 1]);
		expect(metres(walks.secondImpedance)).toEqual([60, 40]);
		expect([...walks.second]).toEqual([1, 2]);
		scenario.close("q");
		expect(metres(walks.impedance)).toEqual([20, 40]);
		expect([...walks.nearest]).toEqual([0, 2]);
		// a to r: 14 cells.
		expect(metres(walks.secondImpedance)).toEqual([140, 120]);
		scenario.reopen("q");
		expect([...walks.nearest]).toEqual([0, 1]);
	});

	it("undoes a drag as one change, and the add before it with it", () => {
		const { scene, scenario } = street();
		scenario.add(facility("new", scene.at("a")));
		for (let column = 3; column < 12; column++) scenario.move("new", scene.at([column, 0]), true);
		expect(scenario.changes()).toEqual([{ op: "add", id: "new", position: scene.at([11, 0]) }]);
		scenario.undo();
		expect(scenario.changes()).toEqual([]);
		expect(scenario.canUndo).toBe(false);
		scenario.redo();
		expect(scenario.changes()).toEqual([{ op: "add", id: "new", position: scene.at([11, 0]) }]);
		// A drag of another facility does not continue the present one.
		scenario.move("p", scene.at("b"), true);
		scenario.undo();
		expect(scenario.changes()).toHaveLength(1);
	});

	it("frees the id of an add that was undone, and of none other", () => {
		const { scene, scenario } = street();
		scenario.add(facility("new", scene.at("a")));
		expect(() => scenario.add(facility("new", scene.at("b")))).toThrow(
			expect.objectContaining({ code: "FACILITY_EXISTS" }),
		);
		scenario.undo();
		expect(() => scenario.close("new")).toThrow(expect.objectContaining({ code: "FACILITY_UNKNOWN" }));
		expect(scenario.add(facility("new", scene.at("b"))).facility).toBe(3);
		expect(scenario.canRedo).toBe(false);
		// A closed facility is still known and may reopen elsewhere under its index.
		scenario.close("new");
		expect(scenario.changes()).toEqual([]);
		expect(scenario.add(facility("new", scene.at("a"))).facility).toBe(3);
		expect(scenario.changes()).toEqual([{ op: "add", id: "new", position: scene.at("a") }]);
		scenario.close("p");
		expect(() => scenario.add(facility("p", scene.at("a")))).toThrow(
			"p is in the scenario already; allowed is an id that is not in use.",
		);
	});

	it("refuses what cannot be, and leaves everything as it was", () => {
		const { scene, scenario } = street();
		scenario.close("q");
		scenario.undo();
		const before = [scenario.figures(), scenario.facilities(), scenario.canRedo];
		for (const [change, code] of [
			[() => scenario.move("nobody", scene.at("a")), "FACILITY_UNKNOWN"],
			[() => scenario.close("nobody"), "FACILITY_UNKNOWN"],
			[() => scenario.reopen("p"), "FACILITY_OPEN"],
			[() => scenario.move("p", [Number.NaN, 0]), "POSITION_OUT_OF_RANGE"],
			[() => scenario.add(facility("new", [181, 0])), "POSITION_OUT_OF_RANGE"],
			[() => scenario.setRule({ type: "time", cutoffSec: 900 }), "RULE_TYPE_DIFFERS"],
			[() => scenario.setRule({ type: "distance", cutoffM: 0 }), "CUTOFF_OUT_OF_RANGE"],
		] as const) {
			expect(change).toThrow(expect.objectContaining({ code }));
		}
		expect([scenario.figures(), scenario.facilities(), scenario.canRedo]).toEqual(before);
		scenario.redo();
		expect(() => scenario.close("q")).toThrow("q is closed; allowed is the id of an open facility.");
		expect(() => scenario.move("q", scene.at("a"))).toThrow(
			expect.objectContaining({ code: "FACILITY_CLOSED" }),
		);
	});

	it("refuses two facilities of one id", () => {
		const { scene, model } = street();
		const twice = snapFacilities(model, [facility("p", scene.at("p")), facility("p", scene.at("q"))]);
		expect(() => new Scenario(model, twice, METRES, ADULT, "all")).toThrow(
			expect.objectContaining({ code: "FACILITY_EXISTS" }),
		);
	});

	it("counts a facility that meets no street, and lets it serve again from one", () => {
		const { scene, scenario } = street();
		// 0.1° north there is no street.
		const nowhere = [0, 0.1] as const;
		expect(scenario.move("p", nowhere)).toEqual({ facility: 0, snapped: false });
		expect(scenario.totals()).toMatchObject({ facilities: 3, unsnappedFacilities: 1, coveredPoints: 2 });
		expect([...scenario.walks.nearest]).toEqual([1, 1]);
		expect(scenario.facilities()[0]).toMatchObject({ status: "moved", snapped: false, position: nowhere });
		expect(scenario.move("p", scene.at("p"))).toEqual({ facility: 0, snapped: true });
		expect(scenario.totals()).toMatchObject({ facilities: 3, unsnappedFacilities: 0 });
		expect([...scenario.walks.nearest]).toEqual([0, 1]);
		scenario.close("r");
		expect(scenario.facilities().map(({ status }) => status)).toEqual(["moved", "kept", "closed"]);
	});

	it("says so when there is nothing to undo, redo or clear", () => {
		const { scenario } = street();
		scenario.clear();
		expect([scenario.canUndo, scenario.undo(), scenario.canRedo, scenario.redo()]).toEqual(
			new Array(4).fill(false),
		);
	});
});

describe("a drag that continues", () => {
	it("is a change of its own after an undo, and leaves nothing stale to redo", () => {
		const { scene, scenario } = street();
		scenario.move("p", scene.at("a"));
		scenario.close("q");
		scenario.undo();
		// The last remaining change is p's; the undone change after it is discarded.
		scenario.move("p", scene.at("b"), true);
		expect([scenario.canRedo, scenario.redo()]).toEqual([false, false]);
		scenario.undo();
		expect(scenario.changes()).toEqual([{ op: "move", id: "p", position: scene.at("a") }]);
		scenario.redo();
		expect(scenario.changes()).toEqual([{ op: "move", id: "p", position: scene.at("b") }]);
	});
});
