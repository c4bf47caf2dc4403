import { writeFile } from "node:fs/promises";
import { loadavg } from "node:os";
import { basename, join } from "node:path";
import { Command } from "commander";
import { PROFILES } from "../geodata/standards/rules.ts";
import {
	type BenchCity,
	realCity,
	realNetworkFile,
	realNetworkFiles,
	sampleCity,
} from "./bench/bench-city.ts";
import { measureAreas } from "./bench/measure-areas.ts";
import { type Measurement, measureCity } from "./bench/measure-city.ts";
import { measureDrags, measureWhatIf } from "./bench/measure-what-if.ts";
import { measureNgraph } from "./bench/peers/measure-ngraph.ts";
import { measureOverlap } from "./bench/peers/measure-overlap.ts";
import { measureValhalla, type ValhallaFindings } from "./bench/peers/measure-valhalla.ts";
import { PeerFolder } from "./bench/peers/peer-folder.ts";
import { measurePgRouting } from "./bench/peers/pgrouting.ts";
import { Valhalla } from "./bench/peers/valhalla.ts";
import { writePage, written } from "./bench/peers/write-page.ts";
import type { ProgressLine } from "./cli/progress-line.ts";
import { runCommand } from "./cli/run-command.ts";

/** `npm run bench:peers -- [--network file.osm.pbf] [--json file]`: ours against the engines people use today. */
interface PeerOptions {
	network?: string;
	json?: string;
	page: string;
}

const CUTOFF_M = 1000;
const RULE = { type: "distance", cutoffM: CUTOFF_M } as const;
const PROFILE = PROFILES[0]!;

async function benchPeers(options: PeerOptions, tell: ProgressLine["show"]): Promise<void> {
	const measurements: Measurement[] = [];
	const remarks: string[] = [];
	const add = (...found: readonly Measurement[]): void => {
		measurements.push(...found);
		for (const { name, peer, oursMs, peerMs, ratio } of found)
			console.log([name, peer ?? "alone", written(oursMs), written(peerMs), written(ratio)].join(" | "));
	};
	const network = options.network ?? realNetworkFile();
	tell("install peers", 0, 1);
	const folder = PeerFolder.install();
	try {
		const cities: BenchCity[] = [sampleCity()];
		if (network === null) remarks.push("No real network was named or lay beside the checkout: not measured.");
		else cities.push(await realCity(network));
		for (const city of cities) {
			remarks.push(sizeOf(city));
			for (const found of measureCity(city)) add(found);
			add(...measureWhatIf(city), ...measureDrags(city));
			const routed = await measurePgRouting(city, RULE, PROFILE);
			if (routed === null)
				remarks.push(`${city.name}: pgRouting is not there and cannot be installed: not measured.`);
			else add(...routed);
			add(await measureNgraph(city, folder, PROFILE));
		}
		const real = cities[1];
		if (network !== null && real !== undefined) {
			const found = await measureValhalla(real, await Valhalla.open(folder, network), CUTOFF_M, PROFILE);
			add(...found.measurements);
			remarks.push(peopleCompared(found));
		}
		const files = options.network === undefined ? realNetworkFiles() : [options.network];
		for (const file of files) remarks.push(...(await comparedPolygons(file, folder)));
	} finally {
		folder.remove();
	}
	remarks.push(
		`Load of the machine, mean of the last quarter of an hour: ${written(loadavg()[2] ?? Number.NaN)}.`,
	);
	const findings = { measurements, remarks };
	writePage(options.page, findings, new Date());
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

/** How our polygons of one network compare with their reach and, where Valhalla reads the file, with its polygons. */
async function comparedPolygons(file: string, folder: PeerFolder): Promise<string[]> {
	const city = await realCity(file);
	const areas = measureAreas(city, CUTOFF_M, PROFILE);
	const of = `${basename(file)}, ${areas.open.length} origins, ${CUTOFF_M} m`;
	const remarks = [
		`${of}: area drawn ÷ land within 40 m of the streets walked, counted in squares of 3 m, ${spread(areas.open)} with barriers left out and ${spread(areas.drawn)} with them.`,
	];
	if (!file.endsWith(".pbf")) return remarks;
	const overlap = await measureOverlap(city, await Valhalla.open(folder, file), CUTOFF_M, PROFILE);
	remarks.push(
		`${of}: common area of our polygon and Valhalla's ÷ area of either, ${spread(overlap.common)}; Valhalla's area ÷ ours, ${spread(overlap.areas)}; of the streets we walk, inside Valhalla's polygon, ${spread(overlap.walkedInside)}.`,
	);
	return remarks;
}

/** @param sorted Rising. */
function spread(sorted: readonly number[]): string {
	const at = (share: number): string =>
		(sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN).toFixed(3);
	return `${at(0.05)} / ${at(0.25)} / ${at(0.5)} / ${at(0.75)} / ${at(0.95)} (5, 25, 50, 75 and 95 in a hundred below)`;
}

await runCommand(({ progress }) =>
	new Command("bench-peers")
		.description("Measures the engine against Valhalla, pgRouting, turf, ngraph.path and plain C++.")
		.option("--network <file>", "OpenStreetMap file (.osm.pbf) of a real network")
		.option("--json <file>", "write [{name, peer, oursMs, peerMs, ratio}]")
		.option("--page <file>", "where the tables go", join(import.meta.dirname, "../geodata/docs/bench.md"))
		.action((options: PeerOptions) => benchPeers(options, progress.show)),
);
