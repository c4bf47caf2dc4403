import type { Audience } from "../../geodata/catalogue/vocabulary.ts";

/** Nothing may be kept by anybody of an answer that shows more than the public sees; else all, if checked again. */
export function cacheControlFor(audiences: readonly Audience[]): string {
	return seesMore(audiences) ? "private, no-store" : "no-cache";
}

export function seesMore(audiences: readonly Audience[]): boolean {
	return audiences.some((audience) => audience !== "public");
}
