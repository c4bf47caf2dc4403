import type { ImpedanceUnit } from "../cost/rule.ts";
import { IMPEDANCE_PER_UNIT } from "./measures.ts";

/** `people[i]` have a walk in (i·binWidth, (i + 1)·binWidth]; bin 0 includes 0. */
export interface Histogram {
	readonly binWidth: number;
	readonly unit: "sec" | "m";
	readonly people: number[];
	/** Beyond the last bin, or unreached. */
	readonly beyondPeople: number;
}

const BIN_SEC = 60;
const BIN_M = 50;
/** Time histograms cover at least half an hour. */
const SHOWN_SEC = 1800;

/**
 * The bins of a histogram: one minute wide up to at least 30 minutes, or 50 m wide; in both units at least up to
 * twice the cutoff.
 */
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

/** The bin of a walk in mm or ms; `count` beyond the last bin and for unreached. */
export function binOf(bins: HistogramBins, walk: number): number {
	// For whole numbers floor((walk − 1) / width) = ceil(walk / width) − 1. UNREACHED lies beyond every bin.
	return Math.min(((walk - 1) / (bins.binWidth * IMPEDANCE_PER_UNIT)) | 0, bins.count);
}

/**
 * People by length of their walk, in {@link HistogramBins}.
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

/** @param counts Shape [bins.count + 1]; people by bin, the last for those beyond. */
export function histogramFrom(bins: HistogramBins, counts: readonly number[]): Histogram {
	return {
		binWidth: bins.binWidth,
		unit: bins.unit,
		people: counts.slice(0, bins.count),
		beyondPeople: counts[bins.count]!,
	};
}
