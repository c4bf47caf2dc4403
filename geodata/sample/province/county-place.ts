import { GeodataError } from "../../units/error.ts";
import type { Position } from "../../units/position.ts";
import { ORIGIN_LAT_DEG, ORIGIN_LNG_DEG } from "../plane/plane.ts";
import { checkSeed, randomStream } from "../plane/random.ts";

/**
 * A province of `factor` counties: rows from north to south, columns from east to west, the last row may be
 * incomplete.
 */
export interface ProvinceOptions {
	/** Whole number, [0, 2^31). The first county is the sample city of this seed. */
	readonly seed: number;
	/** Whole number, [1, 100]. */
	readonly factor: number;
}

export const FACTOR_MAX = 100;

/**
 * Spacing of counties: 28.3 km to the west and 46.8 km to the south, where the outlines interlock with gaps of some
 * 600 m. Rows go south because a degree of longitude grows that way, so gaps only widen.
 */
const COLUMN_LNG_DEG = 0.2975;
const ROW_LAT_DEG = 0.421;
/** The number of columns makes the province about as wide as high. */
const HEIGHT_OF_WIDTH = 46_700 / 28_300;

/** The place of a county, and what distinguishes it from the others. */
export interface CountyPlace {
	/** 0 … factor − 1. */
	readonly index: number;
	/** Whole number, [0, 2^31). */
	readonly seed: number;
	/** Prefix of every id and code; "" for the first county, which is the sample city itself. */
	readonly idPrefix: string;
	/** Prefix of the names that figures are grouped by, so that towns of two counties stay separate. */
	readonly namePrefix: string;
	/** Neighbours with lower indices: the county to the east and the one to the north, or null. */
	readonly east: number | null;
	readonly north: number | null;
	/** Moves a position of the sample city to this county; the identity for the first. */
	readonly move: (position: Position) => [lngDeg: number, latDeg: number];
}

/** @throws {GeodataError} SAMPLE_FACTOR_OUT_OF_RANGE, SAMPLE_SEED_OUT_OF_RANGE */
export function countyPlaces({ seed, factor }: ProvinceOptions): CountyPlace[] {
	checkSeed(seed);
	if (!Number.isInteger(factor) || factor < 1 || factor > FACTOR_MAX) {
		throw new GeodataError(
			"SAMPLE_FACTOR_OUT_OF_RANGE",
			`The factor of the sample is ${factor}; it must be a whole number of counties from 1 to ${FACTOR_MAX}.`,
			{ value: factor, allowed: [1, FACTOR_MAX] },
		);
	}
	const columns = columnsOf(factor);
	return Array.from({ length: factor }, (_, index) => {
		const column = index % columns;
		const row = Math.floor(index / columns);
		return {
			index,
			seed: index === 0 ? seed : randomStream(seed, `county ${index}`).int(0, 2 ** 31 - 1),
			idPrefix: index === 0 ? "" : `c${String(index + 1).padStart(3, "0")}-`,
			namePrefix: index === 0 ? "" : `第${index + 1}县`,
			east: column > 0 ? index - 1 : null,
			north: row > 0 ? index - columns : null,
			move: index === 0 ? ([lngDeg, latDeg]) => [lngDeg, latDeg] : mover(column, row),
		};
	});
}

/** Number of counties in a row: the index difference between a county and its neighbour to the south. */
export function columnsOf(factor: number): number {
	return Math.max(1, Math.min(factor, Math.round(Math.sqrt(factor * HEIGHT_OF_WIDTH))));
}

/** Shifts by whole rows and columns; scales longitudes where a degree of longitude is longer. */
function mover(column: number, row: number): CountyPlace["move"] {
	const stretch = cosine(ORIGIN_LAT_DEG) / cosine(ORIGIN_LAT_DEG - row * ROW_LAT_DEG);
	const westDeg = column * COLUMN_LNG_DEG;
	const southDeg = row * ROW_LAT_DEG;
	return ([lngDeg, latDeg]) => [
		rounded(ORIGIN_LNG_DEG - westDeg + (lngDeg - ORIGIN_LNG_DEG) * stretch),
		rounded(latDeg - southDeg),
	];
}

/** To 1e-7° (11 mm), the resolution of the engine. */
function rounded(deg: number): number {
	return Math.round(deg * 1e7) / 1e7;
}

/** Cosine of an angle below 90° by its series, because Math.cos may differ in its last bit between machines. */
export function cosine(deg: number): number {
	const angle = (deg * Math.PI) / 180;
	const squared = angle * angle;
	let term = 1;
	let sum = 1;
	for (let n = 2; n <= 24; n += 2) {
		term *= -squared / (n * (n - 1));
		sum += term;
	}
	return sum;
}
