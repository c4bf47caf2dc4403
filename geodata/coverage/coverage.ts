import type { CityModel, FacilitySet } from "../city/city-model.ts";
import { offer } from "../city/core-search.ts";
import { legCost, NEVER } from "../cost/network-costs.ts";
import type { Profile, Rule } from "../cost/profile.ts";
import { cutoffOf, type ImpedanceUnit, unitOf } from "../cost/rule.ts";
import { accessEnds, walkAlong } from "../search/access-ends.ts";
import type { CityCosts } from "../search/city-costs.ts";

/** A rule for walks by time: those of {@link coverageOf} are the same under any cutoff. */
export const ANY_TIME: Rule = { type: "time", cutoffSec: 900 };

/** The walk from each demand point to its nearest facility: the source of every figure. */
export interface Coverage {
	readonly unit: ImpedanceUnit;
	/** Shape [demand.count]; mm or ms from home to the nearest facility, legs included; UNREACHED where none. */
	readonly impedance: Uint32Array;
	/** Shape [demand.count]; that facility's index, the lowest on a tie; NONE where none. */
	readonly nearest: Int32Array;
}

/**
 * The nearest facility of every demand point of the city. The search has no cutoff, because the histogram and the
 * gaps need walks beyond it.
 *
 * Walks lead from homes to facilities. The cheapest over all gates of a home and all entrances of a facility counts,
 * including walks along one shared edge.
 *
 * @throws {GeodataError} CUTOFF_OUT_OF_RANGE, SPEED_OUT_OF_RANGE, PENALTY_OUT_OF_RANGE
 * @example
 * const coverage = coverageOf(model, snapFacilities(model, places), { type: "time", cutoffSec: 900 }, profile);
 */
export function coverageOf(
	model: CityModel,
	facilities: FacilitySet,
	rule: Rule,
	profile: Profile,
): Coverage {
	cutoffOf(rule);
	const unit = unitOf(rule);
	const costs = model.costsOf(profile, unit);
	const ends = accessEnds(model.graph, costs.network, facilities.access, "to");
	const walks = model.coreSearch.nearest(costs, ends);
	alongSharedEdges(model, costs, facilities, (point, walk, facility) => offer(walks, point, walk, facility));
	return { unit, ...walks };
}

/**
 * Offers every home the walk along an edge it shares with a facility, which may be shorter than through its end
 * nodes.
 */
export function alongSharedEdges(
	model: CityModel,
	costs: CityCosts,
	facilities: FacilitySet,
	offer: (point: number, walk: number, facility: number) => void,
): void {
	const { graph, demand, demandByEdge } = model;
	const { network } = costs;
	const { access } = facilities;
	for (let facility = 0; facility < facilities.count; facility++) {
		for (let entrance = access.start[facility]!; entrance < access.start[facility + 1]!; entrance++) {
			const edge = access.edge[entrance]!;
			const thereMm = access.alongMm[entrance]!;
			const facilityLeg = legCost(network, access.offsetMm[entrance]!);
			for (let i = firstOnEdge(demandByEdge.edge, edge); demandByEdge.edge[i] === edge; i++) {
				const entry = demandByEdge.entry[i]!;
				const along = walkAlong(graph, network, edge, demand.access.alongMm[entry]!, thereMm);
				if (along === NEVER) continue;
				const walk = legCost(network, demand.access.offsetMm[entry]!) + along + facilityLeg;
				offer(demandByEdge.point[i]!, walk, facility);
			}
		}
	}
}

/** Index of the first home entry on an edge in the sorted list, or its insertion point. */
function firstOnEdge(edges: Uint32Array, edge: number): number {
	let low = 0;
	let high = edges.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (edges[middle]! < edge) low = middle + 1;
		else high = middle;
	}
	return low;
}
