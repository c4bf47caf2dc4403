import type { DemandSet } from "./demand.ts";

/** The homes of a city sorted into square cells, for many circle queries. 1e-7 degrees. */
export interface HomeGrid {
	readonly west: number;
	readonly south: number;
	readonly step: number;
	readonly columns: number;
	readonly rows: number;
	/** Shape [cells + 1]; homes of cell c are point[start[c]] .. point[start[c + 1]), cells row by row from the south. */
	readonly start: Uint32Array;
	/** Shape [homes] each; the home and its position, so that neighbouring cells are contiguous in memory. */
	readonly point: Uint32Array;
	readonly lng: Int32Array;
	readonly lat: Int32Array;
	/** Shape [homes]; workspace for results. */
	readonly found: Uint32Array;
}

/** Cells are about 100 m wide, wider where there would be many more cells than homes. */
const STEP_MIN = 10_000;
const CELLS_PER_HOME = 4;

export function homeGrid({ count, lng, lat }: DemandSet): HomeGrid {
	const lowest = (of: Int32Array): number => of.reduce((low, at) => Math.min(low, at), of[0] ?? 0);
	const highest = (of: Int32Array): number => of.reduce((high, at) => Math.max(high, at), of[0] ?? 0);
	const west = lowest(lng);
	const south = lowest(lat);
	const width = highest(lng) - west;
	const height = highest(lat) - south;
	const cellsMax = Math.max(1, CELLS_PER_HOME * count);
	const step = Math.ceil(
		Math.max(STEP_MIN, Math.sqrt((width * height) / cellsMax), Math.max(width, height) / cellsMax),
	);
	const columns = Math.floor(width / step) + 1;
	const rows = Math.floor(height / step) + 1;
	const cellOf = (home: number): number =>
		Math.floor((lat[home]! - south) / step) * columns + Math.floor((lng[home]! - west) / step);
	const start = new Uint32Array(columns * rows + 1);
	for (let home = 0; home < count; home++) start[cellOf(home) + 1]!++;
	for (let cell = 1; cell < start.length; cell++) start[cell]! += start[cell - 1]!;
	const next = start.slice();
	const point = new Uint32Array(count);
	for (let home = 0; home < count; home++) point[next[cellOf(home)]!++] = home;
	const sorted = (column: Int32Array): Int32Array => Int32Array.from(point, (home) => column[home]!);
	const found = new Uint32Array(count);
	return { west, south, step, columns, rows, start, point, lng: sorted(lng), lat: sorted(lat), found };
}
