import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import type { Measurement } from "../measure-city.ts";

/** What one run found, for the page and for the JSON. */
export interface Findings {
	readonly measurements: readonly Measurement[];
	/** What was compared besides times, and what could not be measured, a sentence each. */
	readonly remarks: readonly string[];
}

/** Begins the last section of the page, which another run writes. */
const GROWTH = "\n## Growth\n";

/** Writes the section on growth and leaves the tables before it as they are. */
export function writeGrowthSection(file: string, text: string): void {
	writeFileSync(file, `${sectionsOf(file).tables.trimEnd()}\n${GROWTH}\n${text}\n`);
}

function sectionsOf(file: string): { readonly tables: string; readonly growth: string } {
	const page = existsSync(file) ? readFileSync(file, "utf8") : "# Benchmarks\n";
	const at = page.indexOf(GROWTH);
	return at < 0 ? { tables: page, growth: "" } : { tables: page.slice(0, at), growth: page.slice(at) };
}

/** Writes the tables of a run as a page, whose section on growth stays. */
export function writePage(file: string, { measurements, remarks }: Findings, date: Date): void {
	const against = measurements.filter(({ peer }) => peer !== null);
	const alone = measurements.filter(({ peer }) => peer === null);
	const lines = [
		"# Benchmarks",
		"",
		"Written by `npm run bench:peers`; run it again rather than edit it. Both sides in one run, in turns, warm;",
		"medians. Ratios are the promise, not milliseconds: the goals are those of the plan for the same work.",
		"",
		`${date.toISOString().slice(0, 10)} · ${machine()} · Node ${process.versions.node}`,
		"",
		"| work | against | ours ms | peer ms | times faster |",
		"|---|---|---:|---:|---:|",
		...against.map(
			({ name, peer, oursMs, peerMs, ratio }) =>
				`| ${name} | ${peer} | ${written(oursMs)} | ${written(peerMs)} | ${written(ratio)} |`,
		),
		"",
		"## Ours alone",
		"",
		"| work | ms |",
		"|---|---:|",
		...alone.map(({ name, oursMs }) => `| ${name} | ${written(oursMs)} |`),
		"",
		"## What was compared",
		"",
		...remarks.map((remark) => `- ${remark}`),
	];
	writeFileSync(file, `${lines.join("\n")}\n${sectionsOf(file).growth}`);
}

export function machine(): string {
	const [processor] = cpus();
	const memoryGb = Math.round(totalmem() / 2 ** 30);
	return `${cpus().length} cores (${processor?.model ?? "unknown"}), ${memoryGb} GB`;
}

/** Three digits, or whole numbers from 100 on. */
export function written(value: number | null): string {
	if (value === null) return "";
	return value >= 100 ? Math.round(value).toString() : value.toPrecision(3);
}
