import type { Datum } from "../../../geodata/datum/datum.ts";
import { GeodataError } from "../../../geodata/units/error.ts";
import type { BBox, Position } from "../../../geodata/units/position.ts";
import { datumOfName, isLatName, isLngName, isPositionName, orderOfName } from "./column-names.ts";
import { placeOfGeometry } from "./geojson-table.ts";
import { markOf, numberIn } from "./number-format.ts";
import { degreesOf, geometryOf, isHexadecimalWkb, isWkt, pairOf } from "./position-text.ts";
import { indicesOf, listed, namedColumn, rowsNamed, shortened, type Table } from "./table.ts";
import type { DecimalMark, PositionOrder } from "./table-options.ts";

/** The position data in a table's rows, longitude first, in the table's datum. */
export interface RawPlaces {
	readonly places: readonly Position[];
	readonly radiiM: readonly (number | null)[];
	readonly mark: DecimalMark | null;
	readonly notes: readonly string[];
}

/**
 * Reads the positions of a table: GeoJSON geometries, two columns, or one column with both.
 *
 * @throws {GeodataError} TABLE_NO_COORDINATES, COLUMN_OPEN where several columns are candidates, DATUM_OPEN,
 *   COORDINATE_INVALID, POSITION_ORDER
 */
export async function rawPlaces(table: Table, datum: Datum, extent: BBox): Promise<RawPlaces> {
	const { lngColumn, latColumn, positionColumn } = table.options;
	if (positionColumn !== null) return ofOneColumn(table, namedColumn(table, positionColumn), extent);
	if (lngColumn !== null && latColumn !== null) {
		return ofTwoColumns(table, namedColumn(table, lngColumn), namedColumn(table, latColumn));
	}
	if (table.rows[0]?.place) {
		return {
			places: table.rows.map(({ place }) => place!.position),
			radiiM: table.rows.map(({ place }) => place!.radiusM),
			mark: ".",
			notes: [],
		};
	}
	const [lng, lat] = [indicesOf(table, isLngName), indicesOf(table, isLatName)];
	if (lng.length > 0 && lat.length > 0) {
		refuseOpen(table, lng, lat);
		refuseOtherDatum(table, [lng[0]!, lat[0]!], datum);
		return ofTwoColumns(table, lng[0]!, lat[0]!);
	}
	const single = indicesOf(table, isPositionName).filter((column) => holdsPositions(table, column));
	if (single.length > 1) {
		throw new GeodataError(
			"COLUMN_OPEN",
			`${table.file} has ${single.length} columns that may hold positions (${listed(single.map((i) => table.columns[i]!))}); name one with ${table.options.prefix}position-column.`,
			{ file: table.file, value: single.map((i) => table.columns[i]) },
		);
	}
	if (single.length === 1) return ofOneColumn(table, single[0]!, extent);
	throw noCoordinates(table, lng.length > 0, lat.length > 0);
}

/** The decimal mark of a table's coordinates, as far as known without reading them; null where unknown. */
export function markOfPlaces(table: Table): DecimalMark | null {
	if (table.rows[0]?.place || table.options.positionColumn !== null) return ".";
	const { lngColumn } = table.options;
	const column = lngColumn === null ? indicesOf(table, isLngName)[0] : namedColumn(table, lngColumn);
	if (column === undefined) return indicesOf(table, isPositionName).length > 0 ? "." : null;
	return markOfDegrees(table, column);
}

function ofTwoColumns(table: Table, lngColumn: number, latColumn: number): RawPlaces {
	const cellOf = (row: number, column: number) => table.rows[row]!.cells[column] ?? "";
	let mark: DecimalMark | null = null;
	let withSigns = 0;
	const read = (column: number): number[] => {
		const own = markOfDegrees(table, column);
		mark ??= own;
		return table.rows.map((_, i) => {
			const number = numberIn(cellOf(i, column), own ?? ".");
			if (!Number.isNaN(number)) return number;
			const degrees = degreesOf(cellOf(i, column));
			if (!Number.isNaN(degrees)) withSigns++;
			return degrees;
		});
	};
	const [lngs, lats] = [read(lngColumn), read(latColumn)];
	const invalid = table.rows.filter((_, i) => Number.isNaN(lngs[i]!) || Number.isNaN(lats[i]!));
	const [first] = invalid;
	if (first) {
		const numbers = invalid.map(({ number }) => number);
		throw new GeodataError(
			"COORDINATE_INVALID",
			`${table.file} ${rowsNamed(table, numbers)}: longitude "${shortened(first.cells[lngColumn] ?? "")}", latitude "${shortened(first.cells[latColumn] ?? "")}"; allowed are numbers in degrees.`,
			{ file: table.file, rows: numbers.slice(0, 100), count: numbers.length },
		);
	}
	const signs = withSigns > 0 ? ", in degrees, minutes and seconds" : "";
	return {
		places: lngs.map((lng, i): Position => [lng, lats[i]!]),
		radiiM: lngs.map(() => null),
		mark,
		notes: [`positions of ${table.columns[lngColumn]} and ${table.columns[latColumn]}${signs}`],
	};
}

/** The decimal mark of degrees: the one that keeps them below 360, because degrees have no thousands. */
function markOfDegrees(table: Table, column: number): DecimalMark | null {
	const cells = table.rows.map(({ cells }) => cells[column] ?? "");
	const said = cells.map(markOf).find((mark) => mark === "." || mark === ",");
	if (said === "." || said === ",") return said;
	const open = cells.find((cell) => markOf(cell) === "open");
	if (open === undefined) return null;
	return Math.abs(numberIn(open, ",")) <= 360 ? "," : ".";
}

async function ofOneColumn(table: Table, column: number, extent: BBox): Promise<RawPlaces> {
	const cells = table.rows.map((row) => (row.cells[column] ?? "").trim());
	const name = table.columns[column]!;
	if (cells.some((cell) => isWkt(cell) || cell.startsWith("{"))) return ofGeometries(table, column, cells);
	const pairs = cells.map(pairOf);
	refuseCells(table, column, cells, (i) => pairs[i] === null);
	const found = pairs as Position[];
	const order = table.options.positionOrder ?? orderOfName(name) ?? orderOfRange(found);
	if (order === null) {
		const example = cells[0]!;
		throw new GeodataError(
			"POSITION_ORDER",
			`${table.file}: ${name} is "${shortened(example)}", and whether longitude or latitude comes first cannot be told; say it with ${table.options.prefix}position-order lng,lat or lat,lng (the city lies at ${((extent[0] + extent[2]) / 2).toFixed(2)} longitude, ${((extent[1] + extent[3]) / 2).toFixed(2)} latitude).`,
			{ file: table.file, value: example },
		);
	}
	return {
		places: found.map(([a, b]): Position => (order === "lng,lat" ? [a, b] : [b, a])),
		radiiM: found.map(() => null),
		mark: ".",
		notes: [`positions of ${name} as ${order}`],
	};
}

async function ofGeometries(table: Table, column: number, cells: readonly string[]): Promise<RawPlaces> {
	const places = await Promise.all(cells.map(async (cell) => placeOfGeometry(await geometryOf(cell))));
	refuseCells(table, column, cells, (i) => places[i] === null);
	return {
		places: places.map((place) => place!.position),
		radiiM: places.map((place) => place!.radiusM),
		mark: ".",
		notes: [`positions of the geometries of ${table.columns[column]}`],
	};
}

function orderOfRange(pairs: readonly Position[]): PositionOrder | null {
	const [first, second] = [0, 1].map((axis) => pairs.some((pair) => Math.abs(pair[axis]!) > 90));
	if (first === second) return null;
	return first ? "lng,lat" : "lat,lng";
}

/** Whether the first cell that is not blank looks like a position. */
function holdsPositions(table: Table, column: number): boolean {
	const cell = table.rows.map(({ cells }) => (cells[column] ?? "").trim()).find((text) => text !== "");
	if (cell === undefined) return false;
	return isWkt(cell) || isHexadecimalWkb(cell) || cell.startsWith("{") || pairOf(cell) !== null;
}

function refuseCells(
	table: Table,
	column: number,
	cells: readonly string[],
	isWrong: (i: number) => boolean,
): void {
	const wrong = cells.flatMap((_, i) => (isWrong(i) ? [i] : []));
	const [first] = wrong;
	if (first === undefined) return;
	const cell = cells[first]!;
	const numbers = wrong.map((i) => table.rows[i]!.number);
	const hint = isHexadecimalWkb(cell) ? ", a geometry in hexadecimal, which ST_AsText writes as text" : "";
	throw new GeodataError(
		"COORDINATE_INVALID",
		`${table.file} ${rowsNamed(table, numbers)}: ${table.columns[column]} is "${shortened(cell)}"${hint}; allowed are two numbers in degrees, WKT or GeoJSON.`,
		{ file: table.file, rows: numbers.slice(0, 100), count: numbers.length },
	);
}

function refuseOpen(table: Table, lng: readonly number[], lat: readonly number[]): void {
	if (lng.length === 1 && lat.length === 1) return;
	const { prefix } = table.options;
	const named = (columns: readonly number[]) => listed(columns.map((i) => table.columns[i]!));
	throw new GeodataError(
		"COLUMN_OPEN",
		`${table.file} has several columns that may be the longitude (${named(lng)}) or the latitude (${named(lat)}); name them with ${prefix}lng-column and ${prefix}lat-column.`,
		{ file: table.file, value: [...lng, ...lat].map((i) => table.columns[i]) },
	);
}

/** A column with an unconfirmed datum in its name would be read as WGS84, some 500 m off. */
function refuseOtherDatum(table: Table, columns: readonly number[], datum: Datum): void {
	if (table.options.isDatumGiven) return;
	const named = columns.map((column) => datumOfName(table.columns[column]!)).find((one) => one !== null);
	if (named === undefined || named === null || named === datum) return;
	throw new GeodataError(
		"DATUM_OPEN",
		`${table.file} has positions in ${listed(columns.map((i) => table.columns[i]!))}, which name ${named}; say what they are with --datum ${named} or --datum ${datum}.`,
		{ file: table.file, value: named },
	);
}

function noCoordinates(table: Table, hasLng: boolean, hasLat: boolean): GeodataError {
	const missing = hasLng ? "latitude column" : hasLat ? "longitude column" : "longitude and latitude columns";
	const { prefix } = table.options;
	return new GeodataError(
		"TABLE_NO_COORDINATES",
		`${table.file} has no ${missing}; its columns are ${listed(table.columns)}; allowed names are lon, lng, long, longitude, 经度, x and lat, latitude, 纬度, y, or those given as ${prefix}lng-column and ${prefix}lat-column.`,
		{ file: table.file, value: table.columns.slice(0, 100) },
	);
}
