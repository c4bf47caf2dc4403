import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fromFile, writeArrayBuffer } from "geotiff";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BBox } from "../../../geodata/units/position.ts";
import { populationOfRaster } from "./population-raster.ts";

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "lucheng-raster-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** Three columns and two rows of 0.01° from 120.90° E, 31.42° N downwards. */
const CELLS = [5, 0, -9999, 0.5, 0.5, 7];
const EVERYWHERE: BBox = [-180, -90, 180, 90];

async function raster(values: readonly number[], keys: Record<string, unknown> = {}): Promise<string> {
	const path = join(folder, "people.tif");
	const tiff = writeArrayBuffer(new Float32Array(values), {
		width: 3,
		height: 2,
		ModelPixelScale: [0.01, 0.01, 0],
		ModelTiepoint: [0, 0, 0, 120.9, 31.42, 0],
		GTModelTypeGeoKey: 2,
		GTRasterTypeGeoKey: 1,
		GeographicTypeGeoKey: 4326,
		BitsPerSample: [32],
		SampleFormat: [3],
		GDAL_NODATA: "-9999",
		...keys,
	});
	await writeFile(path, Buffer.from(tiff));
	return path;
}

describe("population of a raster", () => {
	it("takes the centres of the cells with people; nodata is nobody", async () => {
		const { compounds, people, emptyCells } = await populationOfRaster(await raster(CELLS), EVERYWHERE, null);
		// 0.5 and 0.5 follow 5: running sums 5, 5.5, 6 round to 5, 6, 6.
		expect(compounds.map(({ compoundId, people: count }) => [compoundId, count])).toEqual([
			["r0c0", 5],
			["r1c0", 1],
			["r1c2", 7],
		]);
		expect(people).toBe(13);
		expect(emptyCells).toBe(3);
		// Cell r1c2: 120.90 + 2.5 cells east, 31.42 − 1.5 cells south.
		expect(compounds[2]!.lngDeg).toBeCloseTo(120.925, 9);
		expect(compounds[2]!.latDeg).toBeCloseTo(31.405, 9);
		// 0.01° north are 1111.95 m, 0.01° east at 31.405° N 1111.95 · cos 31.405° = 949.05 m.
		expect(compounds[2]!.cellRadiusM).toBeCloseTo(Math.hypot(1111.95, 949.05) / 2, 1);
	});

	it("reads only cells whose centres lie in the city", async () => {
		const city: BBox = [120.904, 31.404, 120.914, 31.42];
		const { compounds } = await populationOfRaster(await raster(CELLS), city, null);
		expect(compounds.map(({ compoundId }) => compoundId)).toEqual(["r0c0", "r1c0"]);
	});

	it("leaves the neighbours' people out, and rounds without them", async () => {
		// Around the lower row alone.
		const ring = [
			[120.9, 31.4],
			[120.93, 31.4],
			[120.93, 31.409],
			[120.9, 31.409],
			[120.9, 31.4],
		];
		const { compounds, people } = await populationOfRaster(await raster(CELLS), EVERYWHERE, {
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

	it("puts cells that are points where their tie point says", async () => {
		const { compounds } = await populationOfRaster(
			await raster(CELLS, { GTRasterTypeGeoKey: 2 }),
			EVERYWHERE,
			null,
		);
		expect(compounds[0]!.lngDeg).toBeCloseTo(120.9, 9);
		expect(compounds[0]!.latDeg).toBeCloseTo(31.42, 9);
	});

	it("refuses another coordinate system by name", async () => {
		const path = await raster(CELLS, { GTModelTypeGeoKey: 1, ProjectedCSTypeGeoKey: 32651 });
		await expect(populationOfRaster(path, EVERYWHERE, null)).rejects.toMatchObject({
			code: "RASTER_CRS",
			message: "people.tif has EPSG:32651; allowed are EPSG:4326 and EPSG:4490.",
		});
	});

	it("refuses negative people that no nodata value explains", async () => {
		await expect(
			populationOfRaster(await raster([1, -2, 3, 4, 5, 6]), EVERYWHERE, null),
		).rejects.toMatchObject({
			code: "POPULATION_INVALID",
			message: expect.stringContaining("people.tif has a cell of -2 people"),
		});
	});

	it("refuses a raster of another place", async () => {
		await expect(populationOfRaster(await raster(CELLS), [0, 0, 1, 1], null)).rejects.toMatchObject({
			code: "RASTER_OUTSIDE",
			message:
				"people.tif has no cell inside the city (west, south, east, north: 0.0000, 0.0000, 1.0000, 1.0000).",
		});
	});

	it("refuses what is no raster, and what is not there", async () => {
		const path = join(folder, "text.tif");
		await writeFile(path, "hello, this is no raster at all");
		await expect(populationOfRaster(path, EVERYWHERE, null)).rejects.toMatchObject({
			code: "RASTER_INVALID",
		});
		await expect(populationOfRaster(join(folder, "none.tif"), EVERYWHERE, null)).rejects.toMatchObject({
			code: "FILE_UNREADABLE",
			message: expect.stringContaining("there is no such file"),
		});
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
		expect(compounds.every(({ latDeg }) => latDeg > 37.6 && latDeg < 38)).toBe(true);
	});
});
