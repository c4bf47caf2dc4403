import { type Datum, toWgs84 } from "../../../geodata/datum/datum.ts";
import { GeodataError } from "../../../geodata/units/error.ts";
import { type BBox, isPosition, type Position } from "../../../geodata/units/position.ts";
import { isInside } from "../extent.ts";
import { projectedGuess } from "./projected-guess.ts";
import { type RawPlaces, rawPlaces } from "./raw-places.ts";
import { rowsNamed, type Table, type TableRow } from "./table.ts";
import type { DecimalMark } from "./table-options.ts";

/** Larger numbers are metres, not degrees. */
const DEGREES_BELOW = 1000;

/** The rows of a table inside the city, and their positions. */
export interface PlacedRows {
	readonly rows: readonly TableRow[];
	/** One per row, in WGS84. */
	readonly positions: readonly Position[];
	/** One per row: half the diagonal of the area's box, metres; null for a point. */
	readonly radiiM: readonly (number | null)[];
	/** Number of rows outside, left out by the clip option. */
	readonly clipped: number;
	/** The decimal mark of the coordinates; null where they have none. */
	readonly mark: DecimalMark | null;
	readonly notes: readonly string[];
}

/**
 * The positions of a table's rows, in WGS84. All rows are checked before any is used.
 *
 * @throws {GeodataError} COORDINATE_PROJECTED, COORDINATE_SWAPPED, COORDINATE_OUTSIDE, and those of {@link rawPlaces}
 */
export async function placedRows(table: Table, datum: Datum, extent: BBox): Promise<PlacedRows> {
	const raw = await rawPlaces(table, datum, extent);
	refuseProjected(table, raw, extent);
	const inWgs84 = (lng: number, lat: number): Position | null =>
		isPosition(lng, lat) ? toWgs84(datum, lng, lat) : null;
	const positions = raw.places.map(([lng, lat]) => inWgs84(lng, lat));
	const isOfCity = (position: Position | null | undefined) => !!position && isInside(extent, position);
	const outside = table.rows.map((_, i) => i).filter((i) => !isOfCity(positions[i]));
	const exchanged = outside.filter((i) => {
		const [lng, lat] = raw.places[i]!;
		return isOfCity(inWgs84(lat, lng));
	});
	const { clip } = table.options;
	if (exchanged.length > 0 && (clip || exchanged.length === outside.length)) {
		throw refused(table, raw, exchanged, extent, true);
	}
	if (outside.length === table.rows.length || (outside.length > 0 && !clip)) {
		throw refused(table, raw, outside, extent, false);
	}
	const kept = table.rows.map((_, i) => i).filter((i) => isOfCity(positions[i]));
	return {
		rows: kept.map((i) => table.rows[i]!),
		positions: kept.map((i) => positions[i]!),
		radiiM: kept.map((i) => raw.radiiM[i]!),
		clipped: outside.length,
		mark: raw.mark,
		notes: raw.notes,
	};
}

function refuseProjected(table: Table, { places }: RawPlaces, extent: BBox): void {
	const inMetres = table.rows
		.map((_, i) => i)
		.filter((i) => places[i]!.some((value) => Math.abs(value) > DEGREES_BELOW));
	const [first] = inMetres;
	if (first === undefined) return;
	const [x, y] = places[first]!;
	const guess = projectedGuess(extent, [x, y]);
	const numbers = inMetres.map((i) => table.rows[i]!.number);
	throw new GeodataError(
		"COORDINATE_PROJECTED",
		`${table.file} ${rowsNamed(table, numbers)}: longitude ${x}, latitude ${y} look projected, in metres; ${
			guess === null ? "in which system could not be told" : `as ${guess} they lie in the city`
		}; allowed are degrees.`,
		{ file: table.file, rows: numbers.slice(0, 100), count: numbers.length, value: [x, y], guess },
	);
}

function refused(
	table: Table,
	{ places }: RawPlaces,
	wrong: readonly number[],
	extent: BBox,
	isExchanged: boolean,
): GeodataError {
	const numbers = wrong.map((i) => table.rows[i]!.number);
	const [lng, lat] = places[wrong[0]!]!;
	const box = extent.map((deg) => deg.toFixed(4)).join(", ");
	const details = {
		file: table.file,
		rows: numbers.slice(0, 100),
		count: numbers.length,
		value: [lng, lat],
		allowed: extent,
	};
	const named = `${table.file} ${rowsNamed(table, numbers)}`;
	return isExchanged
		? new GeodataError(
				"COORDINATE_SWAPPED",
				`${named}: longitude ${lng} and latitude ${lat} look swapped, for the other way round they lie in the city (${box}).`,
				details,
			)
		: new GeodataError(
				"COORDINATE_OUTSIDE",
				`${named}: longitude ${lng}, latitude ${lat} lies outside the city (west, south, east, north: ${box}).`,
				details,
			);
}
