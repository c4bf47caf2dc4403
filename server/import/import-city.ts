import { createHash } from "node:crypto";
import { serialize } from "node:v8";
import { withEntrances } from "../../geodata/city/area-entrances.ts";
import { buildCityPack } from "../../geodata/city/build-city-pack.ts";
import { encodeCityPack, packHash } from "../../geodata/city/city-pack-file.ts";
import { saveCity } from "../db/city/load-city.ts";
import { refuseAborted } from "../db/store/refuse-aborted.ts";
import type { Store } from "../db/store/store.ts";
import { assembleCity, type CityFiles, newKind } from "./assemble-city.ts";
import { importReport } from "./import-report.ts";
import type { OnProgress } from "./progress.ts";

export interface ImportControl {
	readonly onProgress: OnProgress;
	readonly signal?: AbortSignal | undefined;
}

/**
 * Reads a city from its files and stores it, replacing the one with the same id. On an error or abort nothing is
 * stored.
 *
 * @param openStore Called once the files are valid.
 * @returns A report, in lines to print.
 * @throws {GeodataError} of the readers, the builder and the store; ABORTED
 */
export async function importCity(
	openStore: () => Promise<Store>,
	files: CityFiles,
	options: ImportControl & { readonly maxSnapM?: number },
): Promise<string[]> {
	const { onProgress, signal } = options;
	const startedMs = performance.now();
	const city = await assembleCity(files, onProgress, signal);
	const { maxSnapM } = options;
	const built = buildCityPack(city.input, maxSnapM === undefined ? {} : { maxSnapM }, onProgress);
	const input = { ...city.input, facilities: withEntrances(built.pack, city.input.facilities) };
	const packBytes = encodeCityPack(built.pack);
	const graphHash = packHash(packBytes);
	// The build is synchronous: an abort during it waits in the event queue.
	await new Promise((resolve) => setImmediate(resolve));
	refuseAborted(signal);
	const dataVersion = createHash("sha256").update(serialize(input)).digest("hex").slice(0, 16);
	const store = await openStore();
	refuseAborted(signal);
	await saveCity(store, {
		input,
		packBytes,
		graphHash,
		dataVersion,
		newKinds: files.facilities ? [newKind(files.facilities)] : [],
		datumIn: files.datum,
		onProgress: (table, done, total) => onProgress(`store ${table}`, done, total),
		signal,
	});
	return importReport(city, built.report, built.unsnapped, {
		seconds: (performance.now() - startedMs) / 1000,
		peakMemoryMb: process.resourceUsage().maxRSS / 1024,
	});
}
