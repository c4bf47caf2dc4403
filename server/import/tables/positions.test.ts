import { describe, expect, it } from "vitest";
import type { BBox } from "../../../geodata/units/position.ts";
import { csvTable } from "./csv-table.ts";
import { geojsonTable } from "./geojson-table.ts";
import { placedRows } from "./positions.ts";
import { PLAIN_TABLE, type TableOptions } from "./table-options.ts";

const EXTENT: BBox = [120.9, 31.35, 121, 31.45];

const place = async (csv: string, options: Partial<TableOptions> = {}, extent = EXTENT) =>
	placedRows(csvTable("t.csv", csv, { ...PLAIN_TABLE, ...options }), "wgs84", extent);
/** One row, or several at one place. */
const positionOf = async (csv: string, options: Partial<TableOptions> = {}, extent = EXTENT) => {
	const { positions } = await place(csv, options, extent);
	const [lng, lat] = positions[0]!;
	return [Number(lng.toFixed(9)), Number(lat.toFixed(9))];
};

describe("where rows lie", () => {
	it.each<[string, string]>([
		["usual names", "id,lon,lat\na,120.95,31.38"],
		["names with a datum", "id,lng_wgs84,lat_wgs84\na,120.95,31.38"],
		["names of middles", "id;centroid_x;centroid_y\na;120,95;31,38"],
		["Chinese names with units", "id,经度(°),纬度(°)\na,120.95,31.38"],
		["decimals of three digits", "id;lon;lat\na;120,950;31,380"],
		["decimals of three digits after points", "id;lon;lat\na;120.950;31.380"],
		[
			"degrees, minutes, seconds",
			`id;lon;lat\na;120°57'00"E;31°22'48"N`.replaceAll('"', '""').replace(/;([^;]*);([^;]*)$/, ';"$1";"$2"'),
		],
		["primes and letters before", "id;lon;lat\na;E120°57′;N31°22′48″"],
		["degrees in Chinese", "id;lon;lat\na;东经120度57分;北纬31度22分48秒"],
		["a pair, by its name", 'id,经纬度\na,"120.95,31.38"'],
		["a pair, latitude first by its name", 'id,latlng\na,"31.38, 120.95"'],
		["a pair, by its range", 'id,location\na,"(120.95,31.38)"'],
		["a pair, latitude first by its range", "id,coordinates\na,31.38 120.95"],
		["a pair of decimal commas", "id\tposition\na\t120,95; 31,38"],
		["a point", "id,wkt\na,POINT (120.95 31.38)"],
		["a point with height and number", "id\tgeom\na\tSRID=4326;POINT Z (120.95 31.38 7)"],
		["GeoJSON in a cell", 'id\tgeometry\na\t{"type":"Point","coordinates":[120.95,31.38]}'],
		[
			"an area",
			'id,the_geom\na,"POLYGON ((120.94 31.37, 120.96 31.37, 120.96 31.39, 120.94 31.39, 120.94 31.37))"',
		],
	])("is read from %s", async (_what, csv) => {
		expect(await positionOf(csv)).toEqual([120.95, 31.38]);
	});

	it("is read south and west of the zeros", async () => {
		const extent: BBox = [-52, -31, -51, -30];
		// 51°12' are 51.2°, 30°06' are 30.1°.
		expect(await positionOf("lon;lat\n51°12'W;30°06'S", {}, extent)).toEqual([-51.2, -30.1]);
		expect(await positionOf("lon;lat\n51°12'O;30°06'S", {}, extent).catch(({ code }) => code)).toBe(
			"COORDINATE_INVALID",
		);
	});

	it("is read from the given columns, whatever other candidates there are", async () => {
		const csv = "id,lon,lng_gcj,x,lat,lat_gcj,y,wkt\na,1,120.95,3,4,31.38,6,POINT (120.96 31.39)";
		expect(await positionOf(csv, { lngColumn: "lng_gcj", latColumn: "lat_gcj" })).toEqual([120.95, 31.38]);
		expect(await positionOf(csv, { positionColumn: "wkt" })).toEqual([120.96, 31.39]);
		expect(
			await positionOf(
				'a,p\n1,"31.38,60"',
				{ positionColumn: "p", positionOrder: "lat,lng" },
				[59, 31, 61, 32],
			),
		).toEqual([60, 31.38]);
	});

	it("knows how large areas are, by the diagonal of their box", async () => {
		const { radiiM } = await place(
			'id,wkt\na,"MULTIPOLYGON (((120.95 31.4, 120.96 31.4, 120.96 31.41, 120.95 31.41, 120.95 31.4)))"\nb,POINT (120.95 31.4)',
		);
		// 0.01° north are 1111.95 m, 0.01° east at 31.405° N 949.05 m.
		expect(radiiM[0]).toBeCloseTo(Math.hypot(1111.95, 949.05) / 2, 1);
		expect(radiiM[1]).toBeNull();
		const cells = await geojsonTable(
			"t.geojson",
			JSON.stringify({
				type: "FeatureCollection",
				features: [
					{
						type: "Feature",
						properties: {},
						geometry: {
							type: "Polygon",
							coordinates: [
								[
									[120.95, 31.4],
									[120.96, 31.4],
									[120.96, 31.41],
									[120.95, 31.41],
									[120.95, 31.4],
								],
							],
						},
					},
				],
			}),
		);
		const placed = await placedRows(cells, "wgs84", EXTENT);
		expect(placed.positions[0]![0]).toBeCloseTo(120.955, 9);
		expect(placed.positions[0]![1]).toBeCloseTo(31.405, 9);
		expect(placed.radiiM[0]).toBeCloseTo(Math.hypot(1111.95, 949.05) / 2, 1);
	});

	it("leaves out and counts what lies outside, where that is asked", async () => {
		const { rows, clipped } = await place("id,lon,lat\na,121.5,31.4\nb,120.95,31.38\nc,120.95,32", {
			clip: true,
		});
		expect(rows.map(({ cells }) => cells[0])).toEqual(["b"]);
		expect(clipped).toBe(2);
	});

	it.each<[string, string, Partial<TableOptions>, string, string]>([
		[
			"columns that compete",
			"id,lon,lng_gcj,x,lat,y\na,1,2,3,4,5",
			{},
			"COLUMN_OPEN",
			"t.csv has several columns that may be the longitude (lon, lng_gcj, x) or the latitude (lat, y); name them with --lng-column and --lat-column.",
		],
		[
			"columns that compete in the facilities of a city",
			"id,lon,lon,lat\na,1,2,3",
			{ prefix: "--facilities-" },
			"COLUMN_OPEN",
			"t.csv has several columns that may be the longitude (lon, lon) or the latitude (lat); name them with --facilities-lng-column and --facilities-lat-column.",
		],
		[
			"a name that stands twice",
			"id,lon,lon,lat\na,1,2,3",
			{ lngColumn: "lon", latColumn: "lat" },
			"COLUMN_TWICE",
			't.csv has the column "lon" more than once (columns 2 and 3); a column may be called so once.',
		],
		[
			"a datum nobody gave",
			"id,lng_gcj02,lat_gcj02\na,120.95,31.38",
			{ isDatumGiven: false },
			"DATUM_OPEN",
			"t.csv has positions in lng_gcj02, lat_gcj02, which name gcj02; say what they are with --datum gcj02 or --datum wgs84.",
		],
		[
			"an order that is open",
			'id,coord\na,"31.38,60.95"',
			{},
			"POSITION_ORDER",
			't.csv: coord is "31.38,60.95", and whether longitude or latitude comes first cannot be told; say it with --position-order lng,lat or lat,lng (the city lies at 120.95 longitude, 31.40 latitude).',
		],
		[
			"longitude and latitude exchanged",
			"id,lon,lat\na,31.38,120.95",
			{},
			"COORDINATE_SWAPPED",
			"t.csv row 2: longitude 31.38 and latitude 120.95 look swapped, for the other way round they lie in the city (120.9000, 31.3500, 121.0000, 31.4500).",
		],
		[
			"one exchanged row, though the rest is clipped",
			"id,lon,lat\na,120.95,31.38\nb,31.38,120.95\nc,100,30",
			{ clip: true },
			"COORDINATE_SWAPPED",
			"t.csv row 3: longitude 31.38 and latitude 120.95 look swapped, for the other way round they lie in the city (120.9000, 31.3500, 121.0000, 31.4500).",
		],
		[
			"all rows outside, though they are clipped",
			"id,lon,lat\na,100,30",
			{ clip: true },
			"COORDINATE_OUTSIDE",
			"t.csv row 2: longitude 100, latitude 30 lies outside the city (west, south, east, north: 120.9000, 31.3500, 121.0000, 31.4500).",
		],
		[
			"a geometry in hexadecimal",
			"id,geom\na,0101000020E6100000CDCCCCCCCC3C5E40",
			{},
			"COORDINATE_INVALID",
			't.csv row 2: geom is "0101000020E6100000CDCCCCCCCC3C5E40", a geometry in hexadecimal, which ST_AsText writes as text; allowed are two numbers in degrees, WKT or GeoJSON.',
		],
		[
			"a geometry cut short",
			"id,wkt\na,POINT (120.95 31.38)\nb,POINT (120.95",
			{},
			"COORDINATE_INVALID",
			't.csv row 3: wkt is "POINT (120.95"; allowed are two numbers in degrees, WKT or GeoJSON.',
		],
		[
			"77 minutes",
			"id;lon;lat\na;120°77′;31°22′",
			{},
			"COORDINATE_INVALID",
			't.csv row 2: longitude "120°77′", latitude "31°22′"; allowed are numbers in degrees.',
		],
	])("is refused: %s", async (_what, csv, options, code, message) => {
		await expect(place(csv, options)).rejects.toMatchObject({ code, message });
	});

	// 120.95° E, 31.38° N as projected by PROJ 9.1: gdaltransform -s_srs EPSG:4326 -t_srs …
	it.each([
		[
			"Gauss–Krüger",
			"590369.19,3473496.10",
			"as EPSG:4549 (CGCS2000 Gauss–Krüger, 120° E) they lie in the city",
		],
		[
			"Gauss–Krüger with its zone, northing first",
			"3473496.10,40590369.19",
			"as EPSG:4528 (CGCS2000 Gauss–Krüger, 120° E) with northing before easting they lie in the city",
		],
		["UTM", "305055.75,3473533.17", "EPSG:32651 (UTM, zone 51) they lie in the city"],
		["Mercator", "13464092.41,3682198.33", "as EPSG:3857 (Mercator of the web) they lie in the city"],
		["some other plane", "5000,6000", "in which system could not be told"],
	])("recognizes metres of %s", async (_what, pair, guess) => {
		await expect(place(`id,x,y\na,${pair}`)).rejects.toMatchObject({
			code: "COORDINATE_PROJECTED",
			message: expect.stringMatching(
				new RegExp(
					`^t\\.csv row 2: longitude [\\d.]+, latitude [\\d.]+ look projected, in metres; .*${guess.replace(/[()]/g, "\\$&")}; allowed are degrees\\.$`,
				),
			),
		});
	});
});
