import type { CompoundInput } from "../../../geodata/city/city-input.ts";
import type { Datum } from "../../../geodata/datum/datum.ts";
import { GeodataError } from "../../../geodata/units/error.ts";
import type { BBox } from "../../../geodata/units/position.ts";
import { type Area, insideTest } from "../geos.ts";
import {
	CELL_NAME_NAMES,
	isFigure,
	isLatName,
	isLngName,
	isPerhapsPopulation,
	isPopulationName,
	isPopulationOfYear,
} from "./column-names.ts";
import { numbersOf } from "./number-format.ts";
import { type PlacedRows, placedRows } from "./positions.ts";
import { rowIds } from "./row-ids.ts";
import {
	columnOf,
	indicesOf,
	listed,
	namedColumn,
	rowsNamed,
	shortened,
	type Table,
	type TableRow,
} from "./table.ts";
import { wholePeople } from "./whole-people.ts";

/** Maximum people per cell; a larger value means the wrong column. */
export const MAX_PEOPLE_A_CELL = 10_000_000;

export interface Population {
	readonly compounds: readonly CompoundInput[];
	/** Cells without people: left out, not demand. */
	readonly emptyCells: number;
	readonly people: number;
	/** Assumptions about the table, for the report. */
	readonly notes: readonly string[];
}

export interface PopulationOptions {
	readonly datum: Datum;
	readonly extent: BBox;
	/** The population column; null searches for it. */
	readonly column: string | null;
	/** Clip area for rows, where clipping is on; null clips to the extent. */
	readonly boundary?: Area | null;
}

/**
 * Demand points of a table of cells or points. Fractions become whole people by {@link wholePeople}.
 *
 * @throws {GeodataError} COLUMN_UNKNOWN, COLUMN_OPEN, TABLE_NO_POPULATION, POPULATION_INVALID, POPULATION_EMPTY,
 *   those of {@link placedRows}, of {@link numbersOf} and of {@link rowIds}
 */
export async function populationOf(table: Table, options: PopulationOptions): Promise<Population> {
	const column = options.column === null ? populationColumn(table) : namedColumn(table, options.column);
	const placed = await clippedRows(table, options);
	const { rows } = placed;
	const { values, note } = numbersOf(table, rows, column, placed.mark);
	refuseInvalid(table, rows, column, values);
	const people = wholePeople(values);
	const { ids, notes } = rowIds(table, rows);
	const nameColumn =
		table.options.nameColumn === null
			? columnOf(table, CELL_NAME_NAMES)
			: namedColumn(table, table.options.nameColumn);
	const compounds = rows.flatMap((row, i): CompoundInput[] => {
		if (people[i] === 0) return [];
		const [lngDeg, latDeg] = placed.positions[i]!;
		const name = nameColumn < 0 ? "" : (row.cells[nameColumn]?.trim() ?? "");
		return [cell(ids[i]!, name, lngDeg, latDeg, people[i]!, placed.radiiM[i]!)];
	});
	const taken = [`people of ${table.columns[column]}`, note, ...placed.notes, ...notes].filter(
		(text) => text !== null,
	);
	return peopled(compounds, table.file, rows.length - compounds.length, [
		...table.notes,
		`${table.file}: ${taken.join("; ")}`,
		...(placed.clipped > 0 ? [`${table.file}: ${placed.clipped} rows outside the city left out`] : []),
	]);
}

/** A demand point with only position, size and number of people. */
export function cell(
	id: string,
	name: string,
	lngDeg: number,
	latDeg: number,
	people: number,
	cellRadiusM: number | null,
): CompoundInput {
	return {
		compoundId: id,
		name,
		lngDeg,
		latDeg,
		people,
		people0To14: null,
		people60Plus: null,
		communityCode: null,
		gates: [],
		polygon: null,
		kind: "cell",
		cellRadiusM,
	};
}

/** @throws {GeodataError} POPULATION_EMPTY where nobody lives in the city */
export function peopled(
	compounds: readonly CompoundInput[],
	file: string,
	emptyCells: number,
	notes: readonly string[],
): Population {
	if (compounds.length === 0) {
		throw new GeodataError("POPULATION_EMPTY", `${file} has no cell with people; at least one is needed.`, {
			file,
		});
	}
	return { compounds, emptyCells, people: compounds.reduce((sum, { people }) => sum + people, 0), notes };
}

async function clippedRows(
	table: Table,
	{ datum, extent, boundary = null }: PopulationOptions,
): Promise<PlacedRows> {
	const placed = await placedRows(table, datum, extent);
	if (boundary === null || !table.options.clip) return placed;
	const isOfCity = await insideTest(boundary);
	const kept = placed.rows.map((_, i) => i).filter((i) => isOfCity(placed.positions[i]!));
	return {
		...placed,
		rows: kept.map((i) => placed.rows[i]!),
		positions: kept.map((i) => placed.positions[i]!),
		radiiM: kept.map((i) => placed.radiiM[i]!),
		clipped: placed.clipped + placed.rows.length - kept.length,
	};
}

/** The only column named after people, else the only candidate; several candidates are refused with a question. */
function populationColumn(table: Table): number {
	const free = (column: string) => !isLngName(column) && !isLatName(column);
	const surely = indicesOf(table, isPopulationName);
	const ofYears = indicesOf(table, isPopulationOfYear);
	const perhaps = indicesOf(table, (name) => free(name) && (isPerhapsPopulation(name) || isFigure(name)));
	const found = [surely, ofYears, perhaps].find((columns) => columns.length > 0) ?? [];
	if (found.length === 1) return found[0]!;
	if (found.length > 1) {
		const names = found.map((i) => table.columns[i]!);
		throw new GeodataError(
			"COLUMN_OPEN",
			`${table.file} has several columns that may hold the people (${listed(names)}); name one with --population-column.`,
			{ file: table.file, value: names },
		);
	}
	throw new GeodataError(
		"TABLE_NO_POPULATION",
		`${table.file} has no population column; its columns are ${listed(table.columns)}; allowed names are population, pop, people, 人口, or the one given as --population-column.`,
		{ file: table.file, value: table.columns.slice(0, 100) },
	);
}

function refuseInvalid(
	table: Table,
	rows: readonly TableRow[],
	column: number,
	values: readonly number[],
): void {
	const isValid = (value: number) => value >= 0 && value <= MAX_PEOPLE_A_CELL;
	const bad = rows.filter((_, i) => !isValid(values[i]!));
	const first = bad[0];
	if (!first) return;
	const value = first.cells[column] ?? "";
	const numbers = bad.map(({ number }) => number);
	throw new GeodataError(
		"POPULATION_INVALID",
		`${table.file} ${rowsNamed(table, numbers)}: ${table.columns[column]} is "${shortened(value)}"; allowed are numbers from 0 to ${MAX_PEOPLE_A_CELL}.`,
		{
			file: table.file,
			rows: numbers.slice(0, 100),
			count: bad.length,
			value,
			allowed: [0, MAX_PEOPLE_A_CELL],
		},
	);
}
