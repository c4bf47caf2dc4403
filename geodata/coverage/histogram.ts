import type { CoverageResponse } from "../contract/coverage.ts";
import type { ImpedanceUnit } from "../cost/network-costs.ts";
import { UNREACHED } from "../units/constants.ts";
import { IMPEDANCE_PER_UNIT } from "./ledger.ts";

export type Histogram = CoverageResponse["histogram"];

const BIN_SEC = 60;
const BIN_M = 50;
/** Time is always shown for half an hour at least. */
const SHOWN_SEC = 1800;

/**
 * People by the length of their walk: bins of a minute up to 30 minutes, or of 50 m, and in either unit at least up
 * to twice the cutoff.
 *
 * @param impedance Shape [n]; mm or ms; `people` alike.
 * @param cutoff mm or ms.
 */
export function histogramOf(
	impedance: Uint32Array,
	people: Uint32Array,
	unit: ImpedanceUnit,
	cutoff: number,
): Histogram {
	const binWidth = unit === "ms" ? BIN_SEC : BIN_M;
	const shown = Math.max((2 * cutoff) / IMPEDANCE_PER_UNIT, unit === "ms" ? SHOWN_SEC : 0);
	const bins = new Array<number>(Math.ceil(shown / binWidth)).fill(0);
	let beyondPeople = 0;
	for (let point = 0; point < impedance.length; point++) {
		const walk = impedance[point]!;
		const bin =
			walk === UNREACHED ? bins.length : Math.max(0, Math.ceil(walk / (binWidth * IMPEDANCE_PER_UNIT)) - 1);
		if (bin < bins.length) bins[bin]! += people[point]!;
		else beyondPeople += people[point]!;
	}
	return { binWidth, unit: unit === "ms" ? "sec" : "m", people: bins, beyondPeople };
}
