import { decodeCityPack } from "../../geodata/city/city-pack-file.ts";
import type { DemandSet } from "../../geodata/city/demand.ts";
import type { City } from "../../geodata/contract/city.ts";
import { type CoverageResponse, coverageResponseSchema } from "../../geodata/contract/coverage.ts";
import { circleRadiusM } from "../../geodata/cost/rule.ts";
import { unsnappedFacilities } from "../../geodata/coverage/figures.ts";
import { provenanceOf } from "../../geodata/coverage/provenance.ts";
import { ENGINE } from "../../geodata/engine/functions.ts";
import { OpenCity } from "../../geodata/engine/open-city.ts";
import { getCatalogue } from "../db/catalogue/catalogue.ts";
import { getCity } from "../db/city/city.ts";
import { readGraph } from "../db/city/graph.ts";
import { facilitiesForService } from "../db/places/facility.ts";
import { refuseAborted } from "../db/store/refuse-aborted.ts";
import type { Store } from "../db/store/store.ts";
import { demandCsv } from "./demand-csv.ts";
import { gapsGeojson } from "./gaps-geojson.ts";
import { ledgerCsv } from "./ledger-csv.ts";
import { ledgerXlsx } from "./ledger-xlsx.ts";
import { parseAsked } from "./parse-rule.ts";
import { serviceAreasGeojson } from "./service-areas-geojson.ts";
import type { FileContent } from "./write-folder.ts";

/** A cell's people are counted at its centre, so cells larger than half the cutoff make the result coarse. */
function coarseCellM({ cellRadiusM }: DemandSet, cutoffM: number): number | null {
	const sideM = (cellRadiusM ?? 0) * Math.SQRT2;
	return sideM > cutoffM / 2 ? sideM : null;
}

export interface AnalysisRequest {
	readonly cityId: string;
	readonly service: string;
	/** `distance:1000`, `time:900`, the id of a standard; null takes the service's first. */
	readonly rule: string | null;
	readonly profile: string | null;
}

export interface Analysis {
	readonly city: City;
	readonly response: CoverageResponse;
	/** True where the service is for an age group and ages are unknown: all people were counted. */
	readonly agesMissing: boolean;
	/** Side of the largest population cell if it is more than half the cutoff, m; else null. */
	readonly coarseCellM: number | null;
	/** By name: coverage.json, ledger.csv, ledger.xlsx, gaps.geojson, isochrones.geojson, demand.csv. */
	readonly files: ReadonlyMap<string, FileContent>;
}

/**
 * The coverage of a service in a stored city as files. All contain the figures of one coverage.
 *
 * @throws {GeodataError} CITY_UNKNOWN, those of {@link parseAsked}, ABORTED
 */
export async function analyzeCity(
	store: Store,
	request: AnalysisRequest,
	onPhase: (phase: string) => void = () => {},
	signal?: AbortSignal,
): Promise<Analysis> {
	const city = await getCity(store, request.cityId);
	const catalogue = await getCatalogue(store, city.cityId);
	const { service, rule, profile } = parseAsked(catalogue, request);
	const places = await facilitiesForService(store, city.cityId, service.serviceId);
	onPhase("open city");
	const opened = new OpenCity(decodeCityPack(await readGraph(store, city.cityId, city.graphHash)));
	const { demand } = opened.model;
	refuseAborted(signal);
	onPhase("coverage");
	const walked = ENGINE.walks(opened, { places, rule, profile });
	const { facilities, coverage } = walked;
	const report = ENGINE.report(opened, { ...walked, targetGroup: service.targetGroup });
	const { agesKnown } = demand;
	const provenance = provenanceOf({ city, catalogue, service, rule, profile, agesKnown });
	const response = coverageResponseSchema.parse({
		provenance,
		...report,
		unsnappedFacilities: unsnappedFacilities(facilities),
	});
	await new Promise((resolve) => setImmediate(resolve));
	refuseAborted(signal);
	onPhase("service areas");
	const areas = serviceAreasGeojson(opened, walked, provenance);
	return {
		city,
		response,
		agesMissing: provenance.targetGroup !== service.targetGroup,
		coarseCellM: coarseCellM(demand, circleRadiusM(rule, profile)),
		files: new Map<string, FileContent>([
			["coverage.json", `${JSON.stringify(response, null, "\t")}\n`],
			["ledger.csv", ledgerCsv(response)],
			["ledger.xlsx", await ledgerXlsx(response, city)],
			["gaps.geojson", `${JSON.stringify(gapsGeojson(response))}\n`],
			["isochrones.geojson", `${JSON.stringify(areas)}\n`],
			["demand.csv", { [Symbol.iterator]: () => demandCsv(demand, facilities, coverage, rule) }],
		]),
	};
}
