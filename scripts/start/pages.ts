/** The audience of a page: staff at a desktop, or the public on a phone. */
export type Audience = "staff" | "public";

/** A page of the build. */
export interface Page {
	/** File in `client/`. */
	readonly html: string;
	readonly audience: Audience;
	/**
	 * Maximum size, compressed by Brotli, of the scripts a browser must load before the page runs: its entry and its
	 * static imports.
	 */
	readonly budgetBytes: number;
}

export const PAGES: readonly Page[] = [{ html: "index.html", audience: "staff", budgetBytes: 480_000 }];

/**
 * What no script of a page may contain, not even one loaded later: packages, scopes of packages, rooms of this
 * repository.
 */
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
