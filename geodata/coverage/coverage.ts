import {
	cutoffOf,
	IMPEDANCE_MAX,
	type ImpedanceUnit,
	legCost,
	NEVER,
	unitOf,
} from "../cost/network-costs.ts";
import type { Profile, Rule } from "../cost/profile.ts";
import { accessEnds, walkAlong } from "../search/access-ends.ts";
import { NONE, UNREACHED } from "../units/constants.ts";
import type { CityCosts, CityModel, FacilitySet } from "./city-model.ts";

/** How far each demand point walks to its nearest facility: the one source of every figure. */
export interface Coverage {
	readonly unit: ImpedanceUnit;
	/** Shape [demand.count]; mm or ms from home to the nearest facility, legs included; UNREACHED where none. */
	readonly impedance: Uint32Array;
	/** Shape [demand.count]; that facility's index, the lowest on a tie; NONE where none. */
	readonly nearest: Int32Array;
}

/**
 * The nearest facility of every demand point in the whole city, not cut off at the rule's cutoff: what lies beyond
 * is needed for the histogram and the gaps.
 *
 * Homes walk to facilities. Over all gates of a home and all entrances of a facility the cheapest walk counts,
 * also straight along the one edge both stand on.
 *
 * @throws {GeodataError} CUTOFF_OUT_OF_RANGE, SPEED_OUT_OF_RANGE, PENALTY_OUT_OF_RANGE
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
	const coverage = { unit, ...model.coreSearch.nearest(costs, ends) };
	alongSharedEdges(model, costs, facilities, coverage);
	return coverage;
}

/**
 * Coverage read from a search towards `facilities` that the model's workspace holds. Exact up to the limit of that
 * search; homes farther away may show as unreached.
 */
export function coverageAfterSearch(model: CityModel, costs: CityCosts, facilities: FacilitySet): Coverage {
	const coverage = throughNodes(model, costs, costs.network.unit);
	alongSharedEdges(model, costs, facilities, coverage);
	return coverage;
}

/** Impedances by way of the end nodes of each home's edge, from the search in the workspace. */
function throughNodes(model: CityModel, costs: CityCosts, unit: ImpedanceUnit): Coverage {
	const { cost, label } = model.workspace;
	const { start } = model.demand.access;
	const { node, cost: endCost } = costs.demandEnds;
	const count = model.demand.count;
	const impedance = new Uint32Array(count).fill(UNREACHED);
	const nearest = new Int32Array(count).fill(NONE);
	for (let point = 0; point < count; point++) {
		let best = IMPEDANCE_MAX + 1;
		let facility = NONE;
		for (let slot = start[point]! * 2; slot < start[point + 1]! * 2; slot++) {
			const end = node[slot]!;
			const walk = cost[end]! + endCost[slot]!;
			if (walk < best || (walk === best && label[end]! < facility)) {
				best = walk;
				facility = label[end]!;
			}
		}
		if (facility === NONE) continue;
		impedance[point] = best;
		nearest[point] = facility;
	}
	return { unit, impedance, nearest };
}

/** Lets a home walk straight along the edge a facility stands on, where that is shorter than by its end nodes. */
function alongSharedEdges(
	model: CityModel,
	costs: CityCosts,
	facilities: FacilitySet,
	coverage: Coverage,
): void {
	const { graph, demand, demandByEdge } = model;
	const { network } = costs;
	const { impedance, nearest } = coverage;
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
				const point = demandByEdge.point[i]!;
				if (walk > impedance[point]! || (walk === impedance[point] && facility >= nearest[point]!)) continue;
				impedance[point] = walk;
				nearest[point] = facility;
			}
		}
	}
}

/** Index of the first home entry on an edge in the sorted list, or where it would be. */
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
