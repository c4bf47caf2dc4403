import Papa from "papaparse";
import type { FacilitySet } from "../../geodata/city/city-model.ts";
import type { DemandSet } from "../../geodata/city/demand.ts";
import type { Rule } from "../../geodata/cost/profile.ts";
import { cutoffOf } from "../../geodata/cost/rule.ts";
import type { Coverage } from "../../geodata/coverage/coverage.ts";
import { COORD_UNITS_PER_DEG, MM_PER_M, NONE, UNREACHED } from "../../geodata/units/constants.ts";
import { impedanceUnit } from "./figure-words.ts";

/** mm per m, and ms per s. */
const PER_UNIT = 1000;
const ROWS_AT_ONCE = 5000;

/**
 * One row per demand point, for comparison with another engine: id, lng, lat, people, nearest facility, impedance in
 * metres or seconds, covered (1 or 0), metres from the point to its street. Blank where no facility is reached or the
 * point is unsnapped.
 */
export function* demandCsv(
	demand: DemandSet,
	facilities: FacilitySet,
	coverage: Coverage,
	rule: Rule,
): Generator<string> {
	const cutoff = cutoffOf(rule);
	yield `id,lng,lat,people,nearest_facility,impedance_${impedanceUnit(rule)},covered,snap_offset_m\r\n`;
	for (let first = 0; first < demand.count; first += ROWS_AT_ONCE) {
		const rows: (string | number)[][] = [];
		for (let i = first; i < Math.min(demand.count, first + ROWS_AT_ONCE); i++) {
			const impedance = coverage.impedance[i]!;
			const nearest = coverage.nearest[i]!;
			rows.push([
				demand.ids[i]!,
				demand.lng[i]! / COORD_UNITS_PER_DEG,
				demand.lat[i]! / COORD_UNITS_PER_DEG,
				demand.people[i]!,
				nearest === NONE ? "" : facilities.ids[nearest]!,
				impedance === UNREACHED ? "" : impedance / PER_UNIT,
				impedance <= cutoff ? 1 : 0,
				snapOffsetM(demand, i),
			]);
		}
		yield `${Papa.unparse(rows, { escapeFormulae: true })}\r\n`;
	}
}

/** Of the nearest gate's street; blank where unsnapped. */
function snapOffsetM({ access }: DemandSet, point: number): number | "" {
	let offsetMm = UNREACHED;
	for (let entry = access.start[point]!; entry < access.start[point + 1]!; entry++) {
		offsetMm = Math.min(offsetMm, access.offsetMm[entry]!);
	}
	return offsetMm === UNREACHED ? "" : offsetMm / MM_PER_M;
}
