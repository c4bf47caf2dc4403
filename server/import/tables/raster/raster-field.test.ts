import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BBox } from "../../../../geodata/units/position.ts";
import { type TiffParts, tiffFile } from "../../../test/tiff-file.ts";
import { populationOfRaster } from "../population-raster.ts";
import { isRasterFile } from "./raster-file.ts";

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "lucheng-raster-"));
});
afterAll(() => rm(folder, { recursive: true }));

const EVERYWHERE: BBox = [-180, -90, 180, 90];
/** Ten by ten cells of 0.002°, 1 to 100 row by row from the north-west, 120.94° E, 31.39° N: 5050 people. */
const HUNDRED = Array.from({ length: 100 }, (_, i) => i + 1);
const ROWS = Array.from({ length: 10 }, (_, row) => HUNDRED.slice(10 * row, 10 * row + 10));
const WGS84: TiffParts["keys"] = [
	[1024, 2],
	[1025, 1],
	[2048, 4326],
];
const FIELD: TiffParts = {
	width: 10,
	height: 10,
	cells: HUNDRED,
	keys: WGS84,
	scale: [0.002, 0.002, 0],
	tie: [0, 0, 0, 120.94, 31.39, 0],
};
const UTM51: TiffParts["keys"] = [
	[1024, 1],
	[1025, 1],
	[3072, 32651],
];

async function file(content: Uint8Array | string, name = "people.tif"): Promise<string> {
	const path = join(folder, name);
	await writeFile(path, content);
	return path;
}
const read = async (changed: Partial<TiffParts> = {}, band: string | null = null) =>
	populationOfRaster(await file(tiffFile({ ...FIELD, ...changed })), EVERYWHERE, null, band);
const without = (...names: (keyof TiffParts)[]): Partial<TiffParts> =>
	Object.fromEntries(names.map((name) => [name, undefined]));
const metadata = (items: string) => `<GDALMetadata>${items}</GDALMetadata>`;
const item = (name: string, sample: number, text: string) =>
	`<Item name="${name}" sample="${sample}" role="${name.toLowerCase()}">${text}</Item>`;

describe("where the cells of a raster lie", () => {
	it.each<[string, Partial<TiffParts>]>([
		["tied at its upper left corner", {}],
		["tied at its lower left corner", { tie: [0, 10, 0, 120.94, 31.37, 0] }],
		["tied in the middle of its first cell", { tie: [0.5, 0.5, 0, 120.941, 31.389, 0] }],
		["tied beyond its cells", { tie: [20, -5, 0, 120.98, 31.4, 0] }],
		[
			"whose pixels are points",
			{
				keys: [
					[1024, 2],
					[1025, 2],
					[2048, 4326],
				],
				tie: [0, 0, 0, 120.941, 31.389, 0],
			},
		],
		[
			"placed by a matrix",
			{
				...without("tie", "scale"),
				matrix: [0.002, 0, 0, 120.94, 0, -0.002, 0, 31.39, 0, 0, 0, 0, 0, 0, 0, 1],
			},
		],
		[
			"whose rows run from south to north",
			{
				...without("tie", "scale"),
				cells: [...ROWS].reverse().flat(),
				matrix: [0.002, 0, 0, 120.94, 0, 0.002, 0, 31.37, 0, 0, 0, 0, 0, 0, 0, 1],
			},
		],
		[
			"of points, by a matrix",
			{
				...without("tie", "scale"),
				keys: [
					[1024, 2],
					[1025, 2],
					[2048, 4326],
				],
				matrix: [0.002, 0, 0, 120.941, 0, -0.002, 0, 31.389, 0, 0, 0, 0, 0, 0, 0, 1],
			},
		],
	])("is the same %s", async (_how, changed) => {
		const { compounds, people } = await read(changed);
		expect(people).toBe(5050);
		// Middles of the first and of the last cell: half a cell in from the corners.
		const [first, last] = [
			compounds.find(({ people }) => people === 1)!,
			compounds.find(({ people }) => people === 100)!,
		];
		expect([first.compoundId, last.compoundId]).toEqual(["r0c0", "r9c9"]);
		expect(first.lngDeg).toBeCloseTo(120.941, 9);
		expect(first.latDeg).toBeCloseTo(31.389, 9);
		expect(last.lngDeg).toBeCloseTo(120.959, 9);
		expect(last.latDeg).toBeCloseTo(31.371, 9);
	});

	it("is computed for a raster that is turned", async () => {
		// Columns run north, rows run east: the first cell's middle is 0.001° in from the origin both ways.
		const { compounds, people } = await read({
			...without("tie", "scale"),
			matrix: [0, 0.002, 0, 120.94, 0.002, 0, 0, 31.37, 0, 0, 0, 0, 0, 0, 0, 1],
		});
		expect(people).toBe(5050);
		const second = compounds.find(({ people }) => people === 2)!;
		expect(second.lngDeg).toBeCloseTo(120.941, 9);
		expect(second.latDeg).toBeCloseTo(31.373, 9);
	});

	it.each<[string, Partial<TiffParts>, RegExp]>([
		["tied nowhere", without("tie"), /no pixel of it is tied to a place/],
		[
			"tied at four corners",
			{ ...without("scale"), tie: Array.from({ length: 24 }, (_, i) => i) },
			/4 of its pixels/,
		],
		[
			"of cells of negative height",
			{ scale: [0.002, -0.002, 0] },
			/0\.002 by -0\.002, which programs read as north up/,
		],
		["of cells without size", { scale: [0.002, 0, 0] }, /its cells have no size/],
	])("is refused %s", async (_how, changed, message) => {
		await expect(read(changed)).rejects.toMatchObject({
			code: "RASTER_UNTIED",
			message: expect.stringMatching(message),
		});
	});
});

describe("the coordinate system of a raster", () => {
	/** Where the middle of the first cell lies that is tied at `tie` on a plane. */
	const firstOf = async (keys: TiffParts["keys"], x: number, y: number, more: Partial<TiffParts> = {}) => {
		const { compounds, notes } = await read({
			keys: keys!,
			tie: [0, 0, 0, x - 50, y + 50, 0],
			scale: [100, 100, 0],
			...more,
		});
		return { ...compounds[0]!, note: notes[0] };
	};

	// Where PROJ 9.1 puts 120.95° E, 31.38° N (12.95° E, 52.38° N in Europe): gdaltransform -s_srs EPSG:4326 -t_srs …
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
		// Mercator stretches by 1 / cos φ: at 60° a cell of 100 m is 50 m on the ground, half its diagonal 35.4 m.
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
		// A transverse Mercator of its own, 120° E, false easting 500 km: what EPSG:4549 is.
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

	it("says so where an old datum is known by a hundred metres only", async () => {
		// Beijing 1954; what it is shifted by is published for regions, some 100 m apart.
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

describe("what the cells of a raster hold", () => {
	it("is scaled and moved as the file says", async () => {
		const scaled = await read({
			type: "uint16",
			cells: HUNDRED.map((value) => 10 * value + 30),
			metadata: metadata(item("OFFSET", 0, "-3") + item("SCALE", 0, "0.1")),
		});
		expect(scaled.people).toBe(5050);
		expect(scaled.notes).toEqual(["people.tif: EPSG:4326, band 1 of 1, values × 0.1 + -3"]);
		await expect(read({ metadata: metadata(item("SCALE", 0, "much")) })).rejects.toMatchObject({
			message: 'people.tif has SCALE "much" in its metadata; allowed are finite numbers but 0.',
		});
	});

	it.each<[string, Partial<TiffParts>, number]>([
		["five billion", { cells: [5e9, ...HUNDRED.slice(1)] }, 5_000_000_000],
		[
			"the largest of its type",
			{ type: "uint32", cells: [4_294_967_295, ...HUNDRED.slice(1)] },
			4_294_967_295,
		],
		["the largest float", { type: "float64", cells: [3.4e38, ...HUNDRED.slice(1)] }, 3.4e38],
		["infinitely many", { cells: [Number.POSITIVE_INFINITY, ...HUNDRED.slice(1)] }, Number.POSITIVE_INFINITY],
		[
			"one more than may be, scaled",
			{
				type: "float64",
				cells: [1_000_000.1, ...HUNDRED.slice(1)],
				metadata: metadata(item("SCALE", 0, "10")),
			},
			10_000_001,
		],
	])("is refused where it is %s", async (_what, changed, value) => {
		await expect(read(changed)).rejects.toMatchObject({
			code: "POPULATION_INVALID",
			message: `people.tif has ${value} people in the cell r0c0 (120.941000, 31.389000); allowed are numbers from 0 to 10000000.`,
		});
	});

	it.each<[string, Partial<TiffParts>]>([
		["a number for it", { cells: [-200, ...HUNDRED.slice(1)], noData: "-200" }],
		["a number that its cells hold roughly", { cells: [-3.4e38, ...HUNDRED.slice(1)], noData: "-3.4e+38" }],
		["not a number for it", { cells: [Number.NaN, ...HUNDRED.slice(1)], noData: "nan" }],
		["an infinity for it", { cells: [Number.NEGATIVE_INFINITY, ...HUNDRED.slice(1)], noData: "-inf" }],
		[
			"the last of its type for it",
			{ type: "uint16", cells: [65_535, ...HUNDRED.slice(1)], noData: "65535" },
		],
		["so in a mask", { cells: [-7, ...HUNDRED.slice(1)], mask: [0, ...HUNDRED.slice(1)] }],
		[
			"so by transparency",
			{
				bands: 2,
				extraSamples: [2],
				cells: HUNDRED.flatMap((value) => [value === 1 ? -7 : value, value === 1 ? 0 : 255]),
			},
		],
	])("is nothing where it has %s", async (_how, changed) => {
		const { compounds, people } = await read(changed);
		expect(people).toBe(5049);
		expect(compounds[0]!.compoundId).toBe("r0c1");
	});

	it("is told to be nothing but NaN", async () => {
		await expect(read({ cells: HUNDRED.map(() => Number.NaN) })).rejects.toMatchObject({
			code: "POPULATION_EMPTY",
			message: expect.stringContaining("holds nothing in any of its 100 cells inside the city"),
		});
	});

	it("is of the band asked for, or of the one called after people", async () => {
		const two = (names: readonly [string, string]) => ({
			bands: 2,
			extraSamples: [0],
			cells: HUNDRED.flatMap((value) => [1, value]),
			metadata: metadata(names.map((name, i) => item("DESCRIPTION", i, name)).join("")),
		});
		const named = await read(two(["density &lt; 1", "Population"]));
		expect(named.people).toBe(5050);
		expect(named.notes).toEqual(['people.tif: EPSG:4326, band 2 of 2 "Population"']);
		expect((await read(two(["a", "b"]), "1")).people).toBe(100);
		expect((await read(two(["a", "b"]), "b")).people).toBe(5050);
		await expect(read(two(["men", "women"]))).rejects.toMatchObject({
			code: "RASTER_BAND",
			message:
				'people.tif has 2 bands (1 "men", 2 "women"), and it is not clear which one holds the people; name it with --population-band.',
		});
		await expect(read(two(["men", "women"]), "3")).rejects.toMatchObject({
			message: 'people.tif has no band "3"; its bands are 1 "men", 2 "women".',
		});
	});
});

describe("a file that is no raster", () => {
	it.each<[string, () => Uint8Array | string, string]>([
		["text", () => "hello, this is no raster at all", "it is something else"],
		["empty", () => "", "it is empty"],
		["a picture", () => Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), "it is a PNG picture"],
		["a zip", () => "PK\u0003\u0004", "it is a zip archive, as .xlsx, .kmz and zipped shapefiles are"],
		["a web page", () => "<!DOCTYPE html><html>", "it is a web page"],
	])("is refused: %s", async (_what, content, why) => {
		await expect(populationOfRaster(await file(content()), EVERYWHERE, null)).rejects.toMatchObject({
			code: "RASTER_INVALID",
			message: `people.tif is no GeoTIFF that can be read: ${why}.`,
		});
	});

	it("is refused where it is cut off, wherever that is", async () => {
		const whole = tiffFile(FIELD);
		for (const share of [0.02, 0.2, 0.5, 0.9, 0.99]) {
			const path = await file(whole.subarray(0, Math.floor(whole.length * share)));
			await expect(populationOfRaster(path, EVERYWHERE, null)).rejects.toMatchObject({
				code: "RASTER_INVALID",
				message: expect.stringMatching(/cut off|to its end/),
			});
		}
	});

	it("is refused where its cells are said to end beyond its end", async () => {
		const bytes = tiffFile(FIELD);
		// StripByteCounts is tag 279, a long: as many as the file has cannot follow its header.
		const at = Buffer.from(bytes).indexOf(Buffer.from([0x17, 0x01, 4, 0, 1, 0, 0, 0]));
		new DataView(bytes.buffer).setUint32(at + 8, bytes.length, true);
		await expect(populationOfRaster(await file(bytes), EVERYWHERE, null)).rejects.toMatchObject({
			code: "RASTER_INVALID",
			message: expect.stringMatching(/it ends after \d+ bytes of at least \d+, so it is cut off\.$/),
		});
	});

	it("is refused where it holds two rasters, but not where the second is an overview", async () => {
		await expect(read({ mask: HUNDRED, secondKind: 0 })).rejects.toMatchObject({
			message:
				"people.tif is no GeoTIFF that can be read: it holds 2 images of full size, and one is allowed.",
		});
		expect((await read({ mask: HUNDRED, secondKind: 1 })).people).toBe(5050);
	});

	it("is known by its first bytes, or by its name", async () => {
		expect(await isRasterFile(await file(tiffFile(FIELD), "people.dat"))).toBe(true);
		expect(await isRasterFile(await file("id,lon,lat", "people.csv"))).toBe(false);
		expect(await isRasterFile("nowhere.GeoTIFF")).toBe(true);
	});
});

it("places a raster of UTM in a city by the edge of its extent", async () => {
	// 100 m cells around 120.95° E, 31.38° N; the city is the box of some 210 m around that place.
	const path = await file(
		tiffFile({ ...FIELD, keys: UTM51!, tie: [0, 0, 0, 304_555.748, 3_474_033.174, 0], scale: [100, 100, 0] }),
	);
	const { compounds } = await populationOfRaster(path, [120.9489, 31.3791, 120.9511, 31.3809], null);
	// The place is the corner of the middle four cells, columns and rows 4 and 5.
	expect(compounds.map(({ compoundId }) => compoundId)).toEqual(["r4c4", "r4c5", "r5c4", "r5c5"]);
});
