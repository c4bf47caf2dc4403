import { z } from "zod";

/** `[lng, lat]` in degrees, WGS84. */
export const positionSchema = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);

/** RFC 9457 problem, with the stable code and, where a value was refused, the value and what is allowed. */
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

/** Cutoffs of a coverage: inclusive. Ranges are those of geodata/cost CUTOFF_M_RANGE and CUTOFF_SEC_RANGE. */
export const ruleSchema = z.discriminatedUnion("type", [
	z.strictObject({ type: z.literal("distance"), cutoffM: z.number().min(1).max(50_000) }),
	z.strictObject({ type: z.literal("time"), cutoffSec: z.number().min(1).max(7200) }),
]);
