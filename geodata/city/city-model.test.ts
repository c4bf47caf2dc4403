import { describe, expect, it } from "vitest";
import { networkCosts } from "../cost/network-costs.ts";
import type { Profile } from "../cost/profile.ts";
import type { ImpedanceUnit } from "../cost/rule.ts";
import { WAY_FLAG } from "../graph/street-source.ts";
import { ADULT } from "../test/adult.ts";
import { home, Scene, withNodeFlag } from "../test/scene.ts";
import { buildCityPack } from "./build-city-pack.ts";
import { CityModel } from "./city-model.ts";

/** Steps, a footbridge and a signal, so that every difference between profiles changes the cost of some street. */
function modelOf() {
	const scene = new Scene("A---BsssC===D---E---F");
	const streets = withNodeFlag(scene.streets, "SIGNAL", [scene.at("E")]);
	const wayFlags = streets.wayFlags.map((flags) =>
		(flags & WAY_FLAG.BRIDGE) === 0 ? flags : flags | WAY_FLAG.OVERPASS,
	);
	const city = { ...scene.city([home("a", scene.at("A"), 1)]), streets: { ...streets, wayFlags } };
	return new CityModel(buildCityPack(city, { minSubnetworkNodes: 1 }).pack);
}

describe("costsOf", () => {
	// One part each: a cache key without it would return the first profile's costs for the second.
	it.each<[string, Partial<Profile>, ImpedanceUnit]>([
		["steps", { stepsAllowed: false }, "ms"],
		["steps, by length", { stepsAllowed: false }, "mm"],
		["speed", { speedMps: 0.8 }, "ms"],
		["the wait at a signal", { signalPenaltySec: 45 }, "ms"],
		["the climb", { overpassPenaltySec: 60 }, "ms"],
	])("separates profiles that differ in %s", (_part, other, unit) => {
		const model = modelOf();
		const first = model.costsOf(ADULT, unit).network;
		const second = model.costsOf({ ...ADULT, ...other }, unit).network;
		expect(second).not.toEqual(first);
		expect(second).toEqual(networkCosts(model.graph, { ...ADULT, ...other }, unit));
	});

	it("caches costs by unit", () => {
		const model = modelOf();
		const times = model.costsOf(ADULT, "ms");
		expect(model.costsOf(ADULT, "mm").network.unit).toBe("mm");
		// The name is not part of the key.
		expect(model.costsOf({ ...ADULT, profileId: "renamed" }, "ms")).toBe(times);
	});
});
