import type { z } from "zod";
import { getJson } from "./get-json.ts";

const PAGE_LIMIT = 1000;

interface Page {
	readonly features: readonly unknown[];
	readonly nextCursor: string | null;
}

/** All features of a paged list, in server order. */
export async function readPages<P extends Page, S extends z.ZodType<P>>(
	path: string,
	schema: S,
	signal?: AbortSignal,
): Promise<z.output<S>["features"][number][]> {
	const features: z.output<S>["features"][number][] = [];
	let cursor: string | null = null;
	do {
		const next: string = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
		const page: z.output<S> = await getJson(
			`${path}${path.includes("?") ? "&" : "?"}limit=${PAGE_LIMIT}${next}`,
			schema,
			signal,
		);
		features.push(...page.features);
		cursor = page.nextCursor;
	} while (cursor !== null);
	return features;
}
