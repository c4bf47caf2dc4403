import { describe, expect, it } from "vitest";
import { z } from "zod";
import { coverageRequestSchema, isochroneRequestSchema } from "../../geodata/contract/coverage.ts";
import { GeodataError } from "../../geodata/units/error.ts";
import { accept } from "./refusal.ts";

function refusal(schema: z.ZodType, input: unknown): { code: string; message: string; details: object } {
	try {
		accept(schema, input);
	} catch (error) {
		if (error instanceof GeodataError) return error;
		throw error;
	}
	throw new Error("accepted");
}

const distance = (cutoffM: unknown) => ({ service: "party-service", rule: { type: "distance", cutoffM } });

describe("accept", () => {
	it("returns the input with its defaults", () => {
		expect(accept(coverageRequestSchema, distance(1000))).toEqual({
			...distance(1000),
			profile: "adult",
			changes: [],
		});
	});

	it.each([
		[60_000, "rule.cutoffM is 60000; allowed is a number from 1 to 50000."],
		[0, "rule.cutoffM is 0; allowed is a number from 1 to 50000."],
	])("names a cutoff of %s and the allowed range", (cutoffM, message) => {
		expect(refusal(coverageRequestSchema, distance(cutoffM))).toMatchObject({
			code: "CUTOFF_OUT_OF_RANGE",
			message,
			details: { value: cutoffM, allowed: "a number from 1 to 50000" },
		});
	});

	it("accepts both ends of the range", () => {
		expect(accept(coverageRequestSchema, distance(1)).rule).toEqual({ type: "distance", cutoffM: 1 });
		expect(accept(coverageRequestSchema, distance(50_000)).rule).toEqual({
			type: "distance",
			cutoffM: 50_000,
		});
	});

	it("tells text from number", () => {
		expect(refusal(coverageRequestSchema, distance("1 km"))).toMatchObject({
			code: "REQUEST_INVALID",
			message: 'rule.cutoffM is "1 km"; allowed is a number from 1 to 50000.',
		});
	});

	it("names the kinds of rule there are", () => {
		const { message } = refusal(coverageRequestSchema, { service: "x", rule: { type: "crow", cutoffM: 5 } });
		expect(message).toBe('rule.type is "crow"; allowed is "distance" or "time".');
	});

	it("counts origins instead of repeating them, and gives the limit", () => {
		const origins = Array.from({ length: 10_000 }, () => [120.9, 31.4]);
		const problem = refusal(isochroneRequestSchema, { origins, rule: { type: "time", cutoffsSec: [900] } });
		expect(problem).toMatchObject({
			code: "TOO_MANY_ORIGINS",
			message: 'origins is "10000 items"; allowed is a list of 1 to 1000 items.',
		});
	});

	it("points into a list", () => {
		const rule = { type: "time", cutoffsSec: [300, 7201] };
		expect(refusal(isochroneRequestSchema, { origins: [[120.9, 31.4]], rule }).message).toBe(
			"rule.cutoffsSec[1] is 7201; allowed is a number from 1 to 7200.",
		);
		const swapped = { origins: [[31.4, 120.9]], rule: { type: "time", cutoffsSec: [300] } };
		expect(refusal(isochroneRequestSchema, swapped).message).toBe(
			"origins[0][1] is 120.9; allowed is a number from -90 to 90.",
		);
	});

	it("names what is missing, what is unknown, and a body that is no object", () => {
		expect(refusal(coverageRequestSchema, { rule: distance(1).rule }).message).toBe(
			"service is missing; allowed is text.",
		);
		expect(refusal(coverageRequestSchema, { ...distance(1), cutoff: 3 }).message).toBe(
			"cutoff is not a known field; allowed is an object of service, rule, profile, changes, dataVersion.",
		);
		expect(refusal(coverageRequestSchema, [1]).message).toMatch(
			/^The request is \[1\]; allowed is an object of/,
		);
	});

	it("never repeats a long value", () => {
		const { message } = refusal(z.object({ a: z.number() }), { a: "x".repeat(5000) });
		expect(message.length).toBeLessThan(200);
	});
});
