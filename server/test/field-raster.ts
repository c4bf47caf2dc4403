import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import type { BBox } from "../../geodata/units/position.ts";
import type { Population } from "../import/tables/population.ts";
import { populationOfRaster } from "../import/tables/population-raster.ts";
import { type TiffParts, tiffFile } from "./tiff-file.ts";

export const EVERYWHERE: BBox = [-180, -90, 180, 90];
/** Ten by ten cells of 0.002°, 1 to 100 row by row from the north-west, 120.94° E, 31.39° N: 5050 people. */
export const HUNDRED = Array.from({ length: 100 }, (_, i) => i + 1);
export const FIELD: TiffParts = {
	width: 10,
	height: 10,
	cells: HUNDRED,
	keys: [
		[1024, 2],
		[1025, 1],
		[2048, 4326],
	],
	scale: [0.002, 0.002, 0],
	tie: [0, 0, 0, 120.94, 31.39, 0],
};

/** A folder for the rasters of one test file, with functions to write and read them there. */
export function rasterFolder() {
	let folder: string;
	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), "lucheng-raster-"));
	});
	afterAll(() => rm(folder, { recursive: true }));
	const file = async (content: Uint8Array | string, name = "people.tif"): Promise<string> => {
		const path = join(folder, name);
		await writeFile(path, content);
		return path;
	};
	/** The people of the raster above, with the given changes. */
	const read = async (changed: Partial<TiffParts> = {}, band: string | null = null): Promise<Population> =>
		populationOfRaster(await file(tiffFile({ ...FIELD, ...changed })), EVERYWHERE, null, band);
	return { file, read };
}
