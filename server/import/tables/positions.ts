import { type Datum, toWgs84 } from "../../../geodata/datum/datum.ts";
import { GeodataError } from "../../../geodata/units/error.ts";
import { type BBox, isPosition, metresPerDegree, type Position } from "../../../geodata/units/position.ts";
import { columnOf, listed, numberIn, rowsNamed, type Table } from "./table.ts";

const LNG_NAMES = [
	"lon",
	"lng",
	"long",
	"longitude",
	"经度",
	"东经",
	"lon_deg",
	"lng_deg",
	"x",
	"lng_wgs84",
	"lon_wgs84",
	"xcoord",
	"point_x",
];
const LAT_NAMES = ["lat", "latitude", "纬度", "北纬", "lat_deg", "y", "lat_wgs84", "ycoord", "point_y"];

/** How far outside its streets something may lie and still be of the city. */
const OUTSIDE_M = 1000;

/** The city as far as places may lie: its streets and a kilometre. */
export function cityExtent(bbox: BBox): BBox {
	const { lngM, latM } = metresPerDegree((bbox[1] + bbox[3]) / 2);
	return [
		bbox[0] - OUTSIDE_M / lngM,
		bbox[1] - OUTSIDE_M / latM,
		bbox[2] + OUTSIDE_M / lngM,
		bbox[3] + OUTSIDE_M / latM,
	];
}

/**
 * The position of every row in WGS84. All rows are checked before any is used.
 *
 * @throws {GeodataError} TABLE_NO_COORDINATES, COORDINATE_INVALID, COORDINATE_SWAPPED, COORDINATE_OUTSIDE
 */
export function positionsOf(table: Table, datum: Datum, extent: BBox): Position[] {
	const raw = rawPositions(table);
	const converted = raw.map(([lng, lat]): Position | null =>
		isPosition(lng, lat) ? toWgs84(datum, lng, lat) : null,
	);
	const bad = table.rows.flatMap((row, i) => {
		const position = converted[i];
		return position && isInside(extent, position) ? [] : [{ number: row.number, pair: raw[i]! }];
	});
	if (bad.length === 0) return converted as Position[];
	const swapped = bad.filter(
		({ pair: [lng, lat] }) => isPosition(lat, lng) && isInside(extent, toWgs84(datum, lat, lng)),
	);
	const numbers = (swapped.length === bad.length ? swapped : bad).map(({ number }) => number);
	const [lng, lat] = bad[0]!.pair;
	const box = extent.map((deg) => deg.toFixed(4)).join(", ");
	const details = {
		file: table.file,
		rows: numbers.slice(0, 100),
		count: numbers.length,
		value: [lng, lat],
		allowed: extent,
	};
	if (swapped.length === bad.length) {
		throw new GeodataError(
			"COORDINATE_SWAPPED",
			`${table.file} ${rowsNamed(table, numbers)}: longitude ${lng} and latitude ${lat} look swapped, for the other way round they lie in the city (${box}).`,
			details,
		);
	}
	throw new GeodataError(
		"COORDINATE_OUTSIDE",
		`${table.file} ${rowsNamed(table, numbers)}: longitude ${lng}, latitude ${lat} lies outside the city (west, south, east, north: ${box}).`,
		details,
	);
}

export function isInside(bbox: BBox, [lng, lat]: Position): boolean {
	return lng >= bbox[0] && lat >= bbox[1] && lng <= bbox[2] && lat <= bbox[3];
}

function rawPositions(table: Table): [number, number][] {
	if (table.rows[0]?.position) return table.rows.map(({ position }) => [position![0], position![1]]);
	const lngColumn = columnOf(table, LNG_NAMES);
	const latColumn = columnOf(table, LAT_NAMES);
	if (lngColumn < 0 || latColumn < 0) {
		const missing =
			lngColumn < 0
				? latColumn < 0
					? "longitude and latitude columns"
					: "longitude column"
				: "latitude column";
		throw new GeodataError(
			"TABLE_NO_COORDINATES",
			`${table.file} has no ${missing}; its columns are ${listed(table.columns)}; allowed names are ${LNG_NAMES.slice(0, 5).join(", ")}, x and ${LAT_NAMES.slice(0, 3).join(", ")}, y.`,
			{ file: table.file, value: table.columns, allowed: [LNG_NAMES, LAT_NAMES] },
		);
	}
	const pairs = table.rows.map(({ cells }): [number, number] => [
		numberIn(table, cells[lngColumn] ?? ""),
		numberIn(table, cells[latColumn] ?? ""),
	]);
	const invalid = table.rows.filter((_, i) => !pairs[i]!.every(Number.isFinite));
	const first = invalid[0];
	if (!first) return pairs;
	throw new GeodataError(
		"COORDINATE_INVALID",
		`${table.file} ${rowsNamed(
			table,
			invalid.map(({ number }) => number),
		)}: longitude "${first.cells[lngColumn]}", latitude "${first.cells[latColumn]}"; allowed are numbers in degrees.`,
		{ file: table.file, rows: invalid.slice(0, 100).map(({ number }) => number), count: invalid.length },
	);
}
