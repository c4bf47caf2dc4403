import { PROFILES } from "../../geodata/catalogue/rules.ts";
import { buildPack } from "../../geodata/city/build-city-pack.ts";
import { CityModel, type FacilitySet, snapFacilities } from "../../geodata/city/city-model.ts";
import { decodeCityPack, encodeCityPack } from "../../geodata/city/city-pack-file.ts";
import { SEARCHES_BEFORE_SWEEP } from "../../geodata/city/core-search.ts";
import type { FacilityPlace } from "../../geodata/city/demand.ts";
import { coverageOf } from "../../geodata/coverage/coverage.ts";
import { coverageFigures } from "../../geodata/coverage/figures.ts";
import { newCityRaster } from "../../geodata/isochrone/city-raster.ts";
import { isochronesOf } from "../../geodata/isochrone/isochrones.ts";
import { countyPlaces, type ProvinceOptions } from "../../geodata/sample/province/county-place.ts";
import { type CountyJoint, ProvinceSeams } from "../../geodata/sample/province/province.ts";
import { type CountyForPack, mergeForPack } from "../../geodata/sample/province/province-pack.ts";
import { Scenario } from "../../geodata/scenario/scenario.ts";
import { countiesFrom } from "../sample/county-pool.ts";
import type { PackedCounty } from "./county-pack-worker.ts";

/**
 * Cost of a province of `factor` counties. Milliseconds of processor time of one thread, means of warm runs, except
 * `drawSec`: on a busy machine wall-clock time would measure the other processes.
 */
export interface Growth {
	readonly factor: number;
	readonly nodes: number;
	readonly homes: number;
	readonly facilities: number;
	/** Drawing all counties with as many threads as the sample command; wall-clock seconds. */
	readonly drawSec: number;
	/** One run, after a smaller province. */
	readonly buildMs: number;
	readonly packBytes: number;
	/** Decoding and indexing the pack. */
	readonly openMs: number;
	/** From facilities to the walk of every home of the province. */
	readonly coverageMs: number;
	/** Its ledgers and histogram. */
	readonly figuresMs: number;
	/** One step of a drag, with totals. */
	readonly moveMs: number;
	/** One polygon of 15 minutes. */
	readonly isochroneMs: number;
}

const FACTORS = [1, 4, 10, 40] as const;
const SEED = 1;
const RULE = { type: "distance", cutoffM: 1000 } as const;
const QUARTER_HOUR = { type: "time", cutoffSec: 900 } as const;
const ISOCHRONE_RULE = { type: "time" as const, cutoffsSec: [QUARTER_HOUR.cutoffSec] };
const WARM_UP = 3;
const US_PER_MS = 1000;
const PROFILE = PROFILES[0]!;
/** Runs for one county; for n counties 1/n of them, so that each province is measured for about as long. */
const RUNS = 400;
const LEAST_RUNS = 10;
const ISOCHRONES = 200;
const DRAGS = 100;
const STEPS = 10;
const STEP_DEG = 0.0002;

interface Province {
	readonly factor: number;
	readonly drawSec: number;
	readonly buildMs: number;
	readonly openMs: number;
	readonly packBytes: number;
	readonly model: CityModel;
	readonly facilities: FacilitySet;
	readonly places: readonly FacilityPlace[];
}

export async function measureGrowth(
	tell: (phase: string, done: number, total: number) => void,
): Promise<Growth[]> {
	// Builds an unmeasured province first to warm up the compiler.
	await openedProvince(1, () => {});
	const growths: Growth[] = [];
	for (const factor of FACTORS) growths.push(measured(await openedProvince(factor, tell)));
	return growths;
}

async function openedProvince(
	factor: number,
	tell: (phase: string, done: number, total: number) => void,
): Promise<Province> {
	const { input, drawSec } = await drawn({ seed: SEED, factor }, tell);
	tell(`build ${factor}`, 0, 1);
	const { made: file, tookMs: buildMs } = timed(() => encodeCityPack(buildPack(input).pack));
	const { made: model, tookMs: openMs } = timed(() => new CityModel(decodeCityPack(file)));
	const places = input.facilities.filter(({ kind }) => kind.startsWith("party-"));
	return {
		factor,
		drawSec,
		buildMs,
		openMs,
		packBytes: file.length,
		model,
		facilities: snapFacilities(model, places),
		places,
	};
}

async function drawn(options: ProvinceOptions, tell: (phase: string, done: number, total: number) => void) {
	const start = performance.now();
	const places = countyPlaces(options);
	const seams = new ProvinceSeams(options);
	const counties: CountyForPack[] = [];
	const joints: CountyJoint[] = [];
	const worker = new URL("./county-pack-worker.ts", import.meta.url);
	for await (const { county, rim } of countiesFrom<PackedCounty>(worker, options)) {
		joints.push(...seams.join(places[counties.length]!, rim));
		counties.push(county);
		tell(`draw ${options.factor}`, counties.length, options.factor);
	}
	const drawSec = (performance.now() - start) / 1000;
	return { input: mergeForPack(counties, joints), drawSec };
}

function measured({ model, facilities, places, ...built }: Province): Growth {
	const runs = Math.max(LEAST_RUNS, RUNS / built.factor);
	const coverage = () => coverageOf(model, facilities, RULE, PROFILE);
	// After these searches the profile uses sweeps.
	for (let run = 0; run <= SEARCHES_BEFORE_SWEEP; run++) coverage();
	const walks = coverage();
	const raster = newCityRaster(model);
	return {
		...built,
		nodes: model.graph.nodeCount,
		homes: model.demand.count,
		facilities: facilities.count,
		coverageMs: meanMs(runs, coverage),
		figuresMs: meanMs(runs, () => coverageFigures(model, facilities, walks, RULE, PROFILE, "all")),
		moveMs: meanMs(DRAGS * STEPS, dragging(model, facilities, places)),
		isochroneMs: meanMs(ISOCHRONES, (run) => {
			const { lngDeg, latDeg } = places[run % places.length]!;
			isochronesOf(raster, { origins: [[lngDeg, latDeg]], rule: ISOCHRONE_RULE }, PROFILE);
		}),
	};
}

/** Mean processor time of a run, after a few warm-up runs. */
function meanMs(runs: number, work: (run: number) => unknown): number {
	for (let run = 0; run < WARM_UP; run++) work(run);
	const { tookMs } = timed(() => {
		for (let run = 0; run < runs; run++) work(run + WARM_UP);
	});
	return tookMs / runs;
}

/** The result of some work, and the processor time of this thread. */
function timed<T>(work: () => T): { readonly made: T; readonly tookMs: number } {
	const started = process.threadCpuUsage();
	const made = work();
	const { user, system } = process.threadCpuUsage(started);
	return { made, tookMs: (user + system) / US_PER_MS };
}

/** Drags one facility after another, one step per run. */
function dragging(model: CityModel, facilities: FacilitySet, places: readonly FacilityPlace[]) {
	const scenario = new Scenario(model, facilities, QUARTER_HOUR, PROFILE, "all");
	return (run: number): void => {
		const drag = Math.floor(run / STEPS);
		const step = (run % STEPS) + 1;
		const { facilityId, lngDeg, latDeg } = places[drag % places.length]!;
		scenario.move(
			facilityId,
			[lngDeg + step * STEP_DEG * Math.cos(drag), latDeg + step * STEP_DEG * Math.sin(drag)],
			step > 1,
		);
		scenario.takeChanged();
		scenario.totals();
	};
}
