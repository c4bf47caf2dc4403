import { describe, expect, it } from "vitest";
import { FIELD, HUNDRED, rasterFolder } from "../../../test/field-raster.ts";
import { type TiffParts, tiffFile } from "../../../test/tiff-file.ts";
import { populationOfRaster } from "../population-raster.ts";

const { file, read } = rasterFolder();
const ROWS = Array.from({ length: 10 }, (_, row) => HUNDRED.slice(10 * row, 10 * row + 10));
const UTM51: TiffParts["keys"] = [
	[1024, 1],
	[1025, 1],
	[3072, 32651],
];
const without = (...names: (keyof TiffParts)[]): Partial<TiffParts> =>
	Object.fromEntries(names.map((name) => [name, undefined]));

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
		// Centres of the first and the last cell: half a cell in from the corners.
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

	it("is computed for a rotated raster", async () => {
		// Columns run north, rows run east: the first cell's centre is 0.001° in from the origin both ways.
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

it("places a raster of UTM in a city by the edge of its extent", async () => {
	// 100 m cells around 120.95° E, 31.38° N; the city is the box of some 210 m around that place.
	const path = await file(
		tiffFile({ ...FIELD, keys: UTM51!, tie: [0, 0, 0, 304_555.748, 3_474_033.174, 0], scale: [100, 100, 0] }),
	);
	const { compounds } = await populationOfRaster(path, [120.9489, 31.3791, 120.9511, 31.3809], null);
	// The place is the corner between the four central cells, columns and rows 4 and 5.
	expect(compounds.map(({ compoundId }) => compoundId)).toEqual(["r4c4", "r4c5", "r5c4", "r5c5"]);
});
