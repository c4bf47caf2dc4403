import { describe, expect, it } from "vitest";
import { PROFILES } from "../../geodata/catalogue/rules.ts";
import { buildCityPack } from "../../geodata/city/build-city-pack.ts";
import type { Profile, Rule } from "../../geodata/cost/profile.ts";
import { facility, home, Scene } from "../../geodata/test/scene.ts";
import { CityEngine } from "./city-engine.ts";

const profileOf = (id: string): Profile => PROFILES.find(({ profileId }) => profileId === id)!;
const ADULT = profileOf("adult");
/** Steps are not allowed. */
const WHEELCHAIR = profileOf("wheelchair");

/** 100 m per cell: B is reached only by steps, C is level. */
const scene = new Scene("BsssA---C---D", { cellM: 100 });
const city = scene.city([
	home("b", scene.at("B"), 1),
	home("c", scene.at("C"), 2),
	home("d", scene.at("D"), 4),
]);
const { pack } = buildCityPack(city, { minSubnetworkNodes: 1 });

/** An engine with one list with a station at A, and another with one at D. */
function engine() {
	const opened = new CityEngine(pack);
	opened.setPlaces({ key: "west", places: [facility("a", scene.at("A"))] });
	opened.setPlaces({ key: "east", places: [facility("d", scene.at("D"))] });
	return opened;
}

interface Asked {
	readonly key?: string;
	readonly rule?: Rule;
}
const METRES: Rule = { type: "distance", cutoffM: 500 };
const people = (of: CityEngine, profile: Profile, { key = "west", rule = METRES }: Asked = {}): number =>
	of.coverage({ key, rule, profile, targetGroup: "all", axisEnd: 2000 }).figures.totals.coveredPeople;

describe("cached coverages", () => {
	it("are per profile: another profile in the same city is computed separately", () => {
		const one = engine();
		// 400 m to b by the steps, and to c; 800 m to d.
		expect([people(one, ADULT), people(one, WHEELCHAIR), people(one, ADULT)]).toEqual([3, 2, 3]);
		const slow = { ...ADULT, speedMps: 0.5 };
		const rule: Rule = { type: "time", cutoffSec: 400 };
		// 500 m in 400 s, or 200 s.
		expect([people(one, ADULT, { rule }), people(one, slow, { rule })]).toEqual([3, 0]);
	});

	it("are per list of places, in its current version", () => {
		const one = engine();
		expect([people(one, ADULT), people(one, ADULT, { key: "east" })]).toEqual([3, 6]);
		one.setPlaces({ key: "west", places: [facility("c", scene.at("C"))] });
		expect(people(one, ADULT)).toBe(6);
	});

	it("are per rule type, and serve every cutoff", () => {
		const one = engine();
		const timed = (cutoffSec: number) => people(one, ADULT, { rule: { type: "time", cutoffSec } });
		expect([people(one, ADULT), timed(500), timed(700), people(one, ADULT)]).toEqual([3, 3, 7, 3]);
		expect(people(one, ADULT, { rule: { type: "distance", cutoffM: 900 } })).toBe(7);
	});

	it("give walks and standing for the requested profile", () => {
		const one = engine();
		const walk = (profile: Profile) =>
			one.walks({ home: 0, services: [{ serviceId: "s", key: "west", rule: METRES, profile }] } as never)[0];
		expect(walk(ADULT)).toMatchObject({ covered: true, nearest: "a" });
		expect(walk(WHEELCHAIR)).toMatchObject({ walk: null, timeSec: null, covered: false });
	});
});
