import type { FacilityInput } from "../../../geodata/city/city-input.ts";
import type { Datum } from "../../../geodata/datum/datum.ts";
import { GeodataError } from "../../../geodata/units/error.ts";
import type { BBox, Position } from "../../../geodata/units/position.ts";
import { inWgs84 } from "../boundary.ts";
import { FACILITY_NAME_NAMES } from "./column-names.ts";
import { placedRows } from "./positions.ts";
import { rowIds } from "./row-ids.ts";
import { columnOf, namedColumn, type Table, type TableRow } from "./table.ts";
import { rowsWhere } from "./where.ts";

export interface FacilityOptions {
	readonly kind: string;
	readonly datum: Datum;
	readonly extent: BBox;
	/** Row filter. Ids of a filtered table belong to other things, such as cells, so they get the kind as a prefix. */
	readonly where: string | null;
}

/** Facilities of a table, and the assumptions about it, for the report. */
export interface TableFacilities {
	readonly facilities: FacilityInput[];
	readonly notes: readonly string[];
}

/**
 * Facilities of a table, one per row. All rows are checked before any is used.
 *
 * @throws {GeodataError} FACILITY_EMPTY, FACILITY_DUPLICATE, those of {@link rowsWhere}, {@link placedRows} and
 *   {@link rowIds}
 */
export async function facilitiesOf(table: Table, options: FacilityOptions): Promise<TableFacilities> {
	const { kind, where } = options;
	const chosen = where === null ? table : { ...table, rows: rowsWhere(table, where) };
	if (chosen.rows.length === 0) {
		throw new GeodataError(
			"FACILITY_EMPTY",
			`${table.file} has ${table.rows.length} rows and none where ${where}; at least one is needed.`,
			{ file: table.file, where },
		);
	}
	const placed = await placedRows(chosen, options.datum, options.extent);
	const { ids, notes } = rowIds(table, placed.rows);
	const nameColumn =
		table.options.nameColumn === null
			? columnOf(table, FACILITY_NAME_NAMES)
			: namedColumn(table, table.options.nameColumn);
	const outlines = await Promise.all(
		placed.rows.map(({ place }) => (place?.area ? inWgs84(place.area, options.datum) : null)),
	);
	const facilities = placed.rows.map((row, i): FacilityInput => {
		const [lngDeg, latDeg] = placed.positions[i]!;
		const id = ids[i]!;
		const attributes = table.columns.flatMap((column, k) => {
			const value = row.cells[k]?.trim() ?? "";
			return value === "" || k === nameColumn ? [] : [[column, value]];
		});
		return {
			facilityId: where === null && !id.startsWith(`${table.rowNoun}-`) ? id : `${kind}-${id}`,
			kind,
			name: nameColumn < 0 ? "" : (row.cells[nameColumn]?.trim() ?? ""),
			lngDeg,
			latDeg,
			entrances: [],
			outline: outlines[i]!,
			communityCode: null,
			townId: null,
			attributes: Object.fromEntries(attributes) as Record<string, unknown>,
		};
	});
	refuseTwins(table, placed.rows, facilities);
	const taken = [
		...placed.notes,
		...notes,
		...(nameColumn < 0 ? [] : [`names of ${table.columns[nameColumn]}`]),
	];
	return {
		facilities,
		notes: [
			...table.notes,
			...(taken.length > 0 ? [`${table.file}: ${taken.join("; ")}`] : []),
			...(placed.clipped > 0 ? [`${table.file}: ${placed.clipped} rows outside the city left out`] : []),
		],
	};
}

/** Same name at the same place, to a tenth of a metre: a duplicate facility. */
function refuseTwins(table: Table, rows: readonly TableRow[], facilities: readonly FacilityInput[]): void {
	const rowOf = new Map<string, number>();
	facilities.forEach(({ name, lngDeg, latDeg }, i) => {
		const key = `${name}\n${lngDeg.toFixed(6)}\n${latDeg.toFixed(6)}`;
		const row = rows[i]!.number;
		const other = rowOf.get(key);
		if (other !== undefined) {
			throw new GeodataError(
				"FACILITY_DUPLICATE",
				`${table.file} rows ${other} and ${row} are the same facility "${name}" at ${lngDeg}, ${latDeg}; a facility may stand once.`,
				{ file: table.file, rows: [other, row], value: [lngDeg, latDeg] satisfies Position },
			);
		}
		rowOf.set(key, row);
	});
}
