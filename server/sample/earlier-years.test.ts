import { expect, test } from "vitest";
import { buildCityPack } from "../../geodata/city/build-city-pack.ts";
import type { Position } from "../../geodata/units/position.ts";
import { at, TINY_SNAPSHOTS, tinyCity } from "../test/tiny-city.ts";
import { earlierYears } from "./earlier-years.ts";

const packOf = (input: ReturnType<typeof tinyCity>) => buildCityPack(input, { minSubnetworkNodes: 2 }).pack;

test("earlier years are computed like the present, with the places and people of their time", () => {
	const input = tinyCity();
	const rows = earlierYears(input, packOf(input));
	for (const row of TINY_SNAPSHOTS) expect(rows).toContainEqual(row);
	expect(new Set(rows.map((row) => row.serviceId))).toEqual(
		new Set(["party-service", "pocket-park", "mental-rehab"]),
	);

	const [past] = input.snapshots;
	const later = { ...past!, date: "2025-12-31", openFacilityIds: ["P"], people: [10, 20, 40, 80, 160, 320] };
	const grown = earlierYears({ ...input, snapshots: [past!, later] }, packOf(input));
	const party = grown.filter((row) => row.ruleId === "party-15-distance");
	// S1 and S2 walk 130 m and 930 m to P: 10 + 20 of 630 people.
	expect(party.map(({ date, people, coveredPeople }) => [date, people, coveredPeople])).toEqual([
		["2024-12-31", 63, 0],
		["2025-12-31", 630, 30],
	]);
});

test("a park is located inside its land and entered at its known entrances", () => {
	const input = tinyCity();
	const [park] = input.parks;
	const open = input.snapshots.map((one) => ({ ...one, openFacilityIds: ["park-1"] }));
	const covered = (entrances: readonly Position[], ruleId: string) =>
		earlierYears({ ...input, parks: [{ ...park!, entrances }], snapshots: open }, packOf(input)).find(
			(row) => row.serviceId === "pocket-park" && row.ruleId === ruleId,
		)?.coveredPeople;
	// From S1, at 100 m of the street, 20 + 300 + 20 m to the entrance at 400 m and 20 m on to the middle: 360 m.
	expect(covered(park!.entrances, "park-300")).toBe(0);
	expect(covered(park!.entrances, "park-500")).toBe(1);
	// With an entrance at 560 m, S1 walks 500 m and S2 380 m to it, and 161 m more to the middle.
	expect(covered([at(560, -20)], "park-500")).toBe(0);
	// Its area is from 380 m to 420 m along the street, 20 to 60 m off it: S1 at most 400 m, S2 at least 520.
	expect(covered([], "park-500")).toBe(1);
});

test("a city without snapshots has none", () => {
	const input = { ...tinyCity(), snapshots: [] };
	expect(earlierYears(input, packOf(input))).toEqual([]);
});
