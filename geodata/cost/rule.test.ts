import { describe, expect, it } from "vitest";
import { ruleSchema } from "../contract/common.ts";
import { isochroneRequestSchema } from "../contract/coverage.ts";
import { UNREACHED } from "../units/constants.ts";
import type { Rule } from "./profile.ts";
import {
	CUTOFF_RANGE,
	circleRadiusM,
	cutoffOf,
	cutoffUnit,
	ruleOf,
	statedCutoff,
	unitOf,
	walkOf,
} from "./rule.ts";

describe("ruleOf", () => {
	it("is a rule of metres or of seconds, and gives its cutoff back as it was written", () => {
		expect(ruleOf("distance", 500)).toEqual({ type: "distance", cutoffM: 500 });
		expect(ruleOf("time", 600)).toEqual({ type: "time", cutoffSec: 600 });
		for (const [type, unit] of [
			["distance", "m"],
			["time", "sec"],
		] as const) {
			expect([statedCutoff(ruleOf(type, 777)), cutoffUnit(ruleOf(type, 777))]).toEqual([777, unit]);
		}
	});
});

describe("cutoffOf", () => {
	it("counts metres in mm and seconds in ms", () => {
		expect(unitOf({ type: "distance", cutoffM: 1000 })).toBe("mm");
		expect(cutoffOf({ type: "distance", cutoffM: 1000 })).toBe(1_000_000);
		expect(unitOf({ type: "time", cutoffSec: 900 })).toBe("ms");
		expect(cutoffOf({ type: "time", cutoffSec: 900 })).toBe(900_000);
	});

	it("takes the ends of its ranges and refuses what lies outside", () => {
		expect(cutoffOf({ type: "distance", cutoffM: 50_000 })).toBe(50_000_000);
		expect(cutoffOf({ type: "time", cutoffSec: 1 })).toBe(1000);
		for (const rule of [
			{ type: "distance", cutoffM: 0.5 },
			{ type: "distance", cutoffM: 50_001 },
			{ type: "distance", cutoffM: Number.NaN },
			{ type: "time", cutoffSec: 0 },
			{ type: "time", cutoffSec: 7201 },
		] as const) {
			expect(() => cutoffOf(rule)).toThrow(expect.objectContaining({ code: "CUTOFF_OUT_OF_RANGE" }));
		}
		expect(() => cutoffOf({ type: "time", cutoffSec: 9000 })).toThrow(
			"The cutoff is 9000 s; allowed is 1 to 7200 s.",
		);
	});
});

describe("CUTOFF_RANGE", () => {
	it("is what the wire takes, to the ends", () => {
		const takes = (rule: Rule) => {
			const cutoffs = [statedCutoff(rule)];
			const several =
				rule.type === "distance"
					? { type: rule.type, cutoffsM: cutoffs }
					: { type: rule.type, cutoffsSec: cutoffs };
			return [
				ruleSchema.safeParse(rule).success,
				isochroneRequestSchema.safeParse({ origins: [[0, 0]], rule: several }).success,
			];
		};
		for (const type of ["distance", "time"] as const) {
			const [least, most] = CUTOFF_RANGE[type];
			for (const end of [least, most]) expect(takes(ruleOf(type, end))).toEqual([true, true]);
			for (const beyond of [least - 0.001, most + 0.001]) {
				expect(takes(ruleOf(type, beyond))).toEqual([false, false]);
				expect(() => cutoffOf(ruleOf(type, beyond))).toThrow(/The cutoff is/);
			}
		}
	});
});

describe("circleRadiusM", () => {
	it("is the cutoff of a distance rule and what is walked within that of a time rule", () => {
		expect(circleRadiusM({ type: "distance", cutoffM: 500 }, { speedMps: 0.95 })).toBe(500);
		expect(circleRadiusM({ type: "time", cutoffSec: 600 }, { speedMps: 0.95 })).toBeCloseTo(570, 9);
	});
});

describe("walkOf", () => {
	it("is seconds or metres, and nothing where nothing is reached", () => {
		expect(walkOf(UNREACHED, "time")).toBeNull();
		expect(walkOf(90_000, "time")).toBe(90);
		expect(walkOf(350_500, "distance")).toBe(350.5);
	});
});
