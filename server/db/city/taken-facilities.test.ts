import { beforeAll, describe, expect, test } from "vitest";
import type { FacilityInput } from "../../../geodata/city/city-input.ts";
import { saveTinyCity, saveTwinCity, tinyCity, twinCity } from "../../test/tiny-city.ts";
import { withStore } from "../../test/with-store.ts";
import { saveCity } from "./load-city.ts";
import { takenFacilities } from "./taken-facilities.ts";

const given = withStore();
beforeAll(async () => {
	await saveTinyCity(given.store);
	await saveTwinCity(given.store);
});

const named = (facilities: readonly FacilityInput[], id: string): FacilityInput =>
	facilities.find(({ facilityId }) => facilityId === id)!;
const taken = (cityId: string, ...facilities: FacilityInput[]) =>
	takenFacilities(given.store, cityId, facilities);

describe("a facility to be added", () => {
	const station = named(twinCity().facilities, "T");
	const centre = named(tinyCity().facilities, "P");

	test("is taken in the city that has it, by id and by kind, name and place", async () => {
		const { name } = station;
		expect(await taken("twin", station)).toEqual([{ facilityId: "T", storedId: "T", name }]);
		expect(await taken("twin", { ...station, facilityId: "again" })).toEqual([
			{ facilityId: "again", storedId: "T", name },
		]);
	});

	test("is free in a city without it, whatever another city has under its id or at its place", async () => {
		expect(await taken("tiny", station, { ...station, facilityId: "again" })).toEqual([]);
		// A facility of both cities is taken once in each.
		for (const cityId of ["tiny", "twin"]) expect(await taken(cityId, centre)).toHaveLength(1);
	});

	test.each<[string, Partial<FacilityInput>]>([
		["another name", { name: "别的站" }],
		["another kind", { kind: "party-point" }],
		["another place, two metres east", { lngDeg: station.lngDeg + 2e-5 }],
		["another place, two metres north", { latDeg: station.latDeg + 2e-5 }],
	])("is free under %s", async (_what, other) => {
		expect(await taken("twin", { ...station, facilityId: "again", ...other })).toEqual([]);
	});

	test("is taken half a metre away on either side, wherever the cell borders of the join are", async () => {
		// Cells are 1e-4° wide: of 11 steps of 1e-5°, at least one is at a cell border, to the east and to the north.
		const { name } = station;
		const steps = Array.from({ length: 11 }, (_, i) => i * 1e-5);
		const stored = steps.map((deg, i) => ({
			...station,
			facilityId: `s${i}`,
			name: `${name} ${i}`,
			lngDeg: 121 + deg,
			latDeg: 31 + deg,
		}));
		await saveCity(given.store, {
			input: { ...tinyCity("steps"), facilities: stored, parks: [] },
			packBytes: new Uint8Array(1),
			graphHash: "x",
			dataVersion: "v1",
		});
		for (const [east, north] of [
			[5e-6, 5e-6],
			[-5e-6, 5e-6],
			[5e-6, -5e-6],
			[-5e-6, -5e-6],
		] as const) {
			const moved = stored.map((one) => ({
				...one,
				facilityId: `${one.facilityId} again`,
				lngDeg: one.lngDeg + east,
				latDeg: one.latDeg + north,
			}));
			const found = (await taken("steps", ...moved)).map(({ storedId }) => storedId);
			expect(found.sort()).toEqual(stored.map(({ facilityId }) => facilityId).sort());
		}
	});
});
