import type Flatbush from "flatbush";
import type { Profile } from "../cost/profile.ts";
import type { ImpedanceUnit } from "../cost/rule.ts";
import { type BarrierIndex, indexBarriers } from "../graph/barrier-index.ts";
import { indexEdges, type SnapIndex } from "../graph/snap.ts";
import type { AccessPoints, WalkGraph } from "../graph/walk-graph.ts";
import { coreNodes } from "../search/core-nodes.ts";
import { SearchWorkspace } from "../search/search-workspace.ts";
import { COORD_UNITS_PER_DEG, UNREACHED } from "../units/constants.ts";
import { distanceM } from "../units/position.ts";
import { accessPointsOf } from "./access-points.ts";
import type { CityPack } from "./city-pack.ts";
import { type CommunityGroups, communityGroups } from "./community-groups.ts";
import { CoreSearch } from "./core-search.ts";
import type { DemandSet, FacilityPlace } from "./demand.ts";
import { type HomeGrid, homeGrid } from "./home-grid.ts";
import { homeTree } from "./home-tree.ts";
import { ProfileCosts } from "./profile-costs.ts";
import { type UnplacedHomes, unplacedHomes } from "./unplaced-homes.ts";

/** Default maximum snap distance of homes and facilities. */
export const CITY_SNAP_M = 250;
/** Limits the memory used when a planner tries many speeds. */
const MAX_CACHED_COSTS = 12;

/** Access entries of homes sorted by edge, for binary search. */
export interface DemandByEdge {
	/** Shape [entries]; sorted. */
	readonly edge: Uint32Array;
	/** Shape [entries]; the access entry and its demand point. */
	readonly entry: Uint32Array;
	readonly point: Uint32Array;
}

/** Facilities snapped to the network. Columns of one length `count`. */
export interface FacilitySet {
	readonly count: number;
	readonly ids: readonly string[];
	readonly kinds: readonly string[];
	readonly names: readonly string[];
	/** 1e-7 degrees. */
	readonly lng: Int32Array;
	readonly lat: Int32Array;
	/**
	 * Shape [count]; distance of an area's farthest entrance from its position, m, added to its circle; 0 for a point.
	 */
	readonly areaReachM: Float64Array;
	/** A facility without entries is unsnapped: counted, serving nobody. */
	readonly access: AccessPoints;
}

/**
 * An opened city: the pack, its spatial indices, cached costs, and workspaces. One per thread; all caches of a city
 * are fields of its model, so they are freed with it.
 */
export class CityModel {
	readonly pack: CityPack;
	readonly graph: WalkGraph;
	readonly demand: DemandSet;
	readonly snapIndex: SnapIndex;
	readonly barrierIndex: BarrierIndex;
	readonly demandByEdge: DemandByEdge;
	readonly workspace: SearchWorkspace;
	readonly coreSearch: CoreSearch;
	readonly #isCore: Uint8Array;
	readonly #costs = new Map<string, ProfileCosts>();
	#homeGrid: HomeGrid | null = null;
	#homeTree: Flatbush | null | undefined;
	#unplaced: UnplacedHomes | null = null;
	#communityGroups: CommunityGroups | null = null;
	#walkScratch: Uint32Array | null = null;

	constructor(pack: CityPack) {
		const { graph, demand } = pack;
		this.pack = pack;
		this.graph = graph;
		this.demand = demand;
		this.snapIndex = indexEdges(graph);
		this.barrierIndex = indexBarriers(pack.barriers);
		this.demandByEdge = demandByEdge(demand.access);
		this.workspace = new SearchWorkspace(graph);
		this.#isCore = coreNodes(graph);
		this.coreSearch = new CoreSearch(graph, this.#isCore, demand);
	}

	costsOf(profile: Profile, unit: ImpedanceUnit): ProfileCosts {
		const key = costKey(profile, unit);
		const known = this.#costs.get(key);
		if (known !== undefined) return known;
		const costs = new ProfileCosts(this.graph, this.#isCore, this.demand, profile, unit);
		const oldest = this.#costs.keys().next();
		if (this.#costs.size >= MAX_CACHED_COSTS && !oldest.done) this.#costs.delete(oldest.value);
		this.#costs.set(key, costs);
		return costs;
	}

	/** Homes in a grid of square cells. */
	get homeGrid(): HomeGrid {
		this.#homeGrid ??= homeGrid(this.demand);
		return this.#homeGrid;
	}

	/** Spatial index of homes; null where there are none. */
	get homeTree(): Flatbush | null {
		if (this.#homeTree === undefined) this.#homeTree = homeTree(this.demand);
		return this.#homeTree;
	}

	get unplaced(): UnplacedHomes {
		this.#unplaced ??= unplacedHomes(this.demand);
		return this.#unplaced;
	}

	get communityGroups(): CommunityGroups {
		this.#communityGroups ??= communityGroups(this.pack.communities);
		return this.#communityGroups;
	}

	/** Shape [demand.count]; scratch memory. A user must reset it to UNREACHED. */
	get walkScratch(): Uint32Array {
		this.#walkScratch ??= new Uint32Array(this.demand.count).fill(UNREACHED);
		return this.#walkScratch;
	}
}

/** Equal costs give equal keys: the profile's name is left out, every value that affects costs is included. */
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
 * Snaps facilities to the network, at their entrances where known, never across a barrier.
 *
 * @param maxSnapM Maximum snap distance, (0, 2000] m.
 * @throws {GeodataError} POSITION_OUT_OF_RANGE, SNAP_DISTANCE_OUT_OF_RANGE
 * @example
 * const facilities = snapFacilities(model, [
 * 	{ facilityId: "p1", kind: "park", name: "Park", lngDeg: 120.95, latDeg: 31.39, entrances: [] },
 * ]);
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
