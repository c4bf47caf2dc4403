import { z } from "zod";
import type { Rule } from "../cost/profile.ts";
import { CUTOFF_RANGE } from "../cost/rule.ts";
import { answerOf } from "./answer-of.ts";

/** `[lng, lat]` in degrees, WGS84. */
export const positionSchema = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);

/** RFC 9457 problem with the stable code and, for a refused value, the value and the allowed range. */
export const problemSchema = z.object({
	type: z.string(),
	title: z.string(),
	status: z.int(),
	detail: z.string(),
	code: z.string(),
	value: z.unknown().optional(),
	allowed: z.unknown().optional(),
	requestId: z.string().optional(),
});
export type Problem = z.infer<typeof problemSchema>;

/** Metres or seconds within {@link CUTOFF_RANGE}; inclusive. */
export function cutoffSchema(type: Rule["type"]) {
	const [least, most] = CUTOFF_RANGE[type];
	return z.number().min(least).max(most);
}

/** Cutoffs of a coverage are inclusive. */
export const ruleSchema = answerOf<Rule>()(
	z.discriminatedUnion("type", [
		z.strictObject({ type: z.literal("distance"), cutoffM: cutoffSchema("distance") }),
		z.strictObject({ type: z.literal("time"), cutoffSec: cutoffSchema("time") }),
	]),
);
