import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import type { Measurement } from "../measure-city.ts";

/** Results of one run, for the page and the JSON file. */
export interface Findings {
	readonly measurements: readonly Measurement[];
	/** Other comparisons, and what could not be measured, one sentence each. */
	readonly remarks: readonly string[];
}

/** Sections at the end of the page, in this order; each is written by its own run. */
const SECTIONS = ["Polygons", "Growth"] as const;
type Section = (typeof SECTIONS)[number];

/** Writes one section; keeps the tables before it and the other sections. */
export function writeSection(file: string, title: Section, text: string): void {
	const { tables, sections } = partsOf(file);
	writeFileSync(file, joined(tables, sections.set(title, text)));
}

function partsOf(file: string): { readonly tables: string; readonly sections: Map<string, string> } {
	const page = existsSync(file) ? readFileSync(file, "utf8") : "# Benchmarks\n";
	const [tables = "", ...parts] = page.split(new RegExp(`^## (${SECTIONS.join("|")})$`, "m"));
	const sections = new Map<string, string>();
	for (let i = 0; i + 1 < parts.length; i += 2) sections.set(parts[i]!, parts[i + 1]!);
	return { tables, sections };
}

function joined(tables: string, sections: ReadonlyMap<string, string>): string {
	const kept = SECTIONS.filter((title) => sections.has(title)).map(
		(title) => `## ${title}\n\n${sections.get(title)?.trim()}`,
	);
	return `${[tables.trim(), ...kept].join("\n\n")}\n`;
}

/** Writes the tables of a run; keeps the page's other sections. */
export function writePage(file: string, { measurements, remarks }: Findings, date: Date): void {
	const against = measurements.filter(({ peer }) => peer !== null);
	const alone = measurements.filter(({ peer }) => peer === null);
	const lines = [
		"# Benchmarks",
		"",
		"Written by `npm run bench:peers`; do not edit. Both sides run alternately in one process, warm; medians.",
		"Goals ([speed-goals.md](speed-goals.md)) are ratios of the two, not milliseconds.",
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
	writeFileSync(file, joined(lines.join("\n"), partsOf(file).sections));
}

export function machine(): string {
	const [processor] = cpus();
	const memoryGb = Math.round(totalmem() / 2 ** 30);
	return `${cpus().length} cores (${processor?.model ?? "unknown"}), ${memoryGb} GB`;
}

/** Three significant digits, or whole numbers from 100 on. */
export function written(value: number | null): string {
	if (value === null) return "";
	return value >= 100 ? Math.round(value).toString() : value.toPrecision(3);
}
