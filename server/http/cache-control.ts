import type { Actor } from "../auth/actor.ts";
import { audiencesOf } from "../auth/policy.ts";

/** What may be kept of an answer: nothing by anybody where it shows more than the public sees, else all if checked again. */
export function cacheControlFor(actor: Actor): string {
	return seesMore(actor) ? "private, no-store" : "no-cache";
}

export function seesMore(actor: Actor): boolean {
	return audiencesOf(actor).some((audience) => audience !== "public");
}
