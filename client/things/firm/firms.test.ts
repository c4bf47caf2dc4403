import { describe, expect, it } from "vitest";
import type { FirmFeature } from "../../api/city-api.ts";
import type { HomeList } from "../../derived/home-list.ts";
import { LIGHT, rgb } from "../../styles/tokens.ts";
import { firmBBox, firmOf, firmOfHomes, type Grade, gradeTotals, latestQuarter } from "./firms.ts";
import { gradeColours, gradeMarks } from "./graded-homes.ts";

const firm = (
	firmId: string,
	grades: readonly (readonly [number, number, Grade])[],
	compoundIds: string[],
	people: number | null,
): FirmFeature => ({
	type: "Feature",
	id: firmId,
	geometry: null,
	properties: {
		firmId,
		name: firmId,
		grades: grades.map(([year, quarter, grade]) => ({ year, quarter, grade, score: 80 })),
		compoundIds,
		people,
		sample: true,
		version: 1,
	},
});

const homes: HomeList = {
	count: 4,
	ids: ["a", "b", "c", "hamlet"],
	names: ["", "", "", ""],
	lngLat: Float64Array.from([120.9, 31.3, 120.92, 31.31, 120.95, 31.28, 121, 31.4]),
	people: Uint32Array.from([10, 20, 40, 80]),
	community: new Int32Array(4),
	gateUnknown: new Uint8Array(4),
	agesKnown: false,
};

// Red in the quarter before, black now; the reverse for the second firm.
const firms = [
	firm(
		"one",
		[
			[2026, 2, "red"],
			[2026, 3, "black"],
		],
		["a", "c"],
		50,
	),
	firm(
		"two",
		[
			[2026, 2, "black"],
			[2026, 3, "red"],
		],
		["b"],
		null,
	),
];

describe("firms", () => {
	it("are counted by their latest quarter; people under ten count as none", () => {
		expect(gradeTotals(firms)).toEqual({
			red: { firms: 1, people: 0 },
			plain: { firms: 0, people: 0 },
			black: { firms: 1, people: 50 },
		});
		expect(latestQuarter(firms)).toMatchObject({ year: 2026, quarter: 3 });
	});

	it("manage their compounds and no hamlet", () => {
		expect([...firmOfHomes(firms, homes)]).toEqual([0, 1, 0, -1]);
		expect(firmOf(firms, "b")?.properties.firmId).toBe("two");
		expect(firmOf(firms, "hamlet")).toBeUndefined();
		expect(firmBBox(firms[0] as FirmFeature, homes)).toEqual([120.9, 31.28, 120.95, 31.3]);
	});

	it("colour their homes, only the selected firm's at full opacity, hamlets not at all", () => {
		const of = firmOfHomes(firms, homes);
		const colours = gradeColours(firms, of, { pickedId: "two", grade: null }, LIGHT);
		expect([...colours.slice(4, 8)]).toEqual([...rgb(LIGHT.gradeRed), 235]);
		expect([...colours.slice(0, 4)]).toEqual([...rgb(LIGHT.gradeBlack), 60]);
		expect([...colours.slice(12)]).toEqual([0, 0, 0, 0]);
	});

	it("mark red and black by shape too; a grade filter limits the highlight", () => {
		const of = firmOfHomes(firms, homes);
		const { features } = gradeMarks(firms, of, homes, { pickedId: null, grade: "red" });
		expect(features.map((row) => [row.properties?.icon, row.properties?.faded])).toEqual([
			["grade:black", true],
			["grade:red", false],
			["grade:black", true],
		]);
	});
});
