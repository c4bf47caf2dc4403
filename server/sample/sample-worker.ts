import { parentPort } from "node:worker_threads";
import { buildCityPack } from "../../geodata/city/build-city-pack.ts";
import { encodeCityPack, packHash } from "../../geodata/city/city-pack-file.ts";
import { generateSample } from "../../geodata/sample/generate-sample.ts";
import { earlierYears } from "./earlier-years.ts";
import type { SampleMessage } from "./sample-message.ts";
import { SAMPLE_VERSION } from "./sample-outdated.ts";

/** Generates the sample city outside the main thread and posts its progress. */
function makeSampleCity(post: (message: SampleMessage) => void): void {
	const progress = (phase: string, done: number, total: number) =>
		post({ kind: "progress", phase, done, total });
	const input = generateSample({ seed: 1, factor: 1 }, progress);
	const { pack } = buildCityPack(input, {}, progress);
	const snapshots = earlierYears(input, pack, (done, total) => progress("earlier years", done, total));
	const packBytes = encodeCityPack(pack);
	const city = { input, snapshots, packBytes, graphHash: packHash(packBytes), dataVersion: SAMPLE_VERSION };
	post({ kind: "made", city });
}

const port = parentPort;
if (port !== null) makeSampleCity((message) => port.postMessage(message));
