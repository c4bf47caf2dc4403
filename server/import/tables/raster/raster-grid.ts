import type { GeoTIFFImage } from "geotiff";
import { GeodataError } from "../../../../geodata/units/error.ts";
import type { Position } from "../../../../geodata/units/position.ts";

/**
 * The affine transform of a raster: x = originX + column · columnX + row · rowX, y likewise. Whole columns and rows are
 * cell corners, counted from the first; halves are cell centres.
 */
export interface RasterGrid {
	readonly originX: number;
	readonly originY: number;
	readonly columnX: number;
	readonly columnY: number;
	readonly rowX: number;
	readonly rowY: number;
}

const PIXEL_IS_POINT = 2;

/**
 * The georeference of a GeoTIFF: a matrix, or any one tie point and the pixel size.
 *
 * @throws {GeodataError} RASTER_UNTIED
 */
export async function gridOf(file: string, image: GeoTIFFImage): Promise<RasterGrid> {
	const keys = (image.getGeoKeys() ?? {}) as Record<string, unknown>;
	// With PixelIsPoint, whole numbers are cell centres.
	const shift = keys.GTRasterTypeGeoKey === PIXEL_IS_POINT ? 0.5 : 0;
	const read = async (tag: "ModelTransformation" | "ModelTiepoint" | "ModelPixelScale") =>
		image.fileDirectory.hasTag(tag)
			? Array.from((await image.fileDirectory.loadValue(tag)) as ArrayLike<number>)
			: [];
	const [matrix, ties, scale] = await Promise.all([
		read("ModelTransformation"),
		read("ModelTiepoint"),
		read("ModelPixelScale"),
	]);
	const grid = matrix.length === 16 ? gridOfMatrix(matrix) : gridOfTie(file, ties, scale);
	const moved = {
		...grid,
		originX: grid.originX - shift * (grid.columnX + grid.rowX),
		originY: grid.originY - shift * (grid.columnY + grid.rowY),
	};
	const areaOfCell = moved.columnX * moved.rowY - moved.rowX * moved.columnY;
	if (Object.values(moved).every(Number.isFinite) && areaOfCell !== 0) return moved;
	throw untied(file, "its cells have no size");
}

/** The place of a column and row on the plane. */
export function placeOf(grid: RasterGrid, column: number, row: number): Position {
	return [
		grid.originX + column * grid.columnX + row * grid.rowX,
		grid.originY + column * grid.columnY + row * grid.rowY,
	];
}

/** The column and row of a place on the plane. */
export function pixelOf(grid: RasterGrid, [x, y]: Position): Position {
	const determinant = grid.columnX * grid.rowY - grid.rowX * grid.columnY;
	const [dx, dy] = [x - grid.originX, y - grid.originY];
	return [
		(dx * grid.rowY - dy * grid.rowX) / determinant,
		(dy * grid.columnX - dx * grid.columnY) / determinant,
	];
}

function gridOfMatrix(m: readonly number[]): RasterGrid {
	return { originX: m[3]!, originY: m[7]!, columnX: m[0]!, columnY: m[4]!, rowX: m[1]!, rowY: m[5]! };
}

function gridOfTie(file: string, ties: readonly number[], scale: readonly number[]): RasterGrid {
	const [column, row, , x, y] = ties;
	if (column === undefined || row === undefined || x === undefined || y === undefined)
		throw untied(file, "no pixel of it is tied to a place");
	const [width, height] = scale;
	if (width === undefined || height === undefined) {
		throw untied(file, `${ties.length / 6} of its pixels are tied to places and its cells have no size`);
	}
	if (height < 0 || width < 0) {
		throw untied(
			file,
			`the size of its cells is ${width} by ${height}, which programs read as north up or as south up`,
		);
	}
	return {
		originX: x - column * width,
		originY: y + row * height,
		columnX: width,
		columnY: 0,
		rowX: 0,
		rowY: -height,
	};
}

function untied(file: string, why: string): GeodataError {
	return new GeodataError(
		"RASTER_UNTIED",
		`${file} cannot be placed: ${why}; allowed is a GeoTIFF with one tie point and the size of its cells, or a matrix.`,
		{ file },
	);
}
