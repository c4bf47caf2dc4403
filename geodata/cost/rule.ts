import { MM_PER_M, MS_PER_SEC, UNREACHED } from "../units/constants.ts";
import { GeodataError } from "../units/error.ts";
import type { Profile, Rule } from "./profile.ts";

/** What is minimised, in whole units: millimetres under a distance rule, milliseconds under a time rule. */
export type ImpedanceUnit = "mm" | "ms";

export const RULE_TYPES = ["distance", "time"] as const satisfies readonly Rule["type"][];

/** Allowed cutoffs, ends included: metres of a distance rule, seconds of a time rule. */
export const CUTOFF_RANGE: Readonly<Record<Rule["type"], readonly [least: number, most: number]>> = {
	distance: [1, 50_000],
	time: [1, 7200],
};

/** @param cutoff Metres of a distance rule, seconds of a time rule. */
export function ruleOf(type: Rule["type"], cutoff: number): Rule {
	return type === "distance" ? { type, cutoffM: cutoff } : { type, cutoffSec: cutoff };
}

/** A rule's cutoff as stated: metres or seconds. */
export function statedCutoff(rule: Rule): number {
	return rule.type === "distance" ? rule.cutoffM : rule.cutoffSec;
}

/** The unit of a stated cutoff. */
export function cutoffUnit(rule: Rule): "m" | "sec" {
	return rule.type === "distance" ? "m" : "sec";
}

/** The unit a rule is computed in. */
export function unitOf(rule: Rule): ImpedanceUnit {
	return rule.type === "distance" ? "mm" : "ms";
}

/**
 * A rule's cutoff as an impedance, mm or ms, inclusive.
 *
 * @throws {GeodataError} CUTOFF_OUT_OF_RANGE outside {@link CUTOFF_RANGE}.
 */
export function cutoffOf(rule: Rule): number {
	const value = statedCutoff(rule);
	const [least, most] = CUTOFF_RANGE[rule.type];
	if (!(value >= least && value <= most)) {
		const unit = rule.type === "distance" ? "m" : "s";
		throw new GeodataError(
			"CUTOFF_OUT_OF_RANGE",
			`The cutoff is ${value} ${unit}; allowed is ${least} to ${most} ${unit}.`,
			{ value, allowed: [least, most] },
		);
	}
	return Math.round(value * (rule.type === "distance" ? MM_PER_M : MS_PER_SEC));
}

/** An impedance (mm or ms) as a walk in metres or seconds; null where unreached. */
export function walkOf(impedance: number, type: Rule["type"]): number | null {
	if (impedance === UNREACHED) return null;
	return impedance / (type === "distance" ? MM_PER_M : MS_PER_SEC);
}

/**
 * Radius of the circle for a rule: the cutoff itself, or what a walker covers in it. Nobody gets farther in a
 * straight line.
 */
export function circleRadiusM(rule: Rule, profile: Pick<Profile, "speedMps">): number {
	return rule.type === "distance" ? rule.cutoffM : rule.cutoffSec * profile.speedMps;
}
