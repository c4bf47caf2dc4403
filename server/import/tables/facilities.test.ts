import { describe, expect, it } from "vitest";
import type { BBox } from "../../../geodata/units/position.ts";
import { csvTable } from "./csv-table.ts";
import { facilitiesOf } from "./facilities.ts";
import { geojsonTable } from "./geojson-table.ts";
import { PLAIN_TABLE } from "./table-options.ts";

const OPTIONS = {
	kind: "health",
	datum: "wgs84" as const,
	extent: [-52, -31, -51, -30] as BBox,
	where: null,
};
const read = async (...from: Parameters<typeof facilitiesOf>) => (await facilitiesOf(...from)).facilities;
const CELLS = csvTable(
	"hexgrid.csv",
	"id,lon,lat,healthcare,type\na,-51.2,-30.1,0,x\nb,-51.3,-30.2,2,y\nc,-51.4,-30.3,,x\nd,-51.5,-30.4,10,x",
);

describe("facilities of a table", () => {
	it.each([
		["healthcare>0", ["health-b", "health-d"]],
		["healthcare >= 2", ["health-b", "health-d"]],
		["healthcare<=2", ["health-a", "health-b"]],
		["healthcare<2", ["health-a"]],
		["healthcare=2", ["health-b"]],
		["healthcare!=2", ["health-a", "health-c", "health-d"]],
		["type=x", ["health-a", "health-c", "health-d"]],
		["type!=x", ["health-b"]],
		["HealthCare > 9.5", ["health-d"]],
	])("takes the rows where %s", async (where, ids) => {
		expect((await read(CELLS, { ...OPTIONS, where })).map(({ facilityId }) => facilityId)).toEqual(ids);
	});

	it("keeps the ids, names and columns of places", async () => {
		const table = csvTable("pois.csv", "id,名称,lat,lon,beds\nS1,卫生院,-30.1,-51.2,40");
		expect(await read(table, OPTIONS)).toEqual([
			{
				facilityId: "S1",
				kind: "health",
				name: "卫生院",
				lngDeg: -51.2,
				latDeg: -30.1,
				entrances: [],
				outline: null,
				communityCode: null,
				townId: null,
				attributes: { id: "S1", lat: "-30.1", lon: "-51.2", beds: "40" },
			},
		]);
	});

	const POIS =
		"osm_id,code,fclass,name,lon,lat\n101,2101,pharmacy,A,-51.2,-30.1\n102,2101,pharmacy,B,-51.3,-30.2\n103,2110,hospital,C,-51.4,-30.3";
	it("takes ids from the most specific id column without duplicates", async () => {
		const idsOf = async (csv: string, idColumn: string | null = null) =>
			(await read(csvTable("s.csv", csv, { ...PLAIN_TABLE, idColumn }), OPTIONS)).map(
				({ facilityId }) => facilityId,
			);
		expect(await idsOf(POIS)).toEqual(["101", "102", "103"]);
		expect(await idsOf(POIS.replace("osm_id", "wikidata"))).toEqual([
			"health-row-2",
			"health-row-3",
			"health-row-4",
		]);
		expect(
			await idsOf(POIS.replace("2101,pharmacy,B", "2102,pharmacy,B").replace("osm_id", "wikidata")),
		).toEqual(["2101", "2102", "2110"]);
		expect(await idsOf(POIS, "name")).toEqual(["A", "B", "C"]);
		await expect(idsOf(POIS, "fclass")).rejects.toMatchObject({
			code: "ID_DUPLICATE",
			message: 's.csv rows 2 and 3 both have the id "pharmacy"; an id may stand once.',
		});
		await expect(idsOf(`id,lon,lat\n${"x".repeat(201)},-51.2,-30.1`)).rejects.toMatchObject({
			code: "ID_TOO_LONG",
			message: expect.stringMatching(
				/^s\.csv row 2 has an id of 201 characters, "x{57}…"; allowed are 200\.$/,
			),
		});
	});

	it("reports what it assumed, and what it left out", async () => {
		const { notes } = await facilitiesOf(csvTable("s.csv", POIS.replace("osm_id", "wikidata")), OPTIONS);
		expect(notes).toEqual([
			"s.csv: positions of lon and lat; code repeats and is no id, rows are numbered; names of name",
		]);
	});

	it("reads GeoJSON: points as they are, of an area a place inside", async () => {
		const table = await geojsonTable(
			"stations.geojson",
			JSON.stringify({
				type: "FeatureCollection",
				features: [
					{
						type: "Feature",
						id: 7,
						properties: { name: "A" },
						geometry: { type: "Point", coordinates: [-51.2, -30.1] },
					},
					{
						type: "Feature",
						id: 8,
						properties: { name: "U" },
						// A horseshoe, whose middle is outside it.
						geometry: {
							type: "Polygon",
							coordinates: [
								[
									[-51.5, -30.5],
									[-51.1, -30.5],
									[-51.1, -30.1],
									[-51.15, -30.1],
									[-51.15, -30.45],
									[-51.45, -30.45],
									[-51.45, -30.1],
									[-51.5, -30.1],
									[-51.5, -30.5],
								],
							],
						},
					},
				],
			}),
		);
		const [point, area] = await read(table, OPTIONS);
		expect(point).toMatchObject({ facilityId: "7", name: "A", lngDeg: -51.2, latDeg: -30.1 });
		const inLeg = area!.lngDeg < -51.45 || area!.lngDeg > -51.15;
		const inFoot = area!.latDeg < -30.45;
		expect(inLeg || inFoot).toBe(true);
	});

	it.each<[string, () => unknown, string, string]>([
		[
			"an unknown column",
			() => read(CELLS, { ...OPTIONS, where: "schools>0" }),
			"COLUMN_UNKNOWN",
			'hexgrid.csv has no column "schools"; its columns are id, lon, lat, healthcare, type.',
		],
		[
			"a condition without operator",
			() => read(CELLS, { ...OPTIONS, where: "healthcare" }),
			"WHERE_INVALID",
			'"healthcare" cannot be understood, it has no operator; allowed is a column, one of > >= < <= = != and a value, in quotes: "healthcare>0".',
		],
		[
			"a condition on words",
			() => read(CELLS, { ...OPTIONS, where: "healthcare>many" }),
			"WHERE_INVALID",
			'"healthcare>many" cannot be understood, "many" is not a number; allowed is a column, one of > >= < <= = != and a value, in quotes: "healthcare>0".',
		],
		[
			"no row left",
			() => read(CELLS, { ...OPTIONS, where: "healthcare>99" }),
			"FACILITY_EMPTY",
			"hexgrid.csv has 4 rows and none where healthcare>99; at least one is needed.",
		],
		[
			"a twin",
			() => read(csvTable("s.csv", "id,name,lon,lat\n1,A,-51.2,-30.1\n2,A,-51.2,-30.1"), OPTIONS),
			"FACILITY_DUPLICATE",
			's.csv rows 2 and 3 are the same facility "A" at -51.2, -30.1; a facility may stand once.',
		],
		[
			"one outside the city",
			() => read(csvTable("s.csv", "id,name,lon,lat\n1,A,0,0"), OPTIONS),
			"COORDINATE_OUTSIDE",
			"s.csv row 2: longitude 0, latitude 0 lies outside the city (west, south, east, north: -52.0000, -31.0000, -51.0000, -30.0000).",
		],
		[
			"a feature without geometry",
			() =>
				geojsonTable(
					"s.geojson",
					'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":null}]}',
				),
			"GEOMETRY_MISSING",
			"s.geojson feature 1 has no valid geometry; each needs one.",
		],
		[
			"another GeoJSON",
			() => geojsonTable("s.geojson", '{"type":"Topology"}'),
			"TABLE_MALFORMED",
			's.geojson holds GeoJSON of type "Topology"; allowed is a FeatureCollection.',
		],
	])("refuses %s in one sentence", async (_what, work, code, message) => {
		await expect((async () => work())()).rejects.toMatchObject({ code, message });
	});
});
