import { describe, expect, it } from "vitest";
import type { BBox } from "../../../geodata/units/position.ts";
import { csvTable } from "./csv-table.ts";
import { populationOf } from "./population.ts";
import { PLAIN_TABLE } from "./table-options.ts";

/** A city of ten kilometres around 31.4° N, 120.95° E. */
const EXTENT: BBox = [120.9, 31.35, 121.0, 31.45];
const read = async (csv: string, options = {}) =>
	populationOf(csvTable("cells.csv", csv), { datum: "wgs84", extent: EXTENT, column: null, ...options });
const refusal = async (csv: string, options = {}): Promise<{ code: string; message: string }> => {
	try {
		await read(csv, options);
	} catch (error) {
		return error as { code: string; message: string };
	}
	throw new Error("It was not refused.");
};

describe("population of a table", () => {
	it.each([
		"id,lon,lat,population\na,120.95,31.4,12",
		"ID,Longitude,Latitude,Total Population\na,120.95,31.4,12",
		"编号,经度,纬度,人口\na,120.95,31.4,12",
		"id;x;y;pop_2020\na;120,95;31,4;12",
		"id\tlng\tlat\tpeople\na\t120.95\t31.4\t12\n\n",
	])("finds its columns under usual names: %j", async (csv) => {
		const { compounds, people, emptyCells } = await read(csv);
		expect(people).toBe(12);
		expect(emptyCells).toBe(0);
		expect(compounds).toMatchObject([
			{
				compoundId: "a",
				lngDeg: 120.95,
				latDeg: 31.4,
				people: 12,
				gates: [],
				kind: "cell",
				communityCode: null,
				cellRadiusM: null,
			},
		]);
	});

	it("uses the given column, and leaves empty cells out", async () => {
		const csv = "id,lon,lat,residents,jobs\na,120.95,31.4,5,0\nb,120.96,31.4,6,7.4\nc,120.97,31.4,7,1.6";
		const { compounds, people, emptyCells } = await read(csv, { column: "Jobs" });
		expect(compounds.map(({ compoundId }) => compoundId)).toEqual(["b", "c"]);
		expect(people).toBe(9);
		expect(emptyCells).toBe(1);
	});

	it("counts thousands as the table writes them", async () => {
		// Tabs between cells, English thousands: 1234 + 987 + 12 500 + 2048.
		const tsv =
			"id\tlon\tlat\tpopulation\nc1\t120.9489466\t31.38\t1,234\nc2\t120.9531602\t31.38\t987\nc3\t120.955267\t31.3808993\t12,500\nc4\t120.9436796\t31.38\t2,048";
		const { people, notes } = await read(tsv);
		expect(people).toBe(16_769);
		expect(notes).toEqual([
			'cells.csv: people of population; population "1,234" as 1234; positions of lon and lat; ids of id',
		]);
		// The same as written by Excel with decimal commas.
		const excel =
			"sep=;\nid;lon;lat;population\nc1;120,9489466;31,38;1234\nc2;120,9531602;31,38;987\nc3;120,955267;31,3808993;12500\nc4;120,9436796;31,38;2048";
		expect((await read(excel)).people).toBe(16_769);
	});

	const ZONES =
		"id,lon,lat,_count,_sum,_mean\nh1,120.9489466,31.38,9,1830.4,203.3778\nh2,120.9531602,31.38,9,412.7,45.8556\nh3,120.955267,31.3808993,8,0.0,0.0\nh4,120.9436796,31.38,9,95.2,10.5778";
	it("asks which of several columns holds the people", async () => {
		expect(await refusal(ZONES)).toMatchObject({
			code: "COLUMN_OPEN",
			message:
				"cells.csv has several columns that may hold the people (_count, _sum, _mean); name one with --population-column.",
		});
		// 1830.4 + 412.7 + 0 + 95.2 = 2338.3.
		const { people, emptyCells } = await read(ZONES, { column: "_sum" });
		expect([people, emptyCells]).toEqual([2338, 1]);
		expect((await refusal("lon,lat,pop_2010,pop_2020\n120.95,31.4,1,2")).message).toContain(
			"(pop_2010, pop_2020)",
		);
		expect((await refusal("lon,lat,pop,pop\n120.95,31.4,1,2")).message).toContain("(pop, pop)");
	});

	it.each([
		["population beside its parts", "lon,lat,population,pop_density,pop_0_14\n120.95,31.4,3,4,5"],
		["a year beside a density", "lon,lat,pop_density,pop_2020\n120.95,31.4,4,3"],
		["the only figure there is", "lon,lat,name,_sum\n120.95,31.4,9,3"],
		["a word with people in it", "lon,lat,POP_EST\n120.95,31.4,3"],
	])("takes %s", async (_what, csv) => {
		expect((await read(csv)).people).toBe(3);
	});

	it("clips to the boundary, and counts", async () => {
		const ring = [
			[120.94, 31.39],
			[120.96, 31.39],
			[120.96, 31.41],
			[120.94, 31.41],
			[120.94, 31.39],
		];
		const table = csvTable("cells.csv", "id,lon,lat,pop\na,120.95,31.4,5\nb,120.97,31.4,6\nc,125,31.4,-7", {
			...PLAIN_TABLE,
			clip: true,
		});
		const boundary = { type: "Polygon" as const, coordinates: [ring] };
		const { people, notes } = await populationOf(table, {
			datum: "wgs84",
			extent: EXTENT,
			column: null,
			boundary,
		});
		expect(people).toBe(5);
		expect(notes.at(-1)).toBe("cells.csv: 2 rows outside the city left out");
		// By default all rows of the table count, as its author chose them.
		const near = csvTable("cells.csv", "id,lon,lat,pop\na,120.95,31.4,5\nb,120.97,31.4,6");
		const all = await populationOf(near, { datum: "wgs84", extent: EXTENT, column: null, boundary });
		expect(all.people).toBe(11);
	});

	it("numbers rows that have no id", async () => {
		expect((await read("lon,lat,pop\n120.95,31.4,1")).compounds[0]!.compoundId).toBe("row-2");
	});

	it("takes GCJ-02 back to WGS84", async () => {
		const [cell] = (await read("lon,lat,pop\n120.95,31.4,1", { datum: "gcj02" })).compounds;
		// GCJ-02 is some 450 m south-east of WGS84 here.
		expect(cell!.lngDeg).toBeLessThan(120.948);
		expect(cell!.latDeg).toBeGreaterThan(31.401);
	});

	it.each<[string, string, string, string]>([
		[
			"no coordinates",
			"id,population\na,1",
			"TABLE_NO_COORDINATES",
			"cells.csv has no longitude and latitude columns; its columns are id, population; allowed names are lon, lng, long, longitude, 经度, x and lat, latitude, 纬度, y, or those given as --lng-column and --lat-column.",
		],
		[
			"no latitude",
			"lon,population\n120.9,1",
			"TABLE_NO_COORDINATES",
			"cells.csv has no latitude column; its columns are lon, population; allowed names are lon, lng, long, longitude, 经度, x and lat, latitude, 纬度, y, or those given as --lng-column and --lat-column.",
		],
		[
			"no population",
			"lon,lat,jobs\n120.95,31.4,1",
			"TABLE_NO_POPULATION",
			"cells.csv has no population column; its columns are lon, lat, jobs; allowed names are population, pop, people, 人口, or the one given as --population-column.",
		],
		[
			"a negative population",
			"lon,lat,pop\n120.95,31.4,5\n120.95,31.41,-3",
			"POPULATION_INVALID",
			'cells.csv row 3: pop is "-3"; allowed are numbers from 0 to 10000000.',
		],
		[
			"words for a population",
			"lon,lat,pop\n120.95,31.4,many\n120.95,31.41,5\n120.95,31.42,few",
			"POPULATION_INVALID",
			'cells.csv rows 2, 4: pop is "many"; allowed are numbers from 0 to 10000000.',
		],
		[
			"a blank population",
			"lon,lat,pop\n120.95,31.4,",
			"POPULATION_INVALID",
			'cells.csv row 2: pop is ""; allowed are numbers from 0 to 10000000.',
		],
		[
			"words for coordinates",
			"lon,lat,pop\neast,31.4,1",
			"COORDINATE_INVALID",
			'cells.csv row 2: longitude "east", latitude "31.4"; allowed are numbers in degrees.',
		],
		[
			"swapped coordinates",
			"lon,lat,pop\n31.4,120.95,1\n31.41,120.95,1",
			"COORDINATE_SWAPPED",
			"cells.csv rows 2, 3: longitude 31.4 and latitude 120.95 look swapped, for the other way round they lie in the city (120.9000, 31.3500, 121.0000, 31.4500).",
		],
		[
			"another city",
			"lon,lat,pop\n120.95,31.4,1\n-51.2,-30.05,1",
			"COORDINATE_OUTSIDE",
			"cells.csv row 3: longitude -51.2, latitude -30.05 lies outside the city (west, south, east, north: 120.9000, 31.3500, 121.0000, 31.4500).",
		],
		[
			"only some swapped",
			"lon,lat,pop\n31.4,120.95,1\n-51.2,-30.05,1",
			"COORDINATE_OUTSIDE",
			"cells.csv rows 2, 3: longitude 31.4, latitude 120.95 lies outside the city (west, south, east, north: 120.9000, 31.3500, 121.0000, 31.4500).",
		],
		[
			"the same id twice",
			"id,lon,lat,pop\na,120.95,31.4,1\nb,120.95,31.4,1\na,120.96,31.4,1",
			"ID_DUPLICATE",
			'cells.csv rows 2 and 4 both have the id "a"; an id may stand once.',
		],
		[
			"nobody",
			"lon,lat,pop\n120.95,31.4,0",
			"POPULATION_EMPTY",
			"cells.csv has no cell with people; at least one is needed.",
		],
		[
			"no rows",
			"lon,lat,pop\n",
			"TABLE_EMPTY",
			"cells.csv has a header and no rows; at least one is needed.",
		],
		[
			"more cells than columns",
			"lon,lat,pop\n120.95,31.4,1,2",
			"TABLE_MALFORMED",
			"cells.csv row 2 has 4 cells; its header has 3 (lon, lat, pop).",
		],
	])("refuses %s in one sentence", async (_what, csv, code, message) => {
		expect(await refusal(csv)).toMatchObject({ code, message });
	});

	it("lists the existing columns when the given one is missing", async () => {
		expect((await refusal("lon,lat,pop\n120.95,31.4,1", { column: "inhab" })).message).toBe(
			'cells.csv has no column "inhab"; its columns are lon, lat, pop.',
		);
	});

	it("names five rows of many", async () => {
		const csv = `lon,lat,pop\n${"120.95,31.4,x\n".repeat(8)}`;
		expect((await refusal(csv)).message).toMatch(/^cells\.csv rows 2, 3, 4, 5, 6 and 3 more: /);
	});
});
