import type { Rule } from "../../geodata/cost/profile.ts";
import { walkOf } from "../../geodata/cost/rule.ts";
import { rgb, type Tokens } from "../styles/tokens.ts";
import { BAND_COUNT, bandColours, bandOf, HOME_ALPHA } from "./bands.ts";

const CHANNELS = 4;

/**
 * Colour of every home, between what the circle promises and what the streets allow.
 *
 * @param impedance Shape [demand]; ms or mm as the rule, UNREACHED included.
 * @param inCircle  Shape [demand]; 1 where a nominal circle covers the home.
 * @param truth     0 the circle's colours, 1 the streets'; between, a blend.
 * @param out       Shape [demand × 4]; bytes r, g, b, a.
 */
export function homeColours(
	impedance: Uint32Array,
	inCircle: Uint8Array,
	rule: Rule,
	truth: number,
	tokens: Tokens,
	out: Uint8Array,
): Uint8Array {
	const bands = bandColours(tokens).map(rgb);
	const promised = rgb(tokens.promise);
	const denied = rgb(tokens.gap);
	// Ten answers at most: blend them once, then only look up.
	const blended = new Uint8Array(BAND_COUNT * 2 * CHANNELS);
	for (let band = 0; band < BAND_COUNT; band++)
		for (let inside = 0; inside < 2; inside++)
			for (let channel = 0; channel < 3; channel++) {
				const from = (inside === 1 ? promised : denied)[channel] ?? 0;
				const to = bands[band]?.[channel] ?? 0;
				blended[(band * 2 + inside) * CHANNELS + channel] = Math.round(from + (to - from) * truth);
			}
	for (let home = 0; home < impedance.length; home++) {
		const band = bandOf(walkOf(impedance[home]!, rule.type), rule);
		const at = (band * 2 + inCircle[home]!) * CHANNELS;
		out[home * CHANNELS] = blended[at]!;
		out[home * CHANNELS + 1] = blended[at + 1]!;
		out[home * CHANNELS + 2] = blended[at + 2]!;
		out[home * CHANNELS + 3] = HOME_ALPHA;
	}
	return out;
}

/** Radius of a home in metres on the ground: its area follows its people. */
export function homeRadiiM(people: Uint32Array): Float32Array {
	return Float32Array.from(people, (count) => 6 + 0.85 * Math.sqrt(count));
}
