import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fromFile } from "geotiff";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BBox } from "../../../geodata/units/position.ts";
import { type TiffParts, tiffFile } from "../../test/tiff-file.ts";
import { populationOfRaster } from "./population-raster.ts";

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "lucheng-raster-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** Three columns and two rows of 0.01° from 120.90° E, 31.42° N downwards. */
const CELLS: TiffParts = {
	width: 3,
	height: 2,
	cells: [5, 0, -9999, 0.5, 0.5, 7],
	keys: [
		[1024, 2],
		[1025, 1],
		[2048, 4326],
	],
	scale: [0.01, 0.01, 0],
	tie: [0, 0, 0, 120.9, 31.42, 0],
	noData: "-9999",
};
const EVERYWHERE: BBox = [-180, -90, 180, 90];

async function raster(changed: Partial<TiffParts> = {}): Promise<string> {
	const path = join(folder, "people.tif");
	await writeFile(path, tiffFile({ ...CELLS, ...changed }));
	return path;
}
const read = async (changed: Partial<TiffParts> = {}, extent = EVERYWHERE, band: string | null = null) =>
	populationOfRaster(await raster(changed), extent, null, band);

describe("population of a raster", () => {
	it("takes the centres of the cells with people; nodata is nobody", async () => {
		const { compounds, people, emptyCells, notes } = await read();
		// 0.5 and 0.5 follow 5: running sums 5, 5.5, 6 round to 5, 6, 6.
		expect(compounds.map(({ compoundId, people: count }) => [compoundId, count])).toEqual([
			["r0c0", 5],
			["r1c0", 1],
			["r1c2", 7],
		]);
		expect(people).toBe(13);
		expect(emptyCells).toBe(3);
		expect(notes).toEqual(["people.tif: EPSG:4326, band 1 of 1, nodata -9999"]);
		// Cell r1c2: 120.90 + 2.5 cells east, 31.42 − 1.5 cells south.
		expect(compounds[2]!.lngDeg).toBeCloseTo(120.925, 9);
		expect(compounds[2]!.latDeg).toBeCloseTo(31.405, 9);
		// 0.01° north are 1111.95 m, 0.01° east at 31.405° N 1111.95 · cos 31.405° = 949.05 m.
		expect(compounds[2]!.cellRadiusM).toBeCloseTo(Math.hypot(1111.95, 949.05) / 2, 1);
	});

	it("reads only cells whose centres lie in the city", async () => {
		const { compounds } = await read({}, [120.904, 31.404, 120.914, 31.42]);
		expect(compounds.map(({ compoundId }) => compoundId)).toEqual(["r0c0", "r1c0"]);
	});

	it("leaves the neighbours' people out, and rounds without them", async () => {
		// Only around the lower row.
		const ring = [
			[120.9, 31.4],
			[120.93, 31.4],
			[120.93, 31.409],
			[120.9, 31.409],
			[120.9, 31.4],
		];
		const { compounds, people } = await populationOfRaster(await raster(), EVERYWHERE, {
			type: "Polygon",
			coordinates: [ring],
		});
		// Running sums 0.5, 1, 8 round to 1, 1, 8.
		expect(compounds.map(({ compoundId, people: count }) => [compoundId, count])).toEqual([
			["r1c0", 1],
			["r1c2", 7],
		]);
		expect(people).toBe(8);
	});

	it("refuses negative people that no nodata value explains", async () => {
		await expect(read({ cells: [1, -2, 3, 4, 5, 6] })).rejects.toMatchObject({
			code: "POPULATION_INVALID",
			message:
				"people.tif has -2 people in the cell r0c1 (120.915000, 31.415000); allowed are numbers from 0 to 10000000.",
		});
		await expect(read({ cells: [1, -2, 3, 4, 5, 6], noData: "" })).rejects.toMatchObject({
			message: expect.stringContaining("and no nodata value that says so; allowed"),
		});
	});

	it("refuses a raster of another place", async () => {
		await expect(read({}, [0, 0, 1, 1])).rejects.toMatchObject({
			code: "RASTER_OUTSIDE",
			message:
				"people.tif has no cell inside the city (west, south, east, north: 0.0000, 0.0000, 1.0000, 1.0000).",
		});
	});

	it("reads longitudes counted eastwards to 360°", async () => {
		// 308.8° E is 51.2° W.
		const { compounds } = await read({ tie: [0, 0, 0, 308.8, -30, 0] }, [-52, -31, -51, -30]);
		expect(compounds[0]!.lngDeg).toBeCloseTo(-51.195, 9);
	});
});

const ISLAND = fileURLToPath(
	new URL("../../../../shared/fixtures/sao-miguel-population.tif", import.meta.url),
);
if (!existsSync(ISLAND))
	console.warn("NOT RUN: the population of São Miguel, for its raster is not in ../shared/fixtures.");

describe.skipIf(!existsSync(ISLAND))("São Miguel", () => {
	it("keeps the total of the island to half a person, and no cell of the sea", async () => {
		const { compounds, people } = await populationOfRaster(ISLAND, EVERYWHERE, null);
		const [cells] = (await (await (await fromFile(ISLAND)).getImage()).readRasters()) as unknown as [
			Float32Array,
		];
		const total = cells.reduce((sum, value) => (value > 0 ? sum + value : sum), 0);
		expect(Math.abs(people - total)).toBeLessThanOrEqual(0.51);
		// The sums of gdalinfo -stats and gdal_translate -of XYZ.
		expect(people).toBe(145_603);
		expect(compounds.every(({ latDeg }) => latDeg > 37.6 && latDeg < 38)).toBe(true);
	});
});
