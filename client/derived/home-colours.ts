import type { Rule } from "../../geodata/cost/profile.ts";
import { walkOf } from "../../geodata/cost/rule.ts";
import { rgb, type Tokens } from "../styles/tokens.ts";
import { bandColours, bandOf, HOME_ALPHA } from "./bands.ts";

const CHANNELS = 4;

/** Colours of homes by band and by whether a circle covers them. Shape [bands × 2 × 4]; bytes r, g, b, a. */
export type HomePalette = Uint8Array;

/** @param truth 0 coverage by circle, 1 coverage by streets; a blend between. */
export function homePalette(tokens: Tokens, truth: number): HomePalette {
	const promised = rgb(tokens.promise);
	const denied = rgb(tokens.gap);
	const palette = bandColours(tokens)
		.map(rgb)
		.flatMap((band) =>
			[denied, promised].flatMap((circle) => [
				...circle.map((from, channel) => Math.round(from + ((band[channel] ?? 0) - from) * truth)),
				HOME_ALPHA,
			]),
		);
	return Uint8Array.from(palette);
}

/**
 * Sets the colour of one home; used on the map and in the what-if worker.
 *
 * @param colours   Shape [homes × 4]; bytes r, g, b, a.
 * @param impedance Of the home's walk; ms or mm by rule type, UNREACHED included.
 * @param inCircle  1 where a nominal circle covers the home, else 0.
 */
export function paintHome(
	colours: Uint8Array,
	home: number,
	impedance: number,
	inCircle: number,
	rule: Rule,
	palette: HomePalette,
): void {
	const from = (bandOf(walkOf(impedance, rule.type), rule) * 2 + inCircle) * CHANNELS;
	const to = home * CHANNELS;
	for (let channel = 0; channel < CHANNELS; channel++) colours[to + channel] = palette[from + channel]!;
}

/**
 * Colour of every home.
 *
 * @param impedance Shape [homes]; ms or mm by rule type, UNREACHED included.
 * @param inCircle  Shape [homes]; 1 where a nominal circle covers the home.
 * @returns Shape [homes × 4]; bytes r, g, b, a.
 */
export function homeColours(
	impedance: Uint32Array,
	inCircle: Uint8Array,
	rule: Rule,
	palette: HomePalette,
): Uint8Array {
	const colours = new Uint8Array(impedance.length * CHANNELS);
	for (let home = 0; home < impedance.length; home++)
		paintHome(colours, home, impedance[home]!, inCircle[home]!, rule, palette);
	return colours;
}
