import { IMPEDANCE_MAX, NEVER } from "../../geodata/cost/network-costs.ts";
import type { Rule } from "../../geodata/cost/profile.ts";
import { openCityModel, snapFacilities } from "../../geodata/coverage/city-model.ts";
import { decodeCityPack } from "../../geodata/coverage/city-pack-file.ts";
import { coverageOf } from "../../geodata/coverage/coverage.ts";
import { coverageFigures } from "../../geodata/coverage/report.ts";
import { isochronesOf } from "../../geodata/isochrone/isochrones.ts";
import { accessEnds } from "../../geodata/search/access-ends.ts";
import { searchFrom } from "../../geodata/search/search.ts";
import { PROFILES } from "../../geodata/standards/rules.ts";
import { alternated, median, warmMedianMs } from "./alternate.ts";
import type { BenchCity } from "./bench-city.ts";
import { BucketReference } from "./bucket-reference.ts";
import { HeapDijkstra } from "./heap-dijkstra.ts";

export interface Measurement {
	readonly name: string;
	/** null where the work is measured alone. */
	readonly peer: string | null;
	readonly oursMs: number;
	readonly peerMs: number | null;
	/** peerMs ÷ oursMs: how many times faster than the peer. */
	readonly ratio: number | null;
}

const ROUNDS = 31;
/** Turns the C++ reference and ours take; each turn is a process of its own and its median counts. */
const REFERENCE_TURNS = 5;
const CUTOFF_M = 1000;
const RULE: Rule = { type: "distance", cutoffM: CUTOFF_M };
const PROFILE = PROFILES[0]!;

/** Everything measured on one city; the answers of all sides are compared before their times are. */
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
		const ours: number[] = [];
		const theirs: number[] = [];
		try {
			for (let turn = 0; turn < REFERENCE_TURNS; turn++) {
				ours.push(warmMedianMs(search, ROUNDS));
				const run = reference.run(ROUNDS, limit);
				if (run.sum !== answer) throw new Error(`${name}: ours sums to ${answer} mm, C++ to ${run.sum}.`);
				theirs.push(run.medianMs);
			}
		} finally {
			reference.close();
		}
		yield measurement(name, "1 m buckets, C++ -O3", median(ours), median(theirs));
	}

	const alone = (what: string, work: () => number): Measurement =>
		measurement(`${city.name}: ${what}`, null, warmMedianMs(work, ROUNDS), null);
	yield alone("coverage of all homes", () => coverageOf(model, facilities, RULE, PROFILE).impedance.length);
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
		yield alone("one 15-minute isochrone", () => isochronesOf(model, request, PROFILE).features.length);
	}
	yield alone("city pack decoded and opened", () => openCityModel(decodeCityPack(city.file)).graph.nodeCount);
}

function measurement(name: string, peer: string | null, oursMs: number, peerMs: number | null): Measurement {
	return { name, peer, oursMs, peerMs, ratio: peerMs === null ? null : peerMs / oursMs };
}
