import { writeFile } from "node:fs/promises";
import { loadavg } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { PROFILES } from "../geodata/catalogue/rules.ts";
import {
	type BenchCity,
	realCity,
	realNetworkFile,
	realNetworkFiles,
	sampleCity,
} from "./bench/bench-city.ts";
import { type Measurement, measureCity } from "./bench/measure-city.ts";
import { measureDrags, measureWhatIf } from "./bench/measure-what-if.ts";
import { type ComparedPolygons, comparePolygons } from "./bench/peers/compare-polygons.ts";
import { measureNgraph } from "./bench/peers/measure-ngraph.ts";
import { measureValhalla, type ValhallaFindings } from "./bench/peers/measure-valhalla.ts";
import { PeerFolder } from "./bench/peers/peer-folder.ts";
import { measurePgRouting } from "./bench/peers/pgrouting.ts";
import { polygonsText } from "./bench/peers/polygons-text.ts";
import { Valhalla } from "./bench/peers/valhalla.ts";
import { writePage, writeSection, written } from "./bench/peers/write-page.ts";
import type { ProgressLine } from "./cli/progress-line.ts";
import { runCommand } from "./cli/run-command.ts";

/**
 * `npm run bench:peers -- [--network file] [--json file]`: compares this engine with other routing engines. `npm run
 * bench:peers -- --polygons`: compares polygons only, some minutes; writes its section of the page.
 */
interface PeerOptions {
	polygons?: true;
	network?: string;
	json?: string;
	page: string;
}

const CUTOFF_M = 1000;
const RULE = { type: "distance", cutoffM: CUTOFF_M } as const;
const PROFILE = PROFILES[0]!;

async function benchPeers(options: PeerOptions, tell: ProgressLine["show"]): Promise<void> {
	tell("install peers", 0, 1);
	const folder = PeerFolder.install();
	try {
		if (options.polygons !== true) await benchTimes(options, folder);
		await benchPolygons(options, folder, tell);
	} finally {
		folder.remove();
	}
}

async function benchPolygons(
	{ network, page }: PeerOptions,
	folder: PeerFolder,
	tell: ProgressLine["show"],
): Promise<void> {
	const files = network === undefined ? realNetworkFiles() : [network];
	const compared: ComparedPolygons[] = [];
	for (const [i, file] of files.entries()) {
		tell("compare polygons", i, files.length);
		compared.push(...(await comparePolygons(file, folder, CUTOFF_M, PROFILE)));
	}
	const text = polygonsText(compared, CUTOFF_M, new Date());
	writeSection(page, "Polygons", text);
	console.log(text);
}

async function benchTimes(options: PeerOptions, folder: PeerFolder): Promise<void> {
	const measurements: Measurement[] = [];
	const remarks: string[] = [];
	const add = (...found: readonly Measurement[]): void => {
		measurements.push(...found);
		for (const { name, peer, oursMs, peerMs, ratio } of found)
			console.log([name, peer ?? "alone", written(oursMs), written(peerMs), written(ratio)].join(" | "));
	};
	const network = options.network ?? realNetworkFile();
	const cities: BenchCity[] = [sampleCity()];
	if (network === null) remarks.push("No real network was named or lay beside the checkout: not measured.");
	else cities.push(await realCity(network));
	for (const city of cities) {
		remarks.push(sizeOf(city));
		for (const found of measureCity(city)) add(found);
		add(...measureWhatIf(city), ...measureDrags(city));
		const routed = await measurePgRouting(city, RULE, PROFILE);
		if (routed === null)
			remarks.push(`${city.name}: pgRouting is missing and cannot be installed: not measured.`);
		else add(...routed);
		add(await measureNgraph(city, folder, PROFILE));
	}
	const real = cities[1];
	if (network !== null && real !== undefined) {
		const valhalla = await Valhalla.open(folder, network);
		if (valhalla === null)
			remarks.push(
				`${real.name}: Valhalla reads only PBF and osmium cannot be installed: its times are not measured.`,
			);
		else {
			const found = await measureValhalla(real, valhalla, CUTOFF_M, PROFILE);
			add(...found.measurements);
			remarks.push(peopleCompared(found));
		}
	}
	remarks.push(
		`Load of the machine, mean of the last quarter of an hour: ${written(loadavg()[2] ?? Number.NaN)}.`,
	);
	writePage(options.page, { measurements, remarks }, new Date());
	if (options.json !== undefined)
		await writeFile(options.json, `${JSON.stringify(measurements, null, "\t")}\n`);
}

function sizeOf({ name, model, facilities }: BenchCity): string {
	const { graph, demand } = model;
	return `${name}: ${graph.nodeCount} nodes, ${graph.edgeCount} edges, ${demand.count} homes, ${facilities.count} facilities. Distances of the C++ reference, pgRouting and ngraph.path are equal to ours to the millimetre, and the people covered by pgRouting to the last person; the run stops where they are not.`;
}

function peopleCompared({ oursCovered, overlayCovered, people }: ValhallaFindings): string {
	const percent = (covered: number): string => `${((100 * covered) / people).toFixed(1)} %`;
	return `People covered within ${CUTOFF_M} m: ours ${percent(oursCovered)}, exact on the network; Valhalla's polygons laid over the homes ${percent(overlayCovered)}.`;
}

await runCommand(({ progress }) =>
	new Command("bench-peers")
		.description("Measures the engine against Valhalla, pgRouting, turf, ngraph.path and plain C++.")
		.option("--network <file>", "OpenStreetMap file of a real network")
		.option("--polygons", "compare polygons instead, and measure no times")
		.option("--json <file>", "write [{name, peer, oursMs, peerMs, ratio}]")
		.option("--page <file>", "where the tables go", join(import.meta.dirname, "../geodata/docs/bench.md"))
		.action((options: PeerOptions) => benchPeers(options, progress.show)),
);
