import fc from "fast-check";
import { buildCityPack } from "../city/build-city-pack.ts";
import { CityModel } from "../city/city-model.ts";
import type { FacilityPlace } from "../city/demand.ts";
import type { StreetSource } from "../graph/street-source.ts";
import { DEG_TO_RAD, EARTH_RADIUS_M } from "../units/constants.ts";
import type { Position } from "../units/position.ts";
import { anyStreets } from "./random-streets.ts";
import { facility, home, Scene } from "./scene.ts";

const DEG_PER_M = 1 / (EARTH_RADIUS_M * DEG_TO_RAD);

/** Off every grid line by different fractions of a metre, so that no place is equally near to two streets. */
export const placePosition: fc.Arbitrary<Position> = fc
	.tuple(fc.nat(600), fc.nat(600))
	.map(([x, y]) => [(x + 0.37) * DEG_PER_M, (y + 0.61) * DEG_PER_M]);

const anyGates = fc.array(placePosition, { maxLength: 2 });

export interface DrawnCity {
	readonly streets: StreetSource;
	readonly homes: readonly { readonly position: Position; readonly gates: readonly Position[] }[];
	readonly facilities: readonly FacilityPlace[];
}

/** A small city: streets, homes with and without known gates, facilities with and without known entrances. */
export const anyCity: fc.Arbitrary<DrawnCity> = fc.record({
	streets: anyStreets,
	homes: fc.array(fc.record({ position: placePosition, gates: anyGates }), { minLength: 1, maxLength: 12 }),
	facilities: fc
		.array(fc.record({ position: placePosition, gates: anyGates }), { maxLength: 6 })
		// Every third is an area: its entrances are the place, its position only their centre.
		.map((drawn) =>
			drawn.map(({ position, gates }, i) => ({ ...facility(`f${i}`, position, gates), isArea: i % 3 === 2 })),
		),
});

/** Opens a drawn city; home i has 2^i people, so one sum names the homes it counts. */
export function modelOf(drawn: DrawnCity): CityModel {
	const input = new Scene("A-B").city(
		drawn.homes.map(({ position, gates }, i) => home(`h${i}`, position, 2 ** i, { gates })),
	);
	const { pack } = buildCityPack({ ...input, streets: drawn.streets }, { minSubnetworkNodes: 1 });
	return new CityModel(pack);
}
