import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";

/** Folders without pages of ours. */
const SKIPPED = /(^|\/)(node_modules|dist|data|\.[^/]+)\//;
const CODE_SPAN = /`([^`\n]+)`/g;
const SOURCE_PATH = /[\w.@/-]+\.tsx?(?![\w-])/g;
const LINK = /\]\(([^)\s]+)\)/g;

/**
 * Paths in Markdown pages that do not exist, one line each: source files named in code spans, and relative links.
 *
 * A source path may be shortened to its end: `cost/rule.ts` names `geodata/cost/rule.ts`.
 *
 * @param root Folder of the repository.
 */
export function findDeadLinks(root: string): string[] {
	const sources = filesIn(root, "**/*.{ts,tsx}").map((file) => `/${file}`);
	return filesIn(root, "**/*.md").flatMap((page) =>
		readFileSync(join(root, page), "utf8")
			.split("\n")
			.flatMap((line, i) =>
				[
					...sourcePaths(line).filter((path) => !sources.some((source) => source.endsWith(`/${path}`))),
					...relativeLinks(line).filter((link) => !existsSync(join(root, dirname(page), link))),
				].map((path) => `${page}:${i + 1} names ${path}, which does not exist`),
			),
	);
}

function filesIn(root: string, pattern: string): string[] {
	return globSync(pattern, { cwd: root, exclude: (name) => SKIPPED.test(`${name}/`) })
		.map((file) => file.split(sep).join("/"))
		.filter((file) => !SKIPPED.test(file))
		.sort();
}

function sourcePaths(line: string): string[] {
	return [...line.matchAll(CODE_SPAN)].flatMap(([, code]) => code!.match(SOURCE_PATH) ?? []);
}

/** Links to files of the repository, without their anchors. */
function relativeLinks(line: string): string[] {
	return [...line.matchAll(LINK)]
		.map(([, target]) => target!.replace(/#.*$/, ""))
		.filter((target) => target !== "" && !/^[a-z][a-z+.-]*:/.test(target));
}
