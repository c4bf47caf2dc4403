import { describe, expect, it } from "vitest";
import { buildCityPack } from "../city/build-city-pack.ts";
import type { BaseFeature } from "../city/city-input.ts";
import { CityModel } from "../city/city-model.ts";
import { home, line, Scene } from "../test/scene.ts";
import { COORD_UNITS_PER_DEG } from "../units/constants.ts";
import type { Position } from "../units/position.ts";
import { barrierBetween } from "./gap-cause.ts";

/** Ten rows of 100 m beside one street; barriers run east–west. */
const scene = new Scene("A---------B", { cellM: 100 });
const across = (layer: BaseFeature["layer"], row: number, name: string): BaseFeature =>
	line(layer, [scene.at([-5, row]), scene.at([15, row])], name);

const straight = (column: number, fromRow: number, toRow: number, people: number) => {
	const units = ([lngDeg, latDeg]: Position) => [
		Math.round(lngDeg * COORD_UNITS_PER_DEG),
		Math.round(latDeg * COORD_UNITS_PER_DEG),
	];
	const [fromLng = 0, fromLat = 0] = units(scene.at([column, fromRow]));
	const [toLng = 0, toLat = 0] = units(scene.at([column, toRow]));
	return { fromLng, fromLat, toLng, toLat, people };
};

const causeOf = (features: readonly BaseFeature[], lines: Parameters<typeof barrierBetween>[1]) => {
	const city = scene.city([home("a", scene.at("A"), 1)], features);
	return barrierBetween(new CityModel(buildCityPack(city, { minSubnetworkNodes: 1 }).pack), lines);
};

describe("barrierBetween", () => {
	const rivers = [across("waterway", 2, "娄江"), across("waterway", 6, "吴淞江")];

	it("names the first of the city where two are crossed by as many people", () => {
		// The line across the second river comes first.
		const lines = [straight(3, 7, 5, 40), straight(3, 3, 1, 40)];
		expect(causeOf(rivers, lines)).toEqual({ kind: "water", name: "娄江" });
		expect(causeOf(rivers, lines.toReversed())).toEqual({ kind: "water", name: "娄江" });
		expect(causeOf(rivers.toReversed(), lines)).toEqual({ kind: "water", name: "吴淞江" });
		// One more person decides.
		expect(causeOf(rivers, [straight(3, 7, 5, 41), straight(3, 3, 1, 40)]).name).toBe("吴淞江");
	});

	it("blames what is harder to cross where two kinds bar as many people", () => {
		const both = [across("waterway", 2, "娄江"), across("railway", 6, "京沪线")];
		expect(causeOf(both, [straight(3, 3, 1, 40), straight(3, 7, 5, 40)]).kind).toBe("railway");
		expect(causeOf(both, [straight(3, 3, 1, 41), straight(3, 7, 5, 40)]).kind).toBe("water");
	});

	it("blames the streets only where most lines cross nothing", () => {
		const free = straight(3, 5, 4, 40);
		expect(causeOf(rivers, [straight(3, 3, 1, 40), free]).kind).toBe("water");
		expect(causeOf(rivers, [straight(3, 3, 1, 39), free]).kind).toBe("detour");
	});
});
