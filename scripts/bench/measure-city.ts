import { PROFILES } from "../../geodata/catalogue/rules.ts";
import { CityModel, snapFacilities } from "../../geodata/city/city-model.ts";
import { decodeCityPack } from "../../geodata/city/city-pack-file.ts";
import { IMPEDANCE_MAX, NEVER } from "../../geodata/cost/network-costs.ts";
import type { Rule } from "../../geodata/cost/profile.ts";
import { coverageOf } from "../../geodata/coverage/coverage.ts";
import { coverageFigures } from "../../geodata/coverage/figures.ts";
import { newCityRaster } from "../../geodata/isochrone/city-raster.ts";
import { isochronesOf } from "../../geodata/isochrone/isochrones.ts";
import { accessEnds } from "../../geodata/search/access-ends.ts";
import { searchFrom } from "../../geodata/search/search.ts";
import { alternated, warmMedianMs } from "./alternate.ts";
import type { BenchCity } from "./bench-city.ts";
import { BucketReference } from "./bucket-reference.ts";
import { HeapDijkstra } from "./heap-dijkstra.ts";

export interface Measurement {
	readonly name: string;
	/** null where there is no peer. */
	readonly peer: string | null;
	readonly oursMs: number;
	readonly peerMs: number | null;
	/** peerMs ÷ oursMs: the speed-up over the peer. */
	readonly ratio: number | null;
}

const ROUNDS = 31;
/** Turns of the C++ reference (one process each) and of ours; the best turn's median counts for either side. */
const REFERENCE_TURNS = 5;
const REFERENCE = "1 m buckets, C++ -O3";
const CUTOFF_M = 1000;
const RULE: Rule = { type: "distance", cutoffM: CUTOFF_M };
const PROFILE = PROFILES[0]!;

/** All measurements on one city; results of all sides are compared before times. */
export function* measureCity(city: BenchCity): Generator<Measurement> {
	const { model, facilities } = city;
	const { graph, workspace } = model;
	const costs = model.costsOf(PROFILE, "mm").network;
	const seeds = accessEnds(graph, costs, facilities.access, "to");
	const heap = new HeapDijkstra(graph, costs);
	const sumOfCosts = (): number => {
		let sum = 0;
		for (const cost of workspace.cost) if (cost !== NEVER) sum += cost;
		return sum;
	};
	for (const [what, limit] of [
		[`search to ${CUTOFF_M} m`, CUTOFF_M * 1000],
		["search, whole city", IMPEDANCE_MAX],
	] as const) {
		const name = `${city.name}: ${what}, ${facilities.count} facilities`;
		const search = (): number => {
			searchFrom(workspace, costs.reverse, seeds, limit);
			return workspace.touchedCount;
		};
		search();
		const answer = sumOfCosts();
		const timing = alternated(
			name,
			() => {
				search();
				return answer;
			},
			() => heap.search(seeds, limit),
			ROUNDS,
		);
		yield measurement(name, "binary heap, TypeScript", timing.oursMs, timing.peerMs);

		const reference = BucketReference.open(costs.reverse, seeds);
		if (reference === null) continue;
		try {
			yield againstReference(name, REFERENCE, search, reference, limit, answer);
			if (limit !== IMPEDANCE_MAX) continue;
			// Our complete coverage, homes included, against only the search of the reference.
			const coverage = (): number => coverageOf(model, facilities, RULE, PROFILE).impedance.length;
			const job = `${city.name}: coverage of ${model.demand.count} homes, whole city`;
			yield againstReference(job, `${REFERENCE}, search alone`, coverage, reference, limit, answer);
		} finally {
			reference.close();
		}
	}

	const alone = (what: string, work: () => number): Measurement =>
		measurement(`${city.name}: ${what}`, null, warmMedianMs(work, ROUNDS), null);
	yield alone("coverage with ledgers and histogram", () => {
		const coverage = coverageOf(model, facilities, RULE, PROFILE);
		return coverageFigures(model, facilities, coverage, RULE, PROFILE, "all").totals.coveredPeople;
	});
	const [place] = city.places;
	if (place !== undefined) {
		yield alone("one facility snapped", () => snapFacilities(model, [place]).count);
		const request = {
			origins: [[place.lngDeg, place.latDeg] as [number, number]],
			rule: { type: "time" as const, cutoffsSec: [900] },
		};
		const raster = newCityRaster(model);
		yield alone("one 15-minute isochrone", () => isochronesOf(raster, request, PROFILE).features.length);
	}
	yield alone("city pack decoded and opened", () => new CityModel(decodeCityPack(city.file)).graph.nodeCount);
}

function againstReference(
	name: string,
	peer: string,
	work: () => number,
	reference: BucketReference,
	limit: number,
	answer: number,
): Measurement {
	const ours: number[] = [];
	const theirs: number[] = [];
	for (let turn = 0; turn < REFERENCE_TURNS; turn++) {
		ours.push(warmMedianMs(work, ROUNDS));
		const run = reference.run(ROUNDS, limit);
		if (run.sum !== answer) throw new Error(`${name}: ours sums to ${answer} mm, C++ to ${run.sum}.`);
		theirs.push(run.medianMs);
	}
	return measurement(name, peer, Math.min(...ours), Math.min(...theirs));
}

export function measurement(
	name: string,
	peer: string | null,
	oursMs: number,
	peerMs: number | null,
): Measurement {
	return { name, peer, oursMs, peerMs, ratio: peerMs === null ? null : peerMs / oursMs };
}
