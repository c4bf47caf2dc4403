import type { FacilityInput } from "../../../geodata/coverage/city-input.ts";
import type { Datum } from "../../../geodata/datum/datum.ts";
import { GeodataError } from "../../../geodata/units/error.ts";
import type { BBox, Position } from "../../../geodata/units/position.ts";
import { uniqueIds } from "./population.ts";
import { positionsOf } from "./positions.ts";
import { columnOf, namedColumn, type Table } from "./table.ts";
import { rowsWhere } from "./where.ts";

const NAME_NAMES = ["name", "名称", "设施名称", "站点名称", "title", "label", "name_zh", "nome"];

export interface FacilityOptions {
	readonly kind: string;
	readonly datum: Datum;
	readonly extent: BBox;
	/** Only rows for which this holds; their cells are then places of something else, so ids take the kind before them. */
	readonly where: string | null;
	/** Column of the name; null looks for one. */
	readonly nameColumn: string | null;
}

/** A kind or service id as a command line may give it. */
export function parseKindId(text: string): string {
	if (/^[a-z][a-z0-9-]{0,39}$/.test(text)) return text;
	throw new GeodataError(
		"KIND_INVALID",
		`Kind "${text}" is not an id; allowed are 1 to 40 of a–z, 0–9 and -, a letter first.`,
		{ value: text },
	);
}

/**
 * Facilities of a table, one a row. All rows are checked before any is used.
 *
 * @throws {GeodataError} WHERE_INVALID, COLUMN_UNKNOWN, FACILITY_EMPTY, ID_DUPLICATE, FACILITY_DUPLICATE and
 *   those of {@link positionsOf}
 */
export function facilitiesOf(table: Table, options: FacilityOptions): FacilityInput[] {
	const { kind, where } = options;
	const chosen = where === null ? table : { ...table, rows: rowsWhere(table, where) };
	if (chosen.rows.length === 0) {
		throw new GeodataError(
			"FACILITY_EMPTY",
			`${table.file} has ${table.rows.length} rows and none where ${where}; at least one is needed.`,
			{ file: table.file, where },
		);
	}
	const positions = positionsOf(chosen, options.datum, options.extent);
	const ids = uniqueIds(chosen);
	const nameColumn =
		options.nameColumn === null ? columnOf(table, NAME_NAMES) : namedColumn(table, options.nameColumn);
	const facilities = chosen.rows.map((row, i): FacilityInput => {
		const [lngDeg, latDeg] = positions[i]!;
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
			communityCode: null,
			townId: null,
			attributes: Object.fromEntries(attributes) as Record<string, unknown>,
		};
	});
	refuseTwins(chosen, facilities);
	return facilities;
}

/** The same name at the same place, to a tenth of a metre, is one facility written twice. */
function refuseTwins(table: Table, facilities: readonly FacilityInput[]): void {
	const rowOf = new Map<string, number>();
	facilities.forEach(({ name, lngDeg, latDeg }, i) => {
		const key = `${name}\n${lngDeg.toFixed(6)}\n${latDeg.toFixed(6)}`;
		const row = table.rows[i]!.number;
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
