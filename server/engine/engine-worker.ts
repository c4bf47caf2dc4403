import { LRUCache } from "lru-cache";
import { move } from "piscina";
import { type CityModel, openCityModel, snapFacilities } from "../../geodata/city/city-model.ts";
import { decodeCityPack } from "../../geodata/city/city-pack-file.ts";
import { coverageOf } from "../../geodata/coverage/coverage.ts";
import { unsnappedFacilities } from "../../geodata/coverage/figures.ts";
import { effectiveGroup } from "../../geodata/coverage/target-people.ts";
import { coverageReport } from "../../geodata/engine/coverage-report.ts";
import { isochronesOf } from "../../geodata/isochrone/isochrones.ts";
import { isGeodataError } from "../../geodata/units/error.ts";
import type { CoverageJob, EngineJob, EngineReply, IsochroneJob, SharedPack } from "./job.ts";

/** Cities a worker keeps open; their bytes are shared, their caches are not. */
const OPEN_CITIES = 4;
const models = new LRUCache<string, CityModel>({ max: OPEN_CITIES });

/** Runs one job; the answer is already JSON, so that the thread of the requests never writes a large one. */
export default function runJob(job: EngineJob): EngineReply {
	try {
		const json = new TextEncoder().encode(job.kind === "coverage" ? coverageJson(job) : isochronesJson(job));
		return move(json) as Uint8Array;
	} catch (error) {
		if (!isGeodataError(error)) throw error;
		return { code: error.code, message: error.message, details: error.details };
	}
}

function coverageJson({ pack, places, rule, profile, targetGroup, provenance }: CoverageJob): string {
	const model = modelOf(pack);
	const facilities = snapFacilities(model, places);
	const coverage = coverageOf(model, facilities, rule, profile);
	const report = coverageReport(model, facilities, coverage, rule, profile, targetGroup);
	// Only the pack knows whether the city knows ages.
	const counted = { ...provenance, targetGroup: effectiveGroup(model.demand, targetGroup) };
	const lost = { unsnappedFacilities: unsnappedFacilities(facilities) };
	return JSON.stringify({ provenance: counted, ...report, ...lost });
}

function isochronesJson({ pack, request, profile, firstOrigin }: IsochroneJob): string {
	const { features } = isochronesOf(modelOf(pack), request, profile);
	return features
		.map((feature) => {
			const properties = { ...feature.properties, origin: feature.properties.origin + firstOrigin };
			return JSON.stringify({ ...feature, properties });
		})
		.join(",");
}

function modelOf({ graphHash, bytes }: SharedPack): CityModel {
	let model = models.get(graphHash);
	if (model === undefined) {
		model = openCityModel(decodeCityPack(bytes));
		models.set(graphHash, model);
	}
	return model;
}
