import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Command } from "commander";
import { type BenchCity, realCity, realNetworkFile, sampleCity } from "./bench/bench-city.ts";
import { growthText } from "./bench/growth-text.ts";
import { type Measurement, measureCity } from "./bench/measure-city.ts";
import { measureGrowth } from "./bench/measure-growth.ts";
import { measureDrags, measureWhatIf } from "./bench/measure-what-if.ts";
import { writeSection } from "./bench/peers/write-page.ts";
import type { ProgressLine } from "./cli/progress-line.ts";
import { runCommand } from "./cli/run-command.ts";

/**
 * `npm run bench -- [--network file.osm.pbf] [--json file]`: compares this engine with plain reference
 * implementations. `npm run bench -- --growth`: measures provinces of one to forty counties, some minutes; writes its
 * section of the page.
 */
interface BenchOptions {
	growth?: true;
	page: string;
	network?: string;
	json?: string;
}

const WIDTHS = [58, 36, 10, 10, 8] as const;

async function bench(options: BenchOptions, tell: ProgressLine["show"]): Promise<void> {
	if (options.growth === true) {
		const text = growthText(await measureGrowth(tell), new Date());
		writeSection(options.page, "Growth", text);
		console.log(text);
		return;
	}
	const cities: BenchCity[] = [sampleCity()];
	const network = options.network ?? realNetworkFile();
	if (network === null)
		console.log("No real network is named (--network) or beside the checkout: not measured.");
	else cities.push(await realCity(network));
	printRow("work", "against", "ours ms", "peer ms", "× faster");
	const measurements: Measurement[] = [];
	for (const city of cities) {
		for (const measurement of allOf(city)) {
			measurements.push(measurement);
			const { name, peer, oursMs, peerMs, ratio } = measurement;
			printRow(name, peer ?? "", oursMs.toFixed(3), peerMs?.toFixed(3) ?? "", ratio?.toFixed(2) ?? "");
		}
	}
	if (options.json !== undefined)
		await writeFile(options.json, `${JSON.stringify(measurements, null, "\t")}\n`);
}

function* allOf(city: BenchCity): Generator<Measurement> {
	yield* measureCity(city);
	yield* measureWhatIf(city);
	yield* measureDrags(city);
}

function printRow(...cells: readonly string[]): void {
	console.log(
		cells
			.map((cell, i) => (i < 2 ? cell.padEnd(WIDTHS[i] ?? 0) : cell.padStart(WIDTHS[i] ?? 0)))
			.join(" ")
			.trimEnd(),
	);
}

await runCommand(({ progress }) =>
	new Command("bench")
		.description("Measures the engine against plain references; warm medians, sides in turns.")
		.option("--network <file>", "OpenStreetMap file of a real network")
		.option("--json <file>", "write [{name, peer, oursMs, peerMs, ratio}]")
		.option("--growth", "measure growth from one county to forty instead")
		.option(
			"--page <file>",
			"where the table of growth goes",
			join(import.meta.dirname, "../geodata/docs/bench.md"),
		)
		.action((options: BenchOptions) => bench(options, progress.show)),
);
