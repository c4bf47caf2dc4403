import { describe, expect, it } from "vitest";
import type { Rule } from "../../geodata/cost/profile.ts";
import { UNREACHED } from "../../geodata/units/constants.ts";
import { LIGHT, rgb } from "../styles/tokens.ts";
import { homeColours, homePalette } from "./home-colours.ts";

const coloursOf = (impedance: number[], inCircle: number[], truth: number, rule: Rule) => {
	const out = homeColours(
		Uint32Array.from(impedance),
		Uint8Array.from(inCircle),
		rule,
		homePalette(LIGHT, truth),
	);
	return impedance.map((_, home) => [...out.subarray(home * 4, home * 4 + 3)]);
};

describe("home colours", () => {
	const walk10 = { type: "time", cutoffSec: 600 } as const;

	it("are the bands of the legend; the ends belong to the nearer band and the cutoff is inside", () => {
		const impedance = [0, 300_000, 300_001, 600_000, 600_001, UNREACHED];
		expect(coloursOf(impedance, [1, 1, 1, 1, 1, 1], 1, walk10)).toEqual(
			[LIGHT.band1, LIGHT.band1, LIGHT.band2, LIGHT.band2, LIGHT.gap, LIGHT.gap].map(rgb),
		);
	});

	it("turn orange or back when only the cutoff moves", () => {
		const walk = [720_000, 1_200_000];
		expect(coloursOf(walk, [1, 1], 1, { type: "time", cutoffSec: 900 })).toEqual([
			rgb(LIGHT.band3),
			rgb(LIGHT.gap),
		]);
		expect(coloursOf(walk, [1, 1], 1, { type: "time", cutoffSec: 1200 })).toEqual([
			rgb(LIGHT.band3),
			rgb(LIGHT.band4),
		]);
	});

	it("show the circle's promise at 0, whatever the streets say", () => {
		const rule = { type: "distance", cutoffM: 1000 } as const;
		expect(coloursOf([UNREACHED, 100_000], [1, 0], 0, rule)).toEqual([rgb(LIGHT.promise), rgb(LIGHT.gap)]);
		// Half way between promise (125,138,143) and gap (232,131,58), rounded.
		expect(coloursOf([UNREACHED], [1], 0.5, rule)).toEqual([[179, 135, 101]]);
	});
});
