/** Who a page is for: the staff at a desk, or anyone on a phone. */
export type Audience = "staff" | "public";

/** A page of the build. */
export interface Page {
	/** File in `client/`. */
	readonly html: string;
	readonly audience: Audience;
	/** Most script, compressed by Brotli, that a browser must have before the page runs: its entry and its static imports. */
	readonly budgetBytes: number;
}

export const PAGES: readonly Page[] = [{ html: "index.html", audience: "staff", budgetBytes: 480_000 }];

/** What no script of a page may hold, not even one fetched later: packages, scopes of packages, rooms of the house. */
export const LEFT_OUT: Readonly<Record<Audience, readonly string[]>> = {
	staff: [],
	public: [
		"@deck.gl",
		"@luma.gl",
		"@loaders.gl",
		"@math.gl",
		"@react-aria",
		"@react-stately",
		"react-aria",
		"react-aria-components",
		"react-stately",
		"client/engine",
		"client/map",
		"client/what-if",
		"client/workspaces",
	],
};
