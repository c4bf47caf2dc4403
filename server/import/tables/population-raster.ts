import { GeodataError } from "../../../geodata/units/error.ts";
import { type BBox, distanceM, type Position } from "../../../geodata/units/position.ts";
import { isInside } from "../extent.ts";
import { type Area, insideTest } from "../geos.ts";
import { cell, MAX_PEOPLE_A_CELL, type Population, peopled } from "./population.ts";
import { bandOf, type RasterBand } from "./raster/raster-band.ts";
import { crsOfKeys, type GeoKeys, type RasterCrs } from "./raster/raster-crs.ts";
import { type RasterFile, withRaster } from "./raster/raster-file.ts";
import { gridOf, pixelOf, placeOf, type RasterGrid } from "./raster/raster-grid.ts";
import { wholePeople } from "./whole-people.ts";

/** Maximum number of cells read at once; a larger window is refused. */
const MAX_CELLS = 20_000_000;
/** Points per side when the edge of the extent is projected onto the raster's plane, where it may be curved. */
const EDGE_PLACES = 32;

/** Columns and rows of a raster, ends exclusive. */
interface Window {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

/** An opened raster: cell positions and encoding known, cells not read. */
interface Cells extends RasterFile {
	readonly grid: RasterGrid;
	readonly crs: RasterCrs;
	readonly band: RasterBand;
}

/**
 * Demand points of a population raster (people per cell): the centres of the populated cells inside the extent.
 *
 * @param boundary Excludes cell centres outside, which belong to neighbours; null takes all of `extent`.
 * @param askedBand Number from 1, or name; null takes the only candidate.
 * @throws {GeodataError} FILE_UNREADABLE, RASTER_INVALID, RASTER_CRS, RASTER_UNTIED, RASTER_BAND, RASTER_OUTSIDE,
 *   RASTER_TOO_LARGE, POPULATION_INVALID, POPULATION_EMPTY
 */
export async function populationOfRaster(
	path: string,
	extent: BBox,
	boundary: Area | null,
	askedBand: string | null = null,
): Promise<Population> {
	return withRaster(path, async (raster) => {
		const { file, image } = raster;
		const crs = crsOfKeys(file, (image.getGeoKeys() ?? {}) as GeoKeys);
		const grid = await gridOf(file, image);
		const cells = {
			...raster,
			grid: crs.isProjected ? grid : fromGreenwich(grid, image.getWidth(), extent),
			crs,
			band: await bandOf(file, image, askedBand),
		};
		return populationOfCells(cells, extent, boundary);
	});
}

async function populationOfCells(cells: Cells, extent: BBox, boundary: Area | null): Promise<Population> {
	const { file } = cells;
	const window = windowOf(cells, extent);
	const width = window.right - window.left;
	const raw = await rawCells(cells, window);
	const isOfCity = boundary ? await insideTest(boundary) : () => true;
	const middle = (i: number): Position | null => {
		const [column, row] = [window.left + (i % width), window.top + Math.floor(i / width)];
		return lngLatOf(cells, column + 0.5, row + 0.5);
	};
	const values = new Float64Array(raw.length);
	let inside = 0;
	let unknown = 0;
	raw.forEach((value, i) => {
		const position = middle(i);
		if (position === null || !isInside(extent, position)) return;
		inside++;
		if (Number.isNaN(value)) unknown++;
		else {
			const people = checked(cells, value, i, window, position);
			if (people > 0 && isOfCity(position)) values[i] = people;
		}
	});
	if (inside === 0) throw outside(file, extent);
	if (unknown === inside) {
		throw new GeodataError(
			"POPULATION_EMPTY",
			`${file} holds nothing in any of its ${inside} cells inside the city, not a number (NaN) or nodata all of them; at least one with people is needed.`,
			{ file },
		);
	}
	const people = wholePeople(values);
	const compounds = Array.from(people.keys()).flatMap((i) => {
		if (people[i] === 0) return [];
		const [column, row] = [window.left + (i % width), window.top + Math.floor(i / width)];
		const [lng, lat] = middle(i)!;
		return [cell(idOf(cells, column, row), "", lng, lat, people[i]!, radiusM(cells, column, row))];
	});
	return peopled(compounds, file, inside - compounds.length, [noteOf(cells)]);
}

/** Shifts a grid of longitudes from 0° to 360° by 360° where the city lies west of Greenwich. */
function fromGreenwich(grid: RasterGrid, width: number, extent: BBox): RasterGrid {
	const east = Math.max(grid.originX, grid.originX + width * grid.columnX);
	return east > 181 && extent[0] < 0 ? { ...grid, originX: grid.originX - 360 } : grid;
}

/** Rows are numbered from the north, even where the file begins in the south. */
function idOf({ image, grid }: Cells, column: number, row: number): string {
	return `r${grid.rowY > 0 ? image.getHeight() - 1 - row : row}c${column}`;
}

function lngLatOf({ grid, crs }: Cells, column: number, row: number): Position | null {
	return crs.toWgs84(...placeOf(grid, column, row));
}

/** Half the longer diagonal of a cell on the ground, metres. */
function radiusM(cells: Cells, column: number, row: number): number | null {
	const corner = (right: number, down: number) => lngLatOf(cells, column + right, row + down);
	const [a, b, c, d] = [corner(0, 0), corner(1, 1), corner(1, 0), corner(0, 1)];
	return a && b && c && d ? Math.max(distanceM(...a, ...b), distanceM(...c, ...d)) / 2 : null;
}

/** Columns and rows whose centres may be in the extent: all where the edge cannot be projected. */
function windowOf({ file, image, grid, crs }: Cells, extent: BBox): Window {
	const [width, height] = [image.getWidth(), image.getHeight()];
	const pixels = edgeOf(extent).map((position) => {
		const place = crs.fromWgs84(position);
		return place && pixelOf(grid, place);
	});
	let window: Window = { left: 0, top: 0, right: width, bottom: height };
	if (pixels.every((pixel) => pixel !== null)) {
		const columns = pixels.map(([column]) => column);
		const rows = pixels.map(([, row]) => row);
		window = {
			left: Math.max(0, Math.floor(Math.min(...columns)) - 1),
			top: Math.max(0, Math.floor(Math.min(...rows)) - 1),
			right: Math.min(width, Math.ceil(Math.max(...columns)) + 1),
			bottom: Math.min(height, Math.ceil(Math.max(...rows)) + 1),
		};
	}
	const count = (window.right - window.left) * (window.bottom - window.top);
	if (window.right <= window.left || window.bottom <= window.top) throw outside(file, extent);
	if (count <= MAX_CELLS) return window;
	throw new GeodataError(
		"RASTER_TOO_LARGE",
		`${file} has ${count} cells inside the city; allowed are ${MAX_CELLS}.`,
		{ file, value: count, allowed: MAX_CELLS },
	);
}

function edgeOf([west, south, east, north]: BBox): Position[] {
	const shares = Array.from({ length: EDGE_PLACES + 1 }, (_, i) => i / EDGE_PLACES);
	return shares.flatMap((share): Position[] => {
		const [lng, lat] = [west + share * (east - west), south + share * (north - south)];
		return [
			[lng, south],
			[lng, north],
			[west, lat],
			[east, lat],
		];
	});
}

/** The raw cells of the band; NaN where a cell has no data. */
async function rawCells(
	{ image, mask, band }: Cells,
	{ left, top, right, bottom }: Window,
): Promise<Float64Array> {
	const read = async (of: RasterFile["image"], sample: number) => {
		const [values] = await of.readRasters({ window: [left, top, right, bottom], samples: [sample] });
		return values as ArrayLike<number>;
	};
	const [values, seen, opaque] = await Promise.all([
		read(image, band.sample),
		mask && read(mask, 0),
		band.alpha === null ? null : read(image, band.alpha),
	]);
	const { noData } = band;
	// The nodata tag is text; the cells hold the nearest 32-bit number to it.
	const isNothing = (value: number, i: number) =>
		(noData !== null && (value === noData || value === Math.fround(noData))) ||
		seen?.[i] === 0 ||
		opaque?.[i] === 0;
	return Float64Array.from(values, (value, i) => (isNothing(value, i) ? Number.NaN : value));
}

/** The people of a cell, with the file's scale and offset. */
function checked(cells: Cells, raw: number, i: number, window: Window, at: Position): number {
	const { file, band } = cells;
	const people = raw * band.scale + band.offset;
	if (people >= 0 && people <= MAX_PEOPLE_A_CELL) return people;
	const width = window.right - window.left;
	const id = idOf(cells, window.left + (i % width), window.top + Math.floor(i / width));
	const hint = people < 0 && band.noData === null ? " and no nodata value that says so" : "";
	throw new GeodataError(
		"POPULATION_INVALID",
		`${file} has ${people} people in the cell ${id} (${at[0].toFixed(6)}, ${at[1].toFixed(6)})${hint}; allowed are numbers from 0 to ${MAX_PEOPLE_A_CELL}.`,
		{ file, cell: id, value: people, allowed: [0, MAX_PEOPLE_A_CELL] },
	);
}

/** How the file was read, for the report. */
function noteOf({ file, image, mask, crs, band }: Cells): string {
	const { sample, name, scale, offset, noData } = band;
	return [
		`${file}: ${crs.name}${crs.caution === null ? "" : ` (${crs.caution})`}`,
		`band ${sample + 1} of ${image.getSamplesPerPixel()}${name === "" ? "" : ` "${name}"`}`,
		...(scale === 1 && offset === 0 ? [] : [`values × ${scale} + ${offset}`]),
		...(noData === null ? [] : [`nodata ${noData}`]),
		...(mask ? ["masked"] : []),
	].join(", ");
}

function outside(file: string, extent: BBox): GeodataError {
	return new GeodataError(
		"RASTER_OUTSIDE",
		`${file} has no cell inside the city (west, south, east, north: ${extent.map((deg) => deg.toFixed(4)).join(", ")}).`,
		{ file, allowed: extent },
	);
}
