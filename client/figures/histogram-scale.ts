import type { Rule } from "../../geodata/cost/profile.ts";

/** Snap step of a dragged or stepped cutoff: half a minute, or ten metres. */
const STEP: Record<Rule["type"], number> = { time: 30, distance: 10 };
/** Step of an arrow key: a minute, or fifty metres; Page keys step five times as far. */
const KEY_STEP: Record<Rule["type"], number> = { time: 60, distance: 50 };
const PAGE_STEPS = 5;

/** The nearest allowed cutoff, seconds or metres, on an axis of `axisEnd`; never 0. */
export function snapCutoff(cutoff: number, type: Rule["type"], axisEnd: number): number {
	const step = STEP[type];
	return Math.min(axisEnd, Math.max(step, Math.round(cutoff / step) * step));
}

/** The cutoff after a key press, or null for a key that does not move it. */
export function cutoffAfterKey(
	key: string,
	cutoff: number,
	type: Rule["type"],
	axisEnd: number,
): number | null {
	const step = KEY_STEP[type];
	switch (key) {
		case "ArrowRight":
		case "ArrowUp":
			return snapCutoff(cutoff + step, type, axisEnd);
		case "ArrowLeft":
		case "ArrowDown":
			return snapCutoff(cutoff - step, type, axisEnd);
		case "PageUp":
			return snapCutoff(cutoff + step * PAGE_STEPS, type, axisEnd);
		case "PageDown":
			return snapCutoff(cutoff - step * PAGE_STEPS, type, axisEnd);
		case "Home":
			return snapCutoff(0, type, axisEnd);
		case "End":
			return axisEnd;
		default:
			return null;
	}
}

/** Labelled ticks of the axis, 0 included: at most six, at round minutes or hundreds of metres. */
export function axisTicks(type: Rule["type"], axisEnd: number): number[] {
	const steps = type === "time" ? [300, 600, 900, 1800] : [250, 500, 1000, 2500, 5000, 10_000];
	const step = steps.find((candidate) => axisEnd / candidate <= 6) ?? axisEnd;
	const ticks: number[] = [];
	for (let value = 0; value < axisEnd; value += step) ticks.push(value);
	return ticks;
}
