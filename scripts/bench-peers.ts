import { writeFile } from "node:fs/promises";
import { loadavg } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { PROFILES } from "../geodata/standards/rules.ts";
import { type BenchCity, realCity, realNetworkFile, sampleCity } from "./bench/bench-city.ts";
import { type Measurement, measureCity } from "./bench/measure-city.ts";
import { measureWhatIf } from "./bench/measure-what-if.ts";
import { measureNgraph } from "./bench/peers/measure-ngraph.ts";
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
			add(...measureWhatIf(city));
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
			remarks.push(...comparedWithValhalla(found));
		}
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

function comparedWithValhalla({
	overlapShares,
	oursCovered,
	overlayCovered,
	people,
}: ValhallaFindings): string[] {
	const at = (share: number): string =>
		written(overlapShares[Math.floor((overlapShares.length - 1) * share)] ?? Number.NaN);
	const percent = (covered: number): string => `${((100 * covered) / people).toFixed(1)} %`;
	return [
		`People covered within ${CUTOFF_M} m: ours ${percent(oursCovered)}, exact on the network; Valhalla's polygons laid over the homes ${percent(overlayCovered)}.`,
		`Common area of both polygons ÷ area of either, ${overlapShares.length} origins: 5 % below ${at(0.05)}, half below ${at(0.5)}, 95 % below ${at(0.95)}.`,
	];
}

await runCommand(({ progress }) =>
	new Command("bench-peers")
		.description("Measures the engine against Valhalla, pgRouting, turf, ngraph.path and plain C++.")
		.option("--network <file>", "OpenStreetMap file (.osm.pbf) of a real network")
		.option("--json <file>", "write [{name, peer, oursMs, peerMs, ratio}]")
		.option("--page <file>", "where the tables go", join(import.meta.dirname, "../geodata/docs/bench.md"))
		.action((options: PeerOptions) => benchPeers(options, progress.show)),
);
