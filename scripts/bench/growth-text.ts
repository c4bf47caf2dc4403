import type { Growth } from "./measure-growth.ts";
import { machine, written } from "./peers/write-page.ts";

const MS_PER_SEC = 1000;
const BYTES_PER_MB = 1e6;

/** Rows of the table: quantity, unit, value. */
const ROWS: readonly (readonly [what: string, unit: string, of: (growth: Growth) => number])[] = [
	["draw the counties, two threads", "s", ({ drawSec }) => drawSec],
	["build and encode the pack", "s", ({ buildMs }) => buildMs / MS_PER_SEC],
	["pack", "MB", ({ packBytes }) => packBytes / BYTES_PER_MB],
	["decode and open it", "ms", ({ openMs }) => openMs],
	["coverage of every home", "ms", ({ coverageMs }) => coverageMs],
	["ledgers and histogram", "ms", ({ figuresMs }) => figuresMs],
	["what-if: one step of a drag", "ms", ({ moveMs }) => moveMs],
	["one 15-minute isochrone", "ms", ({ isochroneMs }) => isochroneMs],
];

/** The section on growth: values, and their growth compared with n·log n of the nodes. */
export function growthText(growths: readonly Growth[], date: Date): string {
	const first = growths[0]!;
	const last = growths.at(-1)!;
	const work = ({ nodes }: Growth) => nodes * Math.log(nodes);
	const expected = work(last) / work(first);
	const cells = (...of: readonly (string | number)[]): string => `| ${of.join(" | ")} |`;
	return [
		"Written by `npm run bench -- --growth`. Provinces of sample counties laid side by side and joined by roads",
		"(`npm run sample -- --factor`), each one pack; every whole-province figure is exact, nothing is cut off.",
		"The last column is the growth from the first to the last column divided by that of n·log n of the nodes",
		`(${written(expected)} times): the goal is at most 1.`,
		"",
		`${date.toISOString().slice(0, 10)} · ${machine()} · Node ${process.versions.node}`,
		"",
		cells("counties", "", ...growths.map(({ factor }) => factor), "÷ n·log n"),
		`|---|---|${"---:|".repeat(growths.length + 1)}`,
		cells("nodes", "", ...growths.map(({ nodes }) => nodes), ""),
		cells("homes", "", ...growths.map(({ homes }) => homes), ""),
		cells("facilities", "", ...growths.map(({ facilities }) => facilities), ""),
		...ROWS.map(([what, unit, of]) =>
			cells(
				what,
				unit,
				...growths.map((growth) => written(of(growth))),
				written(of(last) / of(first) / expected),
			),
		),
		cells("pack, bytes a node", "", ...growths.map(({ packBytes, nodes }) => written(packBytes / nodes)), ""),
		cells(
			"coverage, a node",
			"ns",
			...growths.map(({ coverageMs, nodes }) => written((coverageMs * 1e6) / nodes)),
			"",
		),
		"",
		"Drawing is wall-clock time; the rest is processor time of one thread, building and opening once, the others means.",
	].join("\n");
}
