import { LEFT_OUT, type Page } from "./pages.ts";

/** A script of the build, as written by the bundler. */
export interface Script {
	/** `assets/x.js`. */
	readonly file: string;
	/** The HTML file it is the entry of; null for others. */
	readonly html: string | null;
	/** Files it imports statically; `laterImports` are dynamic. */
	readonly imports: readonly string[];
	readonly laterImports: readonly string[];
	/** Bytes before compression by origin: a package, or `folder/room` of this repository. */
	readonly holds: ReadonlyMap<string, number>;
	/** Compressed. */
	readonly bytes: number;
}

export interface PageReport {
	readonly page: Page;
	/** What a browser must load before the page runs, the entry first. */
	readonly first: readonly Script[];
	readonly firstBytes: number;
	/** Scripts loaded later, without workers. */
	readonly later: readonly Script[];
}

/**
 * The scripts of each page of a build.
 * @throws {Error} naming page, size and budget where a page is over its budget; the script and its content where a
 * page contains something forbidden for its audience; and where a page has no entry.
 */
export function measurePages(pages: readonly Page[], scripts: readonly Script[]): readonly PageReport[] {
	const byFile = new Map(scripts.map((script) => [script.file, script]));
	return pages.map((page) => {
		const entry = scripts.find(({ html }) => html === page.html);
		if (!entry) throw new Error(`the build has no script for ${page.html}`);
		const first = reachedFrom(entry, byFile, ({ imports }) => imports);
		const all = reachedFrom(entry, byFile, ({ imports, laterImports }) => [...imports, ...laterImports]);
		const firstBytes = first.reduce((sum, { bytes }) => sum + bytes, 0);
		if (firstBytes > page.budgetBytes)
			throw new Error(
				`${page.html} takes ${kilobytes(firstBytes)} of script before it runs, its budget is ${kilobytes(page.budgetBytes)}: ${listed(first)}`,
			);
		for (const { file, holds } of all)
			for (const name of holds.keys())
				if (LEFT_OUT[page.audience].some((left) => name === left || name.startsWith(`${left}/`)))
					throw new Error(`${file} of ${page.html} holds ${name}, which a ${page.audience} page leaves out`);
		return { page, first, firstBytes, later: all.filter((script) => !first.includes(script)) };
	});
}

/** One line per page with its size, and one per script: where it is large, and what it contains of turf. */
export function reportLines(reports: readonly PageReport[], scripts: readonly Script[]): string[] {
	const pages = reports.map(
		({ page, firstBytes, first, later }) =>
			`${page.html}: ${kilobytes(firstBytes)} of ${kilobytes(page.budgetBytes)} before it runs (${listed(first)}); later ${listed(later) || "nothing"}`,
	);
	const held = scripts.map(({ file, holds }) => {
		const turf = [...holds.keys()].filter((name) => name.startsWith("@turf/"));
		const heaviest = [...holds].sort((a, b) => b[1] - a[1]).slice(0, 8);
		return `  ${file} holds ${heaviest.map(([name, bytes]) => `${name} ${kilobytes(bytes)}`).join(", ")}; of turf: ${turf.sort().join(", ") || "nothing"}`;
	});
	return [...pages, "Before compression:", ...held];
}

function reachedFrom(
	entry: Script,
	byFile: ReadonlyMap<string, Script>,
	next: (script: Script) => readonly string[],
): readonly Script[] {
	const reached = new Set([entry]);
	for (const script of reached)
		for (const file of next(script)) {
			const other = byFile.get(file);
			if (other) reached.add(other);
		}
	return [...reached];
}

const listed = (scripts: readonly Script[]) =>
	scripts.map(({ file, bytes }) => `${file} ${kilobytes(bytes)}`).join(", ");

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
