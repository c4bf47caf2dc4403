import { describe, expect, it } from "vitest";
import { EVERYWHERE, FIELD, HUNDRED, rasterFolder } from "../../../test/field-raster.ts";
import { type TiffParts, tiffFile } from "../../../test/tiff-file.ts";
import { populationOfRaster } from "../population-raster.ts";
import { isRasterFile } from "./raster-file.ts";

const { file, read } = rasterFolder();
const metadata = (items: string) => `<GDALMetadata>${items}</GDALMetadata>`;
const item = (name: string, sample: number, text: string) =>
	`<Item name="${name}" sample="${sample}" role="${name.toLowerCase()}">${text}</Item>`;

describe("the values of raster cells", () => {
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
		// StripByteCounts is tag 279, a long: a strip as long as the file cannot follow its header.
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
