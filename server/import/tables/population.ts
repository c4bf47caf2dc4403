import type { CompoundInput } from "../../../geodata/coverage/city-input.ts";
import type { Datum } from "../../../geodata/datum/datum.ts";
import { GeodataError } from "../../../geodata/units/error.ts";
import type { BBox } from "../../../geodata/units/position.ts";
import { positionsOf } from "./positions.ts";
import { columnOf, listed, namedColumn, numberIn, rowsNamed, type Table } from "./table.ts";
import { wholePeople } from "./whole-people.ts";

const POPULATION_NAMES = [
	"population",
	"pop",
	"people",
	"persons",
	"residents",
	"inhabitants",
	"totalpopulation",
	"population_total",
	"pop_total",
	"total_pop",
	"人口",
	"人口数",
	"总人口",
	"常住人口",
	"居住人口",
	"人数",
	"habitantes",
	"populacao",
	"população",
	"count",
	"value",
];
const ID_NAMES = ["id", "cell_id", "cellid", "code", "编号", "代码", "fid", "gid"];
const NAME_NAMES = ["name", "名称", "小区", "小区名称", "label"];

/** Most people one cell may hold; more is a wrong column. */
export const MAX_PEOPLE_A_CELL = 10_000_000;

export interface Population {
	readonly compounds: readonly CompoundInput[];
	/** Cells that hold nobody: not demand, left out. */
	readonly emptyCells: number;
	readonly people: number;
	/** What was taken for what, to be told. */
	readonly notes: readonly string[];
}

/**
 * Demand points of a table of cells or points. Fractions become whole people by {@link wholePeople}.
 *
 * @param column The population column; null looks for one under any usual name.
 * @throws {GeodataError} COLUMN_UNKNOWN, TABLE_NO_POPULATION, POPULATION_INVALID, POPULATION_EMPTY, ID_DUPLICATE
 *   and those of {@link positionsOf}
 */
export function populationOf(
	table: Table,
	options: { datum: Datum; extent: BBox; column: string | null },
): Population {
	const positions = positionsOf(table, options.datum, options.extent);
	const column = options.column === null ? populationColumn(table) : namedColumn(table, options.column);
	const values = table.rows.map(({ cells }) => numberIn(table, cells[column] ?? ""));
	refuseInvalid(table, column, values);
	const people = wholePeople(values);
	const ids = uniqueIds(table);
	const nameColumn = columnOf(table, NAME_NAMES);
	const compounds = table.rows.flatMap((row, i): CompoundInput[] => {
		if (people[i] === 0) return [];
		const [lngDeg, latDeg] = positions[i]!;
		const name = nameColumn < 0 ? "" : (row.cells[nameColumn]?.trim() ?? "");
		return [cell(ids[i]!, name, lngDeg, latDeg, people[i]!, null)];
	});
	return peopled(compounds, table.file, table.rows.length - compounds.length, []);
}

/** A demand point of which only the place, its size and the number are known. */
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

/** @throws {GeodataError} POPULATION_EMPTY where nobody lives in it */
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

function populationColumn(table: Table): number {
	const column = columnOf(table, POPULATION_NAMES);
	if (column >= 0) return column;
	const byPattern = table.columns.findIndex((name) =>
		/^(pop|population|人口)[ _-]?\d{4}$/i.test(name.trim()),
	);
	if (byPattern >= 0) return byPattern;
	throw new GeodataError(
		"TABLE_NO_POPULATION",
		`${table.file} has no population column; its columns are ${listed(table.columns)}; allowed names are population, pop, people, 人口, or the one given as --population-column.`,
		{ file: table.file, value: table.columns, allowed: POPULATION_NAMES },
	);
}

function refuseInvalid(table: Table, column: number, values: readonly number[]): void {
	const isValid = (value: number) => value >= 0 && value <= MAX_PEOPLE_A_CELL;
	const bad = table.rows.filter((_, i) => !isValid(values[i]!));
	const first = bad[0];
	if (!first) return;
	throw new GeodataError(
		"POPULATION_INVALID",
		`${table.file} ${rowsNamed(
			table,
			bad.map(({ number }) => number),
		)}: ${table.columns[column]} is "${first.cells[column]}"; allowed are numbers from 0 to ${MAX_PEOPLE_A_CELL}.`,
		{
			file: table.file,
			rows: bad.slice(0, 100).map(({ number }) => number),
			count: bad.length,
			value: first.cells[column],
			allowed: [0, MAX_PEOPLE_A_CELL],
		},
	);
}

/**
 * The id of every row: its id column, or its row number.
 *
 * @throws {GeodataError} ID_DUPLICATE
 */
export function uniqueIds(table: Table): string[] {
	const column = columnOf(table, ID_NAMES);
	const rowOf = new Map<string, number>();
	return table.rows.map((row) => {
		const own = column < 0 ? "" : (row.cells[column]?.trim() ?? "");
		const id = own === "" ? `${table.rowNoun}-${row.number}` : own;
		const other = rowOf.get(id);
		if (other !== undefined) {
			throw new GeodataError(
				"ID_DUPLICATE",
				`${table.file} rows ${other} and ${row.number} both have the id "${id}"; an id may stand once.`,
				{ file: table.file, rows: [other, row.number], value: id },
			);
		}
		rowOf.set(id, row.number);
		return id;
	});
}
