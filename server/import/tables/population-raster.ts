import { basename } from "node:path";
import { booleanPointInPolygon } from "@turf/turf";
import { fromFile, type GeoTIFF, type GeoTIFFImage } from "geotiff";
import { GeodataError } from "../../../geodata/units/error.ts";
import { type BBox, distanceM } from "../../../geodata/units/position.ts";
import type { Area } from "../boundary.ts";
import { unreadable } from "../osm/read-osm.ts";
import { cell, type Population, peopled } from "./population.ts";
import { wholePeople } from "./whole-people.ts";

/** WGS84 and CGCS2000 in degrees. */
const GEOGRAPHIC_EPSG = new Set([4326, 4490]);
/** Cells read at once; a larger window is another job. */
const MAX_CELLS = 20_000_000;
const PIXEL_IS_POINT = 2;

/**
 * Demand points of a population raster (people a cell): the centres of the cells with people inside the extent.
 *
 * @param boundary Centres outside it are the neighbours' people; null takes all of `extent`.
 * @throws {GeodataError} FILE_UNREADABLE, RASTER_INVALID, RASTER_CRS, RASTER_OUTSIDE, RASTER_TOO_LARGE,
 *   POPULATION_INVALID, POPULATION_EMPTY
 */
export async function populationOfRaster(
	path: string,
	extent: BBox,
	boundary: Area | null,
): Promise<Population> {
	const file = basename(path);
	const tiff = await opened(path, file);
	try {
		return await populationOfImage(file, await tiff.getImage(), extent, boundary);
	} finally {
		await tiff.close();
	}
}

async function populationOfImage(
	file: string,
	image: GeoTIFFImage,
	extent: BBox,
	boundary: Area | null,
): Promise<Population> {
	refuseOtherCrs(file, image);
	const [originLng, originLat] = image.getOrigin() as [number, number];
	const [stepLng, stepLat] = image.getResolution() as [number, number];
	const keys = (image.getGeoKeys() ?? {}) as Record<string, unknown>;
	const half = keys.GTRasterTypeGeoKey === PIXEL_IS_POINT ? 0 : 0.5;
	const lngOf = (column: number) => originLng + (column + half) * stepLng;
	const latOf = (row: number) => originLat + (row + half) * stepLat;
	// Columns and rows whose centres lie in the extent; rows run north to south, so their step is negative.
	const [left, right] = span(
		(extent[0] - originLng) / stepLng - half,
		(extent[2] - originLng) / stepLng - half,
		image.getWidth(),
	);
	const [top, bottom] = span(
		(extent[3] - originLat) / stepLat - half,
		(extent[1] - originLat) / stepLat - half,
		image.getHeight(),
	);
	if (right <= left || bottom <= top) {
		throw new GeodataError(
			"RASTER_OUTSIDE",
			`${file} has no cell inside the city (west, south, east, north: ${extent.map((deg) => deg.toFixed(4)).join(", ")}).`,
			{ file, allowed: extent },
		);
	}
	const width = right - left;
	if (width * (bottom - top) > MAX_CELLS) {
		throw new GeodataError(
			"RASTER_TOO_LARGE",
			`${file} has ${width * (bottom - top)} cells inside the city; allowed are ${MAX_CELLS}.`,
			{ file, value: width * (bottom - top), allowed: MAX_CELLS },
		);
	}
	const values = await cellValues(file, image, [left, top, right, bottom]);
	const columnOf = (i: number) => left + (i % width);
	const rowOf = (i: number) => top + Math.floor(i / width);
	if (boundary) {
		values.forEach((value, i) => {
			if (value > 0 && !booleanPointInPolygon([lngOf(columnOf(i)), latOf(rowOf(i))], boundary)) values[i] = 0;
		});
	}
	const people = wholePeople(values);
	const radiusM = (row: number): number =>
		distanceM(lngOf(0), latOf(row - 0.5), lngOf(1), latOf(row + 0.5)) / 2;
	const compounds = Array.from(people.keys()).flatMap((i) => {
		if (people[i] === 0) return [];
		const [column, row] = [columnOf(i), rowOf(i)];
		return [cell(`r${row}c${column}`, "", lngOf(column), latOf(row), people[i]!, radiusM(row))];
	});
	return peopled(compounds, file, people.length - compounds.length);
}

async function opened(path: string, file: string): Promise<GeoTIFF> {
	try {
		return await fromFile(path);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code) throw unreadable(path, error);
		throw new GeodataError("RASTER_INVALID", `${file} is not a GeoTIFF (${(error as Error).message}).`, {
			file,
		});
	}
}

function refuseOtherCrs(file: string, image: GeoTIFFImage): void {
	const keys = (image.getGeoKeys() ?? {}) as Record<string, unknown>;
	const projected = keys.ProjectedCSTypeGeoKey;
	const geographic = keys.GeographicTypeGeoKey;
	const isGeographic = keys.GTModelTypeGeoKey === 2 && GEOGRAPHIC_EPSG.has(Number(geographic ?? 4326));
	if (isGeographic) return;
	const crs =
		projected !== undefined
			? `EPSG:${projected}`
			: geographic !== undefined
				? `EPSG:${geographic}`
				: "no coordinate system";
	throw new GeodataError("RASTER_CRS", `${file} has ${crs}; allowed are EPSG:4326 and EPSG:4490.`, {
		file,
		value: crs,
		allowed: [...GEOGRAPHIC_EPSG],
	});
}

/** Whole indices from `first` to `last`, end excluded, cut to 0 … count. */
function span(first: number, last: number, count: number): [number, number] {
	return [Math.max(0, Math.ceil(first)), Math.min(count, Math.floor(last) + 1)];
}

/** The first band; nodata, not-a-number and nothing are nobody. */
async function cellValues(file: string, image: GeoTIFFImage, window: number[]): Promise<Float64Array> {
	let band: ArrayLike<number>;
	try {
		band = (await image.readRasters({ window, samples: [0] }))[0] as ArrayLike<number>;
	} catch (error) {
		throw new GeodataError(
			"RASTER_INVALID",
			`${file} cannot be read to its end (${(error as Error).message}).`,
			{ file },
		);
	}
	const noData = image.getGDALNoData();
	// The tag holds text; the cells hold the nearest 32-bit number to it.
	const isNobody = (value: number) =>
		!Number.isFinite(value) || value === noData || (noData !== null && value === Math.fround(noData));
	const values = Float64Array.from(band, (value) => (isNobody(value) ? 0 : value));
	const negative = values.find((value) => value < 0);
	if (negative !== undefined) {
		throw new GeodataError(
			"POPULATION_INVALID",
			`${file} has a cell of ${negative} people and no nodata value that says so; allowed are numbers from 0.`,
			{ file, value: negative },
		);
	}
	return values;
}
