import type { ImpedanceUnit } from "../cost/rule.ts";
import { IMPEDANCE_PER_UNIT } from "./measures.ts";

/** `people[i]` walk a length in (i·binWidth, (i + 1)·binWidth]; bin 0 includes 0. */
export interface Histogram {
	readonly binWidth: number;
	readonly unit: "sec" | "m";
	readonly people: number[];
	/** Beyond the last bin, or never. */
	readonly beyondPeople: number;
}

const BIN_SEC = 60;
const BIN_M = 50;
/** Time is always shown for half an hour at least. */
const SHOWN_SEC = 1800;

/** The bins of a histogram: a minute up to 30 minutes, or 50 m, and in either unit at least up to twice the cutoff. */
export interface HistogramBins {
	readonly unit: Histogram["unit"];
	/** Seconds or metres, as `unit`. */
	readonly binWidth: number;
	readonly count: number;
}

/** @param cutoff mm or ms. */
export function histogramBins(unit: ImpedanceUnit, cutoff: number): HistogramBins {
	const binWidth = unit === "ms" ? BIN_SEC : BIN_M;
	const shown = Math.max((2 * cutoff) / IMPEDANCE_PER_UNIT, unit === "ms" ? SHOWN_SEC : 0);
	return { unit: unit === "ms" ? "sec" : "m", binWidth, count: Math.ceil(shown / binWidth) };
}

/** Bin of a walk in mm or ms; `count` for one beyond the last bin or never. */
export function binOf(bins: HistogramBins, walk: number): number {
	// Walks are whole: one less, rounded down, is the same as rounded up and one less. UNREACHED lies beyond every bin.
	return Math.min(((walk - 1) / (bins.binWidth * IMPEDANCE_PER_UNIT)) | 0, bins.count);
}

/**
 * People by the length of their walk, in {@link HistogramBins}.
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
	const bins = histogramBins(unit, cutoff);
	const counts = new Float64Array(bins.count + 1);
	for (let point = 0; point < impedance.length; point++) {
		counts[binOf(bins, impedance[point]!)]! += people[point]!;
	}
	return histogramFrom(bins, [...counts]);
}

/** @param counts Shape [bins.count + 1]; people by bin, the last beyond them all. */
export function histogramFrom(bins: HistogramBins, counts: readonly number[]): Histogram {
	return {
		binWidth: bins.binWidth,
		unit: bins.unit,
		people: counts.slice(0, bins.count),
		beyondPeople: counts[bins.count]!,
	};
}
