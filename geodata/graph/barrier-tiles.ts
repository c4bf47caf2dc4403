import type { Barriers } from "./walk-graph.ts";

/** Barrier segments of a city sorted into tiles, for rasters that query many small boxes. */
export interface BarrierTiles {
	readonly barriers: Barriers;
	/** 1e-7 degrees. */
	readonly west: number;
	readonly south: number;
	readonly step: number;
	readonly columns: number;
	readonly rows: number;
	/** Shape [tiles + 1]; segments of tile t are segment[start[t] .. start[t + 1]). */
	readonly start: Uint32Array;
	readonly segment: Uint32Array;
	/** Shape [4 · segment.length]; lng and lat of both ends, so that the segments of a tile are contiguous. */
	readonly ends: Int32Array;
	/** Shape [segments]; the last query that returned a segment, so that each is returned once. */
	readonly stamp: Uint32Array;
	round: number;
}

/** Tiles are about 50 m wide, wider where there would be many more tiles than segments. */
const STEP_MIN = 5000;
const TILES_PER_SEGMENT = 4;

export function sortIntoTiles(barriers: Barriers): BarrierTiles {
	const count = barriers.kind.length;
	let [west, south, east, north] = [0, 0, 0, 0];
	for (let i = 0; i < count; i++) {
		const lowLng = Math.min(barriers.aLng[i]!, barriers.bLng[i]!);
		const highLng = Math.max(barriers.aLng[i]!, barriers.bLng[i]!);
		const lowLat = Math.min(barriers.aLat[i]!, barriers.bLat[i]!);
		const highLat = Math.max(barriers.aLat[i]!, barriers.bLat[i]!);
		if (i === 0 || lowLng < west) west = lowLng;
		if (i === 0 || lowLat < south) south = lowLat;
		if (i === 0 || highLng > east) east = highLng;
		if (i === 0 || highLat > north) north = highLat;
	}
	const fair = Math.sqrt(((east - west) * (north - south)) / Math.max(1, TILES_PER_SEGMENT * count));
	const longest = Math.max(east - west, north - south) / Math.max(1, TILES_PER_SEGMENT * count);
	const step = Math.ceil(Math.max(STEP_MIN, fair, longest));
	const columns = Math.floor((east - west) / step) + 1;
	const rows = Math.floor((north - south) / step) + 1;
	const start = new Uint32Array(columns * rows + 1);
	let segment = new Uint32Array(0);
	// Counting sort: count per tile, prefix sums, then the segments.
	for (const filling of [false, true]) {
		for (let i = 0; i < count; i++) {
			const aLng = barriers.aLng[i]! - west;
			const aLat = barriers.aLat[i]! - south;
			const bLng = barriers.bLng[i]! - west;
			const bLat = barriers.bLat[i]! - south;
			const lowLat = Math.min(aLat, bLat);
			const highLat = Math.max(aLat, bLat);
			const perLat = aLat === bLat ? 0 : (bLng - aLng) / (bLat - aLat);
			for (let row = Math.floor(lowLat / step); row <= Math.floor(highLat / step); row++) {
				// The part of the segment in this row of tiles; one unit on either side covers rounding.
				const from = aLng + (Math.max(lowLat, row * step) - aLat) * perLat;
				const to = aLat === bLat ? bLng : aLng + (Math.min(highLat, (row + 1) * step) - aLat) * perLat;
				const first = Math.max(0, Math.floor((Math.min(from, to) - 1) / step));
				const last = Math.min(columns - 1, Math.floor((Math.max(from, to) + 1) / step));
				for (let tile = row * columns + first; tile <= row * columns + last; tile++) {
					if (filling) segment[--start[tile]!] = i;
					else start[tile]!++;
				}
			}
		}
		if (filling) break;
		let total = 0;
		for (let tile = 0; tile < start.length; tile++) {
			total += start[tile]!;
			start[tile] = total;
		}
		segment = new Uint32Array(total);
	}
	const ends = new Int32Array(segment.length * 4);
	segment.forEach((i, entry) => {
		ends[4 * entry] = barriers.aLng[i]!;
		ends[4 * entry + 1] = barriers.aLat[i]!;
		ends[4 * entry + 2] = barriers.bLng[i]!;
		ends[4 * entry + 3] = barriers.bLat[i]!;
	});
	const stamp = new Uint32Array(count);
	return { barriers, west, south, step, columns, rows, start, segment, ends, stamp, round: 0 };
}
