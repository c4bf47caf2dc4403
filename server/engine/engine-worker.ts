import { LRUCache } from "lru-cache";
import { move } from "piscina";
import { decodeCityPack } from "../../geodata/city/city-pack-file.ts";
import { ENGINE } from "../../geodata/engine/functions.ts";
import { OpenCity } from "../../geodata/engine/open-city.ts";
import { isGeodataError } from "../../geodata/units/error.ts";
import type { CoverageJob, EngineJob, EngineReply, IsochroneJob, SharedPack } from "./job.ts";

/** Cities that a worker keeps open; their bytes are shared, their caches are not. */
const OPEN_CITIES = 4;
const cities = new LRUCache<string, OpenCity>({ max: OPEN_CITIES });

/** Runs one job. The answer is serialised here, so that the main thread never serialises large JSON. */
export default function runJob(job: EngineJob): EngineReply {
	try {
		const json = new TextEncoder().encode(job.kind === "coverage" ? coverageJson(job) : isochronesJson(job));
		return move(json) as Uint8Array;
	} catch (error) {
		if (!isGeodataError(error)) throw error;
		return { code: error.code, message: error.message, details: error.details };
	}
}

function coverageJson({ pack, provenance, ...question }: CoverageJob): string {
	const { report, unsnappedFacilities, countedGroup } = ENGINE.coverage(cityOf(pack), question);
	return JSON.stringify({
		provenance: { ...provenance, targetGroup: countedGroup },
		...report,
		unsnappedFacilities,
	});
}

function isochronesJson({ pack, request, profile, firstOrigin }: IsochroneJob): string {
	const features: string[] = [];
	for (const feature of ENGINE.isochrones(cityOf(pack), { question: request, profile })) {
		const properties = { ...feature.properties, origin: feature.properties.origin + firstOrigin };
		features.push(JSON.stringify({ ...feature, properties }));
	}
	return features.join(",");
}

function cityOf({ graphHash, bytes }: SharedPack): OpenCity {
	let city = cities.get(graphHash);
	if (city === undefined) {
		city = new OpenCity(decodeCityPack(bytes));
		cities.set(graphHash, city);
	}
	return city;
}
