import type { Audience } from "../../geodata/catalogue/vocabulary.ts";

/** An answer that contains more than public data must not be cached; any other may be, with revalidation. */
export function cacheControlFor(audiences: readonly Audience[]): string {
	return seesMore(audiences) ? "private, no-store" : "no-cache";
}

export function seesMore(audiences: readonly Audience[]): boolean {
	return audiences.some((audience) => audience !== "public");
}
