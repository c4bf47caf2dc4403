import { indexBarriers } from "../graph/barrier-index.ts";
import { type BuildProgress, buildWalkGraph, type GraphOptions } from "../graph/build-walk-graph.ts";
import { withoutEdges } from "../graph/edit-graph.ts";
import { indexEdges, type SnapIndex } from "../graph/snap.ts";
import { indexSquares, withSquarePoints } from "../graph/square-access.ts";
import { droppedOf, fragmentEdges } from "../graph/subnetworks.ts";
import type { Barriers, BuildReport, WalkGraph } from "../graph/walk-graph.ts";
import { COORD_UNITS_PER_DEG, NONE } from "../units/constants.ts";
import { GeodataError } from "../units/error.ts";
import { accessPointsOf, type PlaceAccess } from "./access-points.ts";
import { buildBarriers } from "./build-barriers.ts";
import type { CityInput, CompoundInput, FacilityInput } from "./city-input.ts";
import { CITY_SNAP_M } from "./city-model.ts";
import type { CityPack, CommunityRow } from "./city-pack.ts";
import type { DemandSet } from "./demand.ts";

export interface PackOptions extends GraphOptions {
	/** Maximum snap distance of a home's gate, (0, 2000] m. Default 250. */
	readonly maxSnapM?: number;
}

/** The input of a pack with barriers instead of features: a province's features would not fit in memory. */
export interface PackInput extends Pick<CityInput, "cityId" | "streets" | "towns" | "communities"> {
	readonly barriers: Barriers;
	readonly compounds: readonly Omit<CompoundInput, "polygon" | "kind">[];
	/** Facilities; a street nearest to one is not dropped as a fragment. */
	readonly facilities: readonly FacilityInput[];
}

/** A pack and the report of its build. */
export interface BuiltPack {
	readonly pack: CityPack;
	readonly report: BuildReport;
	readonly unsnapped: readonly UnsnappedPlace[];
}

/** An unsnapped home: counted, listed, never dropped. */
export interface UnsnappedPlace {
	readonly id: string;
	readonly name: string;
	readonly people: number;
}

const PROGRESS_EVERY = 500;

/**
 * Builds everything the engine needs of a city from its streets, barriers, homes and communities.
 *
 * @throws {GeodataError} NETWORK_EMPTY and the others of {@link buildWalkGraph}; PEOPLE_OUT_OF_RANGE when a
 * compound's people are not whole numbers or an age group exceeds the total; COMMUNITY_UNKNOWN.
 * @example
 * const { pack, report } = buildCityPack(generateSample({ seed: 1, factor: 1 }));
 */
export function buildCityPack(
	input: CityInput,
	options: PackOptions = {},
	onProgress?: BuildProgress,
): BuiltPack {
	return buildPack(
		{ ...input, barriers: buildBarriers(input.baseFeatures, input.streets, input.wallOpenings) },
		options,
		onProgress,
	);
}

/** {@link buildCityPack} with known barriers. */
export function buildPack(
	input: PackInput,
	options: PackOptions = {},
	onProgress?: BuildProgress,
): BuiltPack {
	const { compounds, barriers } = input;
	const maxSnapM = options.maxSnapM ?? CITY_SNAP_M;
	checkPeople(input);
	const built = buildWalkGraph(input.streets, options, onProgress);
	const barrierIndex = indexBarriers(barriers);
	const dwellings = compounds.map((compound) => ({ ...compound, isHome: true }));
	const homes = accessPointsOf(indexEdges(built.graph), barrierIndex, dwellings, maxSnapM, (done) => {
		if (done % PROGRESS_EVERY === 0 || done === compounds.length)
			onProgress?.("homes", done, compounds.length);
	});
	const cleared =
		options.minSubnetworkNodes === undefined
			? withoutFragments(built, homes, (snap) => {
					const places = input.facilities.map((place) => ({ ...place, gates: place.entrances }));
					return accessPointsOf(snap, barrierIndex, places, maxSnapM).access.edge;
				})
			: { ...built, homes };
	const { graph, homes: places } = withHomesOnSquares(cleared.graph, cleared.homes);
	const { report } = cleared;
	const communities = communityRows(input);
	const demand = demandSet(input, places, communities);
	const unsnapped = compounds
		.filter((_, i) => demand.access.start[i] === demand.access.start[i + 1])
		.map(({ compoundId, name, people }) => ({ id: compoundId, name, people }));
	return { pack: { cityId: input.cityId, graph, barriers, demand, communities }, report, unsnapped };
}

/** Drops fragments of the network that no home or facility is snapped to. */
function withoutFragments(
	{ graph, report }: { graph: WalkGraph; report: BuildReport },
	homes: PlaceAccess,
	edgesOfPlaces: (snap: SnapIndex) => Uint32Array,
): { graph: WalkGraph; report: BuildReport; homes: PlaceAccess } {
	if (!fragmentEdges(graph, homes.access.edge).includes(1)) return { graph, report, homes };
	const wanted = Uint32Array.of(...homes.access.edge, ...edgesOfPlaces(indexEdges(graph)));
	const isDropped = fragmentEdges(graph, wanted);
	const { graph: cleared, edgeOf } = withoutEdges(graph, isDropped);
	const dropped = droppedOf(graph, isDropped);
	return {
		graph: cleared,
		report: {
			...report,
			nodeCount: cleared.nodeCount,
			edgeCount: cleared.edgeCount,
			lengthM: report.lengthM - dropped.lengthM,
			droppedSubnetworks: report.droppedSubnetworks + dropped.subnetworks,
			droppedNodes: report.droppedNodes + graph.nodeCount - cleared.nodeCount,
			droppedEdges: report.droppedEdges + graph.edgeCount - cleared.edgeCount,
			droppedLengthM: report.droppedLengthM + dropped.lengthM,
		},
		homes: { ...homes, access: { ...homes.access, edge: homes.access.edge.map((edge) => edgeOf[edge]!) } },
	};
}

/** Gives every home on a square its own node there, so that facilities on the same square are reached straight. */
function withHomesOnSquares(graph: WalkGraph, homes: PlaceAccess): { graph: WalkGraph; homes: PlaceAccess } {
	if (homes.onSquares.length === 0) return { graph, homes };
	const joined = withSquarePoints(graph, indexSquares(graph.squares), homes.onSquares);
	const { access } = homes;
	const more = Map.groupBy(
		homes.onSquares.map((point, i) => ({ ...point, edge: joined.edgeOf[i]! })),
		({ place }) => place,
	);
	const columns = { start: [0], edge: [] as number[], alongMm: [] as number[], offsetMm: [] as number[] };
	for (let place = 0; place < access.count; place++) {
		for (let entry = access.start[place]!; entry < access.start[place + 1]!; entry++) {
			columns.edge.push(access.edge[entry]!);
			columns.alongMm.push(access.alongMm[entry]!);
			columns.offsetMm.push(access.offsetMm[entry]!);
		}
		for (const { edge, legMm } of more.get(place) ?? []) {
			columns.edge.push(edge);
			columns.alongMm.push(0);
			columns.offsetMm.push(legMm);
		}
		columns.start.push(columns.edge.length);
	}
	return {
		graph: joined.graph,
		homes: {
			...homes,
			access: {
				count: access.count,
				start: Uint32Array.from(columns.start),
				edge: Uint32Array.from(columns.edge),
				alongMm: Uint32Array.from(columns.alongMm),
				offsetMm: Uint32Array.from(columns.offsetMm),
			},
		},
	};
}

function checkPeople(input: PackInput): void {
	for (const { compoundId, people, people0To14, people60Plus } of input.compounds) {
		for (const [value, most] of [
			[people, 0xffff_ffff],
			[(people0To14 ?? 0) + (people60Plus ?? 0), people],
		] as const) {
			if (Number.isInteger(value) && value >= 0 && value <= most) continue;
			throw new GeodataError(
				"PEOPLE_OUT_OF_RANGE",
				`Compound ${compoundId} counts ${value} people; allowed is a whole number from 0 to ${most}.`,
				{ compoundId, value, allowed: [0, most] },
			);
		}
	}
}

function communityRows(input: PackInput): CommunityRow[] {
	const townName = new Map(input.towns.map((town) => [town.townId, town.name]));
	return input.communities.map(({ code, name, type, townId, unit }) => ({
		code,
		name,
		type,
		town: townId === null ? null : (townName.get(townId) ?? townId),
		unit,
	}));
}

function demandSet(input: PackInput, places: PlaceAccess, communities: readonly CommunityRow[]): DemandSet {
	const { compounds } = input;
	const communityIndex = new Map(communities.map(({ code }, i) => [code, i]));
	const community = Int32Array.from(compounds, ({ compoundId, communityCode }) => {
		if (communityCode === null) return NONE;
		const index = communityIndex.get(communityCode);
		if (index !== undefined) return index;
		throw new GeodataError(
			"COMMUNITY_UNKNOWN",
			`Compound ${compoundId} belongs to community ${communityCode}, which the city does not have.`,
			{ compoundId, value: communityCode },
		);
	});
	return {
		count: compounds.length,
		ids: compounds.map(({ compoundId }) => compoundId),
		names: compounds.map(({ name }) => name),
		lng: Int32Array.from(compounds, ({ lngDeg }) => Math.round(lngDeg * COORD_UNITS_PER_DEG)),
		lat: Int32Array.from(compounds, ({ latDeg }) => Math.round(latDeg * COORD_UNITS_PER_DEG)),
		people: Uint32Array.from(compounds, ({ people }) => people),
		people0To14: Uint32Array.from(compounds, ({ people0To14 }) => people0To14 ?? 0),
		people60Plus: Uint32Array.from(compounds, ({ people60Plus }) => people60Plus ?? 0),
		agesKnown:
			compounds.length > 0 &&
			compounds.every((home) => home.people0To14 !== null && home.people60Plus !== null),
		community,
		gateUnknown: places.gateUnknown,
		access: places.access,
		cellRadiusM: largestCellM(compounds),
	};
}

function largestCellM(compounds: PackInput["compounds"]): number | null {
	const largestM = compounds.reduce((most, { cellRadiusM }) => Math.max(most, cellRadiusM ?? 0), 0);
	return largestM > 0 ? largestM : null;
}
