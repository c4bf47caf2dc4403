import { z } from "zod";
import { positionSchema } from "../../geodata/contract/common.ts";
import type { EditLog } from "../engine/scenario-types.ts";
import { EMPTY_LOG } from "./edit-log.ts";

/** Increased when the schema below changes: work of another version is ignored. */
const VERSION = 1;

const named = { id: z.string().min(1).max(80), name: z.string() };
const editSchema = z.discriminatedUnion("op", [
	z.object({ op: z.literal("add"), ...named, kind: z.string(), position: positionSchema }),
	z.object({ op: z.literal("move"), ...named, position: positionSchema }),
	z.object({ op: z.enum(["close", "reopen", "restore"]), ...named }),
	z.object({ op: z.literal("clear") }),
]);
const keptSchema = z
	.object({
		version: z.literal(VERSION),
		/** Version of the data the edits refer to. */
		dataVersion: z.string(),
		edits: z.array(editSchema),
		done: z.int().min(0),
	})
	.refine(({ edits, done }) => done <= edits.length);

export interface KeptWork {
	readonly log: EditLog;
	/** null where nothing is stored. */
	readonly dataVersion: string | null;
}

/** The part of `Storage` in use. */
export type WorkStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

export const workKey = (cityId: string, serviceId: string) => `lucheng:what-if:${cityId}/${serviceId}`;

/** The edits stored in this tab, so that a reload loses nothing. Unreadable data counts as none. */
export function readWork(storage: WorkStorage, key: string): KeptWork {
	const nothing: KeptWork = { log: EMPTY_LOG, dataVersion: null };
	try {
		const parsed = keptSchema.safeParse(JSON.parse(storage.getItem(key) ?? "null"));
		if (!parsed.success) return nothing;
		const { edits, done, dataVersion } = parsed.data;
		return { log: { edits, done }, dataVersion };
	} catch {
		// Not JSON, or storage is forbidden.
		return nothing;
	}
}

export function keepWork(storage: WorkStorage, key: string, log: EditLog, dataVersion: string): void {
	try {
		if (log.edits.length === 0) storage.removeItem(key);
		else storage.setItem(key, JSON.stringify({ version: VERSION, dataVersion, ...log }));
	} catch {
		// Storage is full or forbidden: the edits stay in memory while the page is open.
	}
}
