import { z } from "zod";
import type { SnapshotFigures } from "../coverage/snapshot-figures.ts";
import { answerOf } from "./answer-of.ts";

/** Coverage of one service by one rule on one day, stored as computed then. */
export const snapshotSchema = answerOf<SnapshotFigures>()(
	z.object({
		/** ISO date. */
		date: z.string(),
		serviceId: z.string(),
		ruleId: z.string(),
		profileId: z.string(),
		/** Open facilities of the service on that day. */
		facilities: z.int(),
		/** People of the service's target group. */
		people: z.int(),
		coveredPeople: z.int(),
		byCommunity: z.array(z.object({ code: z.string(), people: z.int(), coveredPeople: z.int() })),
		sample: z.boolean(),
	}),
);
/** Oldest first within each rule. */
export const snapshotsSchema = z.object({ snapshots: z.array(snapshotSchema) });
export type Snapshots = z.infer<typeof snapshotsSchema>;
