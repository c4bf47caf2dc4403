import { buildPack } from "../../geodata/coverage/build-city-pack.ts";
import {
	type CityModel,
	type FacilitySet,
	openCityModel,
	snapFacilities,
} from "../../geodata/coverage/city-model.ts";
import { decodeCityPack, encodeCityPack } from "../../geodata/coverage/city-pack-file.ts";
import { coverageOf } from "../../geodata/coverage/coverage.ts";
import type { FacilityPlace } from "../../geodata/coverage/demand.ts";
import { Scenario } from "../../geodata/coverage/incremental/scenario.ts";
import { coverageFigures } from "../../geodata/coverage/report.ts";
import { isochronesOf } from "../../geodata/isochrone/isochrones.ts";
import { countyPlaces, type ProvinceOptions } from "../../geodata/sample/county-place.ts";
import { type CountyJoint, ProvinceSeams } from "../../geodata/sample/province.ts";
import { type CountyForPack, mergeForPack } from "../../geodata/sample/province-pack.ts";
import { PROFILES } from "../../geodata/standards/rules.ts";
import { countiesFrom } from "../sample/county-pool.ts";
import { median } from "./alternate.ts";
import type { PackedCounty } from "./county-pack-worker.ts";

/** What a province of `factor` counties takes. Times in ms: medians, but for `drawSec`. */
export interface Growth {
	readonly factor: number;
	readonly nodes: number;
	readonly homes: number;
	readonly facilities: number;
	/** Drawing all counties, on as many threads as the sample command uses; seconds by the clock. */
	readonly drawSec: number;
	/** Processor time of the thread that builds. */
	readonly buildMs: number;
	readonly packBytes: number;
	/** Decoding the pack and indexing it. */
	readonly openMs: number;
	/** From facilities to the walk of every home, the whole province. */
	readonly coverageMs: number;
	/** Ledgers and histogram of that. */
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
const PROFILE = PROFILES[0]!;
/** Provinces take turns, so that a busy machine slows all; in a turn each runs a few times, so that it is warm. */
const TURNS = 7;
const RUNS_A_TURN = 3;
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
	// Builds what the compiler has not seen yet, unmeasured.
	await openedProvince(1, () => {});
	const provinces: Province[] = [];
	for (const factor of FACTORS) provinces.push(await openedProvince(factor, tell));
	const times = provinces.map(() => ({
		coverage: [] as number[],
		figures: [] as number[],
		isochrone: [] as number[],
	}));
	for (let turn = 0; turn < TURNS; turn++) {
		tell("measure", turn, TURNS);
		for (const [i, province] of provinces.entries()) {
			for (let run = 0; run < RUNS_A_TURN; run++) measureOnce(province, times[i]!);
		}
	}
	return provinces.map(({ model, facilities, places, ...built }, i) => ({
		factor: built.factor,
		nodes: model.graph.nodeCount,
		homes: model.demand.count,
		facilities: facilities.count,
		drawSec: built.drawSec,
		buildMs: built.buildMs,
		packBytes: built.packBytes,
		openMs: built.openMs,
		coverageMs: median(times[i]!.coverage),
		figuresMs: median(times[i]!.figures),
		moveMs: median(moveTimes(model, facilities, places)),
		isochroneMs: median(times[i]!.isochrone),
	}));
}

async function openedProvince(
	factor: number,
	tell: (phase: string, done: number, total: number) => void,
): Promise<Province> {
	const { input, drawSec } = await drawn({ seed: SEED, factor }, tell);
	tell(`build ${factor}`, 0, 1);
	const started = process.threadCpuUsage();
	const { pack } = buildPack(input);
	const { user, system } = process.threadCpuUsage(started);
	const file = encodeCityPack(pack);
	const openedAt = performance.now();
	const model = openCityModel(decodeCityPack(file));
	const openMs = performance.now() - openedAt;
	const places = input.facilities.filter(({ kind }) => kind.startsWith("party-"));
	return {
		factor,
		drawSec,
		buildMs: (user + system) / 1000,
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

function measureOnce(
	{ model, facilities, places }: Province,
	times: { coverage: number[]; figures: number[]; isochrone: number[] },
): void {
	const timed = <T>(into: number[], work: () => T): T => {
		const start = performance.now();
		const made = work();
		into.push(performance.now() - start);
		return made;
	};
	const coverage = timed(times.coverage, () => coverageOf(model, facilities, RULE, PROFILE));
	timed(times.figures, () => coverageFigures(model, facilities, coverage, RULE, PROFILE, "all"));
	const origin = places[times.isochrone.length % places.length]!;
	timed(times.isochrone, () =>
		isochronesOf(
			model,
			{
				origins: [[origin.lngDeg, origin.latDeg]],
				rule: { type: "time", cutoffsSec: [QUARTER_HOUR.cutoffSec] },
			},
			PROFILE,
		),
	);
}

function moveTimes(model: CityModel, facilities: FacilitySet, places: readonly FacilityPlace[]): number[] {
	const scenario = new Scenario(model, facilities, QUARTER_HOUR, PROFILE, "all");
	const times: number[] = [];
	for (let drag = 0; drag < DRAGS; drag++) {
		const { facilityId, lngDeg, latDeg } = places[drag % places.length]!;
		for (let step = 1; step <= STEPS; step++) {
			const start = performance.now();
			scenario.move(
				facilityId,
				[lngDeg + step * STEP_DEG * Math.cos(drag), latDeg + step * STEP_DEG * Math.sin(drag)],
				step > 1,
			);
			scenario.takeChanged();
			scenario.totals();
			times.push(performance.now() - start);
		}
	}
	return times;
}
