import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildCityPack } from "../city/build-city-pack.ts";
import { CityModel, snapFacilities } from "../city/city-model.ts";
import { straightNearestAmong } from "../gaps/straight-nearest.ts";
import { facility, home, Scene } from "../test/scene.ts";
import { distanceM } from "../units/position.ts";
import { circleCoverage } from "./circle.ts";

const SCENE = new Scene("A---------B");

/** Whole 1e-7 degrees, within 0.05° of a place at 60° north, where a degree of longitude has half its length. */
const near60North = fc
	.tuple(fc.integer({ min: -500_000, max: 500_000 }), fc.integer({ min: -500_000, max: 500_000 }))
	.map(([x, y]) => [(250_000_000 + x) / 1e7, (600_000_000 + y) / 1e7] as const);

function modelWith(homes: readonly (readonly [number, number])[]): CityModel {
	const compounds = homes.map((position, i) => home(`h${i}`, position, 1));
	return new CityModel(buildCityPack(SCENE.city(compounds), { minSubnetworkNodes: 1 }).pack);
}

describe("circleCoverage", () => {
	it("agrees with measuring every pair, the radius drawn from the distances themselves", () => {
		fc.assert(
			fc.property(
				fc.array(near60North, { minLength: 1, maxLength: 40 }),
				fc.array(near60North, { minLength: 1, maxLength: 8 }),
				fc.nat(),
				(homes, places, pick) => {
					const model = modelWith(homes);
					const facilities = snapFacilities(
						model,
						places.map((position, i) => facility(`f${i}`, position)),
					);
					const pairs = homes.map(([x, y]) => places.map(([u, v]) => distanceM(x, y, u, v)));
					const radiusM = Math.max(0.001, pairs.flat()[pick % (homes.length * places.length)]!);
					expect([...circleCoverage(model, facilities, radiusM)]).toEqual(
						pairs.map((distances) => (Math.min(...distances) <= radiusM ? 1 : 0)),
					);
				},
			),
		);
	});

	it("includes unsnapped facilities, and covers nobody where there are none", () => {
		const model = modelWith([[60, 10]]);
		const facilities = snapFacilities(model, [facility("f", [60.001, 10])]);
		expect(facilities.access.edge).toHaveLength(0);
		expect([...circleCoverage(model, facilities, 200)]).toEqual([1]);
		expect([...circleCoverage(model, snapFacilities(model, []), 200)]).toEqual([0]);
	});

	it("refuses a radius that is none", () => {
		const model = modelWith([[60, 10]]);
		expect(() => circleCoverage(model, snapFacilities(model, []), 0)).toThrow(/0 m; allowed is more than 0/);
		expect(() => circleCoverage(model, snapFacilities(model, []), Number.NaN)).toThrow(/NaN/);
	});
});

describe("straightNearestAmong", () => {
	it("agrees with measuring every facility, the first on a tie", () => {
		fc.assert(
			fc.property(
				fc.array(near60North, { minLength: 1, maxLength: 30 }),
				near60North,
				(places, [lngDeg, latDeg]) => {
					const model = modelWith([]);
					const twice = [...places, ...places];
					const facilities = snapFacilities(
						model,
						twice.map((position, i) => facility(`f${i}`, position)),
					);
					const distances = twice.map(([u, v]) => distanceM(lngDeg, latDeg, u, v));
					const found = straightNearestAmong(facilities)(Math.round(lngDeg * 1e7), Math.round(latDeg * 1e7));
					expect(found.distanceM).toBe(Math.min(...distances));
					expect(found.facility).toBe(distances.indexOf(found.distanceM));
				},
			),
		);
	});

	it("finds none among none", () => {
		const search = straightNearestAmong(snapFacilities(modelWith([]), []));
		expect(search(0, 0)).toEqual({ facility: -1, distanceM: Number.POSITIVE_INFINITY });
	});
});
