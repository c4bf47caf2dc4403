import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { countyPlaces, type ProvinceOptions } from "../../geodata/sample/province/county-place.ts";
import { type CountyJoint, ProvinceSeams } from "../../geodata/sample/province/province.ts";
import { CollectionFile } from "./collection-file.ts";
import { jointText, SAMPLE_FILES, type SampleFile } from "./county-files.ts";
import { countiesFrom } from "./county-pool.ts";
import { type DrawnCounty, drawnCounty } from "./draw-county.ts";

export interface ProvinceCounts {
	streets: number;
	homes: number;
	facilities: number;
}

/** Output folder, progress callback and abort signal of a province. */
export interface ProvinceOutput {
	readonly folder: string;
	readonly tell: (phase: string, done: number, total: number) => void;
	readonly signal: AbortSignal;
}

/**
 * Draws a province and writes it as GeoJSON, one file per subject, county by county: memory holds a few counties,
 * whatever their number. All files get their final names at the end, or none does.
 *
 * @throws {GeodataError} SAMPLE_FACTOR_OUT_OF_RANGE, SAMPLE_SEED_OUT_OF_RANGE
 */
export async function writeProvince(
	options: ProvinceOptions,
	{ folder, tell, signal }: ProvinceOutput,
): Promise<ProvinceCounts> {
	const places = countyPlaces(options);
	const seams = new ProvinceSeams(options);
	const joints: CountyJoint[] = [];
	const counts: ProvinceCounts = { streets: 0, homes: 0, facilities: 0 };
	const files = new Map<SampleFile, CollectionFile>();
	await mkdir(folder, { recursive: true });
	try {
		for (const file of SAMPLE_FILES)
			files.set(file, await CollectionFile.begin(join(folder, `${file}.geojson`)));
		let written = 0;
		for await (const { texts, rim, ...held } of drawnCounties(options, tell, signal)) {
			signal.throwIfAborted();
			for (const [file, collection] of files) await collection.append(texts[file]);
			if (rim !== null) joints.push(...seams.join(places[written]!, rim));
			counts.streets += held.streets;
			counts.homes += held.homes;
			counts.facilities += held.facilities;
			tell("counties", ++written, places.length);
		}
		await files.get("streets")?.append(jointText(joints, places.length));
		for (const file of files.values()) await file.finish();
	} catch (error) {
		for (const file of files.values()) await file.drop();
		throw error;
	}
	for (const file of files.values()) await file.keep();
	return counts;
}

/** A single county is drawn in this thread, which reports its phases. */
async function* drawnCounties(
	options: ProvinceOptions,
	tell: ProvinceOutput["tell"],
	signal: AbortSignal,
): AsyncGenerator<DrawnCounty> {
	if (options.factor === 1) yield drawnCounty({ ...options, index: 0 }, tell);
	else {
		tell("counties", 0, options.factor);
		yield* countiesFrom<DrawnCounty>(new URL("./county-worker.ts", import.meta.url), options, signal);
	}
}
