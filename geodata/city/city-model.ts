import { networkCosts } from "../cost/network-costs.ts";
import type { Profile } from "../cost/profile.ts";
import type { ImpedanceUnit } from "../cost/rule.ts";
import { type BarrierIndex, indexBarriers } from "../graph/barrier-index.ts";
import { indexEdges, type SnapIndex } from "../graph/snap.ts";
import type { AccessPoints, WalkGraph } from "../graph/walk-graph.ts";
import { accessEnds } from "../search/access-ends.ts";
import type { CityCosts } from "../search/city-costs.ts";
import { SearchWorkspace } from "../search/search-workspace.ts";
import { COORD_UNITS_PER_DEG } from "../units/constants.ts";
import { distanceM } from "../units/position.ts";
import { accessPointsOf } from "./access-points.ts";
import type { CityPack } from "./city-pack.ts";
import { CoreSearch } from "./core-search.ts";
import type { DemandSet, FacilityPlace } from "./demand.ts";

/** Farthest street a home or facility is snapped to, unless a build is told otherwise. */
export const CITY_SNAP_M = 250;
/** Profiles are few; a planner trying speeds does not fill the memory. */
const MAX_CACHED_COSTS = 12;

/** Demand access entries in the order of their edges, to find the homes on an edge by bisection. */
export interface DemandByEdge {
	/** Shape [entries]; sorted. */
	readonly edge: Uint32Array;
	/** Shape [entries]; access entry, and the demand point that owns it. */
	readonly entry: Uint32Array;
	readonly point: Uint32Array;
}

/** An opened city: the pack, its indices, the costs in use, and memory to search in. One a thread. */
export interface CityModel {
	readonly pack: CityPack;
	readonly graph: WalkGraph;
	readonly demand: DemandSet;
	readonly snapIndex: SnapIndex;
	readonly barrierIndex: BarrierIndex;
	readonly demandByEdge: DemandByEdge;
	readonly workspace: SearchWorkspace;
	readonly coreSearch: CoreSearch;
	readonly costsOf: (profile: Profile, unit: ImpedanceUnit) => CityCosts;
}

/** Facilities as they meet the network. Columns of one length `count`. */
export interface FacilitySet {
	readonly count: number;
	readonly ids: readonly string[];
	readonly kinds: readonly string[];
	readonly names: readonly string[];
	/** 1e-7 degrees. */
	readonly lng: Int32Array;
	readonly lat: Int32Array;
	/** Shape [count]; how far an area's entrances lie from its position, m, by which its circle is wider; 0 for a point. */
	readonly areaReachM: Float64Array;
	/** A facility without entries meets no street: it is counted and serves nobody. */
	readonly access: AccessPoints;
}

export function openCityModel(pack: CityPack): CityModel {
	const { graph, demand } = pack;
	const cache = new Map<string, CityCosts>();
	const costsOf = (profile: Profile, unit: ImpedanceUnit): CityCosts => {
		const key = costKey(profile, unit);
		const known = cache.get(key);
		if (known !== undefined) return known;
		const network = networkCosts(graph, profile, unit);
		const costs = { network, demandEnds: accessEnds(graph, network, demand.access, "from") };
		const oldest = cache.keys().next();
		if (cache.size >= MAX_CACHED_COSTS && !oldest.done) cache.delete(oldest.value);
		cache.set(key, costs);
		return costs;
	};
	return {
		pack,
		graph,
		demand,
		snapIndex: indexEdges(graph),
		barrierIndex: indexBarriers(pack.barriers),
		demandByEdge: demandByEdge(demand.access),
		workspace: new SearchWorkspace(graph),
		coreSearch: new CoreSearch(graph, demand),
		costsOf,
	};
}

/** Profiles that cost the same share their costs, and an edited profile does not meet its old ones. */
function costKey(profile: Profile, unit: ImpedanceUnit): string {
	const parts = [unit, profile.speedMps, profile.stepsAllowed];
	return parts.concat(unit === "ms" ? [profile.signalPenaltySec, profile.overpassPenaltySec] : []).join("/");
}

function demandByEdge(access: AccessPoints): DemandByEdge {
	const pointOf = new Uint32Array(access.edge.length);
	for (let point = 0; point < access.count; point++) {
		pointOf.fill(point, access.start[point], access.start[point + 1]);
	}
	const entry = Uint32Array.from(access.edge.keys());
	entry.sort((a, b) => access.edge[a]! - access.edge[b]! || a - b);
	return { edge: entry.map((i) => access.edge[i]!), entry, point: entry.map((i) => pointOf[i]!) };
}

/**
 * Meets facilities with the network, by their entrances where known, never across a barrier.
 *
 * @param maxSnapM Farthest street that counts, (0, 2000] m.
 * @throws {GeodataError} POSITION_OUT_OF_RANGE, SNAP_DISTANCE_OUT_OF_RANGE
 */
export function snapFacilities(
	model: CityModel,
	places: readonly FacilityPlace[],
	maxSnapM: number = CITY_SNAP_M,
): FacilitySet {
	const { access } = accessPointsOf(
		model.snapIndex,
		model.barrierIndex,
		places.map(({ lngDeg, latDeg, entrances, isArea = false }) => ({
			lngDeg,
			latDeg,
			gates: entrances,
			isArea,
		})),
		maxSnapM,
	);
	return {
		count: places.length,
		ids: places.map((place) => place.facilityId),
		kinds: places.map((place) => place.kind),
		names: places.map((place) => place.name),
		lng: Int32Array.from(places, (place) => Math.round(place.lngDeg * COORD_UNITS_PER_DEG)),
		lat: Int32Array.from(places, (place) => Math.round(place.latDeg * COORD_UNITS_PER_DEG)),
		areaReachM: Float64Array.from(places, areaReachM),
		access,
	};
}

function areaReachM({ lngDeg, latDeg, entrances, isArea }: FacilityPlace): number {
	if (!isArea) return 0;
	return entrances.reduce((most, entrance) => Math.max(most, distanceM(lngDeg, latDeg, ...entrance)), 0);
}
