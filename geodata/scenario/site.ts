import type { CityModel, FacilitySet } from "../city/city-model.ts";
import type { FoldedCity } from "../city/folded-city.ts";
import { alongSharedEdges } from "../coverage/coverage.ts";
import type { AccessPoints } from "../graph/walk-graph.ts";
import { accessEnds } from "../search/access-ends.ts";
import type { CityCosts } from "../search/city-costs.ts";
import { coreSeeds } from "../search/core-network.ts";
import { COORD_UNITS_PER_DEG, NONE } from "../units/constants.ts";

/** The core nodes from which walks reach one facility. Columns of one length. */
export interface FacilitySeeds {
	/** Core numbers, each once. */
	readonly node: Int32Array;
	/** From the node to the facility, legs included. */
	readonly cost: Int32Array;
}

/** Homes that reach a facility without passing the core. Columns of one length; a home may occur more than once. */
export interface HomesBeside {
	readonly home: Int32Array;
	/** Legs included. */
	readonly walk: Int32Array;
}

/** A position a facility has or had, with everything computed for it, so that moving back needs no new search. */
export interface Site {
	readonly lngDeg: number;
	readonly latDeg: number;
	/** Enlargement of an area's circle, m; 0 for a point. */
	readonly areaReachM: number;
	/** Of one place; no entries where unsnapped. */
	readonly access: AccessPoints;
	readonly seeds: FacilitySeeds;
	/** In the same dead end or chain, or on the same edge. */
	readonly beside: HomesBeside;
}

/** Sites of a set of facilities, in its order. */
export function sitesOf(
	model: CityModel,
	costs: CityCosts,
	folded: FoldedCity,
	facilities: FacilitySet,
): Site[] {
	const { access, lng, lat } = facilities;
	const { core, fringe } = folded;
	const ends = accessEnds(model.graph, costs.network, access, "to");
	const seedsOf: FacilitySeeds[] = [];
	const besideOf: { home: number[]; walk: number[] }[] = [];
	for (let i = 0; i < facilities.count; i++) {
		const [from, to] = [2 * access.start[i]!, 2 * access.start[i + 1]!];
		const own = {
			node: ends.node.subarray(from, to),
			cost: ends.cost.subarray(from, to),
			label: ends.label.subarray(from, to),
		};
		const { node, cost } = coreSeeds(core, own, fringe);
		seedsOf.push({ node: Int32Array.from(node), cost: Int32Array.from(cost) });
		besideOf.push(homesInFringe(model, costs, folded));
	}
	alongSharedEdges(model, costs, facilities, (home, walk, facility) => {
		besideOf[facility]!.home.push(home);
		besideOf[facility]!.walk.push(walk);
	});
	return Array.from({ length: facilities.count }, (_, i) => {
		const from = access.start[i]!;
		const to = access.start[i + 1]!;
		const { home, walk } = besideOf[i]!;
		return {
			lngDeg: lng[i]! / COORD_UNITS_PER_DEG,
			latDeg: lat[i]! / COORD_UNITS_PER_DEG,
			areaReachM: facilities.areaReachM[i]!,
			access: {
				count: 1,
				start: Uint32Array.of(0, to - from),
				edge: access.edge.slice(from, to),
				alongMm: access.alongMm.slice(from, to),
				offsetMm: access.offsetMm.slice(from, to),
			},
			seeds: seedsOf[i]!,
			beside: { home: Int32Array.from(home), walk: Int32Array.from(walk) },
		};
	});
}

/** Homes at the fringe nodes visited from a facility, with their walks. */
function homesInFringe(
	{ coreSearch }: CityModel,
	{ demandEnds }: CityCosts,
	{ core, fringe }: FoldedCity,
): { home: number[]; walk: number[] } {
	const { first, edge: slots } = coreSearch.slotsAt;
	const beside = { home: [] as number[], walk: [] as number[] };
	for (const node of fringe.met) {
		if (core.coreOf[node] !== NONE) continue;
		for (let i = first[node]!; i < first[node + 1]!; i++) {
			beside.home.push(demandEnds.label[slots[i]!]!);
			beside.walk.push(fringe.cost[node]! + demandEnds.cost[slots[i]!]!);
		}
	}
	return beside;
}

/** False for an unsnapped facility. */
export function isSnapped({ access }: Site): boolean {
	return access.edge.length > 0;
}

/** The access entries of many sites as one set, in their order. */
export function joinedAccess(sites: readonly Site[]): AccessPoints {
	const start = new Uint32Array(sites.length + 1);
	sites.forEach(({ access }, i) => {
		start[i + 1] = start[i]! + access.edge.length;
	});
	const column = (name: "edge" | "alongMm" | "offsetMm"): Uint32Array => {
		const joined = new Uint32Array(start[sites.length]!);
		sites.forEach(({ access }, i) => {
			joined.set(access[name], start[i]!);
		});
		return joined;
	};
	return {
		count: sites.length,
		start,
		edge: column("edge"),
		alongMm: column("alongMm"),
		offsetMm: column("offsetMm"),
	};
}
