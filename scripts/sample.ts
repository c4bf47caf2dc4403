import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Command } from "commander";
import type { Feature, Geometry } from "geojson";
import type { CityInput } from "../geodata/coverage/city-input.ts";
import { STREET_CLASSES, WAY_FLAG } from "../geodata/graph/street-source.ts";
import { generateSample } from "../geodata/sample/generate-sample.ts";
import type { ProgressLine } from "./cli/progress-line.ts";
import { runCommand } from "./cli/run-command.ts";

/** `npm run sample -- --seed 1 --factor 1 --out dir`: the sample city as GeoJSON files. */

interface SampleCommandOptions {
	seed: string;
	factor: string;
	out: string;
}

function* streetFeatures({ streets }: CityInput): Generator<Feature> {
	for (let way = 0; way < streets.wayClass.length; way++) {
		const coordinates: [number, number][] = [];
		for (let i = streets.wayStart[way]!; i < streets.wayStart[way + 1]!; i++) {
			const node = streets.wayNode[i]!;
			coordinates.push([streets.nodeLngDeg[node]!, streets.nodeLatDeg[node]!]);
		}
		const flags = streets.wayFlags[way]!;
		yield feature(
			{ type: "LineString", coordinates },
			{
				id: streets.wayId[way],
				highway: STREET_CLASSES[streets.wayClass[way]!],
				name: streets.wayName[way],
				bridge: (flags & WAY_FLAG.BRIDGE) !== 0,
				tunnel: (flags & WAY_FLAG.TUNNEL) !== 0,
			},
		);
	}
}

function feature(geometry: Geometry, properties: Record<string, unknown>): Feature {
	return { type: "Feature", geometry, properties: { ...properties, sample: true } };
}

function at(lngDeg: number, latDeg: number): Geometry {
	return { type: "Point", coordinates: [lngDeg, latDeg] };
}

/** A row of the input as a feature: one column is its geometry, the others its properties. */
function* rows<T extends object>(
	items: readonly T[],
	geometryOf: (item: T) => Geometry | null,
): Generator<Feature> {
	for (const item of items) {
		const geometry = geometryOf(item);
		if (!geometry) continue;
		const { polygon: _polygon, geometry: _geometry, ...properties } = item as Record<string, unknown>;
		yield feature(geometry, properties);
	}
}

function* asText(features: Iterable<Feature>): Generator<string> {
	yield '{"type":"FeatureCollection","features":[';
	let first = true;
	for (const f of features) {
		yield `${first ? "" : ","}\n${JSON.stringify(f)}`;
		first = false;
	}
	yield "\n]}\n";
}

async function writeSample(options: SampleCommandOptions, tell: ProgressLine["show"]): Promise<void> {
	const city = generateSample({ seed: Number(options.seed), factor: Number(options.factor) }, tell);
	await mkdir(options.out, { recursive: true });
	const files: readonly (readonly [string, Iterable<Feature>])[] = [
		["streets", streetFeatures(city)],
		["base", rows(city.baseFeatures, (f) => f.geometry)],
		["compounds", rows(city.compounds, (c) => c.polygon)],
		["towns", rows(city.towns, (t) => t.polygon)],
		["communities", rows(city.communities, (c) => c.polygon)],
		["facilities", rows(city.facilities, (f) => at(f.lngDeg, f.latDeg))],
		["parks", rows(city.parks, (p) => p.polygon)],
		["courtyards", rows(city.courtyards, (c) => at(c.lngDeg, c.latDeg))],
	];
	for (const [done, [name, features]] of files.entries()) {
		const file = join(options.out, `${name}.geojson`);
		tell("files", done, files.length);
		await pipeline(Readable.from(asText(features)), createWriteStream(file));
	}
	console.log(
		`${city.source}: ${city.streets.wayClass.length} streets, ${city.compounds.length} homes, ` +
			`${city.facilities.length} facilities in ${options.out}`,
	);
}

await runCommand(({ progress }) =>
	new Command("sample")
		.description("write the sample city as GeoJSON")
		.option("--seed <number>", "whole number; the same seed gives the same city", "1")
		.option("--factor <number>", "counties side by side; only 1 so far", "1")
		.requiredOption("--out <folder>", "where the files go")
		.action((options: SampleCommandOptions) => writeSample(options, progress.show)),
);
