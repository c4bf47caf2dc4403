import type { Rule } from "../../geodata/cost/profile.ts";
import { statedCutoff } from "../../geodata/cost/rule.ts";
import type { Tokens } from "../styles/tokens.ts";

/**
 * Upper ends (inclusive) of the three bands: 5, 10 and 15 minutes in seconds, or the distances of GB 50180 for the same
 * three circles. Fixed, so that a colour means the same walk for any cutoff.
 */
export const BAND_ENDS: Record<Rule["type"], readonly [number, number, number]> = {
	time: [300, 600, 900],
	distance: [300, 500, 1000],
};

/** Beyond the bands but within the cutoff. */
export const BAND_LONG = 3;
/** Beyond the cutoff, or unreached. */
export const BAND_GAP = 4;
export const BAND_COUNT = 5;

/**
 * Band of a walk, 0–4.
 * @param walk Seconds or metres by rule type; null where unreached.
 */
export function bandOf(walk: number | null, rule: Rule): number {
	if (walk === null || walk > statedCutoff(rule)) return BAND_GAP;
	const ends = BAND_ENDS[rule.type];
	if (walk <= ends[0]) return 0;
	if (walk <= ends[1]) return 1;
	return walk <= ends[2] ? 2 : BAND_LONG;
}

/** Opacity of a home, 0–255. */
export const HOME_ALPHA = 235;

/** Colours of the five bands, in order. */
export const bandColours = (tokens: Tokens): readonly string[] => [
	tokens.band1,
	tokens.band2,
	tokens.band3,
	tokens.band4,
	tokens.gap,
];
