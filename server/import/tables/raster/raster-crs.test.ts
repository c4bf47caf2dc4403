import { describe, expect, it } from "vitest";
import { rasterFolder } from "../../../test/field-raster.ts";
import type { TiffParts } from "../../../test/tiff-file.ts";

const { read } = rasterFolder();

describe("the coordinate system of a raster", () => {
	/** The position of the centre of the first cell, which is tied at `tie` on a plane. */
	const firstOf = async (keys: TiffParts["keys"], x: number, y: number, more: Partial<TiffParts> = {}) => {
		const { compounds, notes } = await read({
			keys: keys!,
			tie: [0, 0, 0, x - 50, y + 50, 0],
			scale: [100, 100, 0],
			...more,
		});
		return { ...compounds[0]!, note: notes[0] };
	};

	// 120.95° E, 31.38° N (12.95° E, 52.38° N in Europe) as projected by PROJ 9.1: gdaltransform -s_srs EPSG:4326 -t_srs …
	it.each([
		["UTM", 32651, 305055.74804129, 3473533.17375602, 120.95, 31.38],
		["Gauss–Krüger of three degrees", 4549, 590369.186556518, 3473496.09725781, 120.95, 31.38],
		["Gauss–Krüger with its zone before", 4528, 40590369.1865565, 3473496.09725781, 120.95, 31.38],
		["Mercator of the web", 3857, 13464092.4114464, 3682198.33437194, 120.95, 31.38],
		["Mollweide", 54009, 10990640.8434344, 3804959.24048018, 120.95, 31.38],
		["equal area of Europe", 3035, 4321000, 2987510.56696494, 10, 50],
	])("is taken back from %s", async (_name, code, x, y, lng, lat) => {
		const { lngDeg, latDeg, note } = await firstOf(
			[
				[1024, 1],
				[1025, 1],
				[3072, code],
			],
			x,
			y,
		);
		expect(lngDeg).toBeCloseTo(lng, 6);
		expect(latDeg).toBeCloseTo(lat, 6);
		expect(note).toContain(`EPSG:${code}`);
	});

	it("measures cells on the ground, not on the plane", async () => {
		// Mercator is stretched by 1 / cos φ: at 60° a cell of 100 m is 50 m on the ground, half its diagonal 35.4 m.
		const mercator60M = 8_399_737.89;
		const { cellRadiusM } = await firstOf(
			[
				[1024, 1],
				[1025, 1],
				[3072, 3857],
			],
			0,
			mercator60M,
		);
		expect(cellRadiusM).toBeCloseTo(35.36, 0);
	});

	it("is read where other keys describe it", async () => {
		// A user-defined transverse Mercator, 120° E, false easting 500 km: equal to EPSG:4549.
		const { lngDeg, latDeg, note } = await firstOf(
			[
				[1024, 1],
				[1025, 1],
				[2048, 4326],
				[3072, 32767],
				[3074, 32767],
				[3075, 1],
				[3076, 9001],
			],
			590369.186556518,
			3473496.09725781,
			{
				doubleKeys: [
					[3080, 120],
					[3081, 0],
					[3082, 500_000],
					[3083, 0],
					[3092, 1],
				],
			},
		);
		expect(lngDeg).toBeCloseTo(120.95, 6);
		expect(latDeg).toBeCloseTo(31.38, 6);
		expect(note).toContain("a projected coordinate system without a code");
	});

	it("is read where ArcGIS describes it", async () => {
		const wkt =
			'ESRI PE String = PROJCS["World_Mollweide",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Mollweide"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",0.0],UNIT["Meter",1.0]]';
		const { lngDeg, latDeg } = await firstOf(
			[
				[1024, 32767],
				[1025, 1],
				[2048, 4326],
			],
			10990640.8434344,
			3804959.24048018,
			{ textKeys: [[3073, wkt]] },
		);
		expect(lngDeg).toBeCloseTo(120.95, 6);
		expect(latDeg).toBeCloseTo(31.38, 6);
	});

	it.each<[string, Partial<TiffParts>]>([
		[
			"by parameters on the datum of WGS84",
			{
				keys: [
					[1024, 2],
					[1025, 1],
					[2048, 32767],
					[2050, 6326],
					[2054, 9102],
				],
			},
		],
		[
			"by an ellipsoid alone",
			{
				keys: [
					[1024, 2],
					[1025, 1],
					[2048, 32767],
					[2050, 32767],
					[2056, 32767],
				],
				doubleKeys: [
					[2057, 6_378_137],
					[2059, 298.257223563],
				],
			},
		],
		[
			"without the key of its model",
			{
				keys: [
					[1025, 1],
					[2048, 4326],
				],
			},
		],
		[
			"in CGCS2000",
			{
				keys: [
					[1024, 2],
					[1025, 1],
					[2048, 4490],
				],
			},
		],
	])("is read in degrees %s", async (_how, changed) => {
		const { compounds, people } = await read(changed);
		expect(people).toBe(5050);
		expect(compounds[0]!.lngDeg).toBeCloseTo(120.941, 9);
		expect(compounds[0]!.latDeg).toBeCloseTo(31.389, 9);
	});

	it("reports that an old datum is accurate only to a hundred metres", async () => {
		// Beijing 1954: its datum shift is published by region, and regions differ by some 100 m.
		const { notes } = await read({
			keys: [
				[1024, 2],
				[1025, 1],
				[2048, 4214],
			],
		});
		expect(notes[0]).toMatch(/EPSG:4214 \(an old datum, whose shift to WGS84 is known to some 100 m\)/);
	});

	it.each<[string, TiffParts["keys"], RegExp]>([
		["none", [[1025, 1]], /^people\.tif does not say its coordinate system; allowed is a GeoTIFF that does/],
		[
			"a datum of unknown shift",
			[
				[1024, 1],
				[1025, 1],
				[3072, 27700],
			],
			/^people\.tif has EPSG:27700, on a datum whose way to WGS84 is not known here; allowed is what can be taken back/,
		],
		[
			"a code of nothing",
			[
				[1024, 1],
				[1025, 1],
				[3072, 60000],
			],
			/^people\.tif has EPSG:60000, which cannot be computed/,
		],
		[
			"a projection without a name",
			[
				[1024, 1],
				[1025, 1],
				[2048, 4326],
				[3072, 32767],
			],
			/^people\.tif has a projected coordinate system without a code, which names no projection/,
		],
	])("refuses %s", async (_what, keys, message) => {
		await expect(read({ keys: keys! })).rejects.toMatchObject({
			code: "RASTER_CRS",
			message: expect.stringMatching(message),
		});
	});
});
