import { type FacilitySet, snapFacilities } from "../city/city-model.ts";
import { legCost, type NetworkCosts } from "../cost/network-costs.ts";
import type { Profile, Rule } from "../cost/profile.ts";
import { circleRadiusM, cutoffOf, unitOf } from "../cost/rule.ts";
import { peopleWithin } from "../coverage/people-within.ts";
import { areaOfGroups, type RingGroup } from "../geometry/area-polygons.ts";
import { edgeStretch } from "../graph/edge-shape.ts";
import type { WalkGraph } from "../graph/walk-graph.ts";
import { type Reach, reachFrom } from "../search/reach.ts";
import { COORD_UNITS_PER_DEG, MM_PER_M, MS_PER_SEC } from "../units/constants.ts";
import type { Area, Position } from "../units/position.ts";
import { type CityRaster, centreCityRaster } from "./city-raster.ts";
import { paintReach } from "./paint-reach.ts";
import { outlineOf, paintStreet, type ReachRaster } from "./reach-raster.ts";

/** Origins and cutoffs of isochrones. */
export interface IsochroneQuestion {
	readonly origins: readonly Position[];
	readonly rule:
		| { readonly type: "time"; readonly cutoffsSec: readonly number[] }
		| { readonly type: "distance"; readonly cutoffsM: readonly number[] };
}

/** One origin and cutoff. */
export interface IsochroneFeature {
	readonly type: "Feature";
	/** null where the origin has no street within the snap distance. */
	readonly geometry: Area | null;
	readonly properties: {
		/** Index in the request. */
		readonly origin: number;
		/** Seconds or metres, as the rule. */
		readonly cutoff: number;
		readonly unit: "sec" | "m";
		/** False where the origin has no street within the snap distance. */
		readonly snapped: boolean;
		readonly areaM2: number;
		/** People whose homes lie within the cutoff by network distance; the polygon is not used. */
		readonly people: number;
	};
}

export interface Isochrones {
	readonly type: "FeatureCollection";
	readonly features: IsochroneFeature[];
}

/** Distinct cutoffs of a request as rules, smallest first. */
function rulesOf(request: IsochroneQuestion): Rule[] {
	const rules: Rule[] =
		request.rule.type === "time"
			? request.rule.cutoffsSec.map((cutoffSec) => ({ type: "time", cutoffSec }))
			: request.rule.cutoffsM.map((cutoffM) => ({ type: "distance", cutoffM }));
	return [...new Map(rules.map((rule) => [cutoffOf(rule), rule])).entries()]
		.sort(([a], [b]) => a - b)
		.map(([, rule]) => rule);
}

/**
 * The people who can walk to each origin within each cutoff, and the land along their walks.
 *
 * Walks lead from homes to the origin, as in a coverage; people are those a facility at the origin would cover, not
 * those inside the polygon. Polygons of one origin are nested. An unsnapped origin has `snapped: false`, no geometry
 * and no people.
 *
 * @returns Origin by origin, largest cutoff first, so that drawing in order nests them.
 * @throws {GeodataError} CUTOFF_OUT_OF_RANGE, POSITION_OUT_OF_RANGE, SPEED_OUT_OF_RANGE, PENALTY_OUT_OF_RANGE
 */
export function isochronesOf(city: CityRaster, request: IsochroneQuestion, profile: Profile): Isochrones {
	return { type: "FeatureCollection", features: [...isochroneFeatures(city, request, profile)] };
}

/**
 * The features of {@link isochronesOf} one by one, for streaming: memory holds one origin at a time.
 *
 * @example
 * const rule = { type: "time", cutoffsSec: [300, 600, 900] } as const;
 * for (const feature of isochroneFeatures(city.raster, { origins: [[120.95, 31.39]], rule }, profile)) features.push(feature);
 */
export function* isochroneFeatures(
	city: CityRaster,
	request: IsochroneQuestion,
	profile: Profile,
): Generator<IsochroneFeature, void, undefined> {
	const rules = rulesOf(request);
	for (const [origin, [lngDeg, latDeg]] of request.origins.entries()) {
		const place = snapFacilities(city.model, [
			{ facilityId: "", kind: "", name: "", lngDeg, latDeg, entrances: [] },
		]);
		yield* originFeatures(city, place, rules, profile, origin);
	}
}

function originFeatures(
	city: CityRaster,
	place: FacilitySet,
	rules: readonly Rule[],
	profile: Profile,
	origin: number,
): IsochroneFeature[] {
	const snapped = place.access.edge.length > 0;
	const drawn = snapped ? walkedAreas(city, place, 0, rules, profile) : null;
	return rules
		.map((rule, level): IsochroneFeature => {
			const groups = drawn?.areas[level] ?? [];
			const cutoff = cutoffOf(rule);
			const areaM2 = groups.reduce((sum, group) => sum + group.areaM2, 0);
			return {
				type: "Feature",
				geometry: areaOfGroups(groups),
				properties: {
					origin,
					cutoff: cutoff / (rule.type === "distance" ? MM_PER_M : MS_PER_SEC),
					unit: rule.type === "distance" ? "m" : "sec",
					snapped,
					areaM2: Math.round(areaM2),
					people: drawn?.people[level] ?? 0,
				},
			};
		})
		.reverse();
}

/**
 * The service area of every facility: the land from which it is reached within the rule.
 *
 * @returns Shape [facilities.count]; null for an unsnapped facility.
 * @throws {GeodataError} CUTOFF_OUT_OF_RANGE, SPEED_OUT_OF_RANGE, PENALTY_OUT_OF_RANGE
 */
export function serviceAreas(
	city: CityRaster,
	facilities: FacilitySet,
	rule: Rule,
	profile: Profile,
): (Area | null)[] {
	const { network } = city.model.costsOf(profile, unitOf(rule));
	return facilities.ids.map((_, facility) => {
		if (facilities.access.start[facility] === facilities.access.start[facility + 1]) return null;
		const { areas } = drawnAreas(city, network, oneFacility(facilities, facility), [rule], rule, profile);
		return areaOfGroups(areas[0] ?? []);
	});
}

/** Areas and people of one facility. */
export interface WalkedAreas {
	/** By rule: the area from which the facility is reached within it. */
	readonly areas: readonly (readonly RingGroup[])[];
	/** By rule: the people the facility would cover alone; homes near two facilities count at both. */
	readonly people: readonly number[];
}

/**
 * Draws the areas from which a facility is reached within each of several cutoffs: one search, one raster.
 *
 * @param facility Index into `facilities`; must have entries.
 * @param rules Smallest cutoff first, all of one type.
 */
export function walkedAreas(
	city: CityRaster,
	facilities: FacilitySet,
	facility: number,
	rules: readonly Rule[],
	profile: Profile,
): WalkedAreas {
	const last = rules.at(-1);
	if (last === undefined) return { areas: [], people: [] };
	const only = oneFacility(facilities, facility);
	const costs = city.model.costsOf(profile, unitOf(last));
	const { reach, areas } = drawnAreas(city, costs.network, only, rules, last, profile);
	return { areas, people: peopleWithin(city.model, costs, only, reach, rules.map(cutoffOf)) };
}

/** Draws the reach of one facility within each cutoff. */
function drawnAreas(
	cityRaster: CityRaster,
	network: NetworkCosts,
	only: FacilitySet,
	rules: readonly Rule[],
	last: Rule,
	profile: Profile,
): { readonly reach: Reach; readonly areas: RingGroup[][] } {
	const { model, raster } = cityRaster;
	const reach = reachFrom(model.workspace, model.graph, network, only.access, "to", cutoffOf(last));
	centreCityRaster(
		cityRaster,
		only.lng[0]! / COORD_UNITS_PER_DEG,
		only.lat[0]! / COORD_UNITS_PER_DEG,
		circleRadiusM(last, profile),
	);
	const areas = rules.map((rule, level) => {
		const before = rules[level - 1];
		paintLegs(raster, model.graph, network, only, cutoffOf(rule));
		paintReach(cityRaster, reach, before === undefined ? -1 : cutoffOf(before), cutoffOf(rule));
		return outlineOf(raster, level, rules.length);
	});
	return { reach, areas };
}

/** Paints the straight legs between a facility and its streets, up to the cutoff. */
function paintLegs(
	raster: ReachRaster,
	graph: WalkGraph,
	costs: NetworkCosts,
	{ access, lng, lat }: FacilitySet,
	cutoff: number,
): void {
	for (let entry = 0; entry < access.edge.length; entry++) {
		const alongMm = access.alongMm[entry]!;
		const [street] = edgeStretch(graph, access.edge[entry]!, alongMm, alongMm);
		if (street === undefined) continue;
		const cost = legCost(costs, access.offsetMm[entry]!);
		const share = cost > cutoff ? cutoff / cost : 1;
		const dLng = street[0] * COORD_UNITS_PER_DEG - lng[0]!;
		const dLat = street[1] * COORD_UNITS_PER_DEG - lat[0]!;
		paintStreet(raster, lng[0]!, lat[0]!, lng[0]! + dLng * share, lat[0]! + dLat * share, false);
	}
}

function oneFacility(facilities: FacilitySet, facility: number): FacilitySet {
	const { access } = facilities;
	const start = access.start[facility]!;
	const end = access.start[facility + 1]!;
	return {
		count: 1,
		ids: facilities.ids.slice(facility, facility + 1),
		kinds: facilities.kinds.slice(facility, facility + 1),
		names: facilities.names.slice(facility, facility + 1),
		lng: facilities.lng.subarray(facility, facility + 1),
		lat: facilities.lat.subarray(facility, facility + 1),
		areaReachM: facilities.areaReachM.subarray(facility, facility + 1),
		access: {
			count: 1,
			start: Uint32Array.of(0, end - start),
			edge: access.edge.subarray(start, end),
			alongMm: access.alongMm.subarray(start, end),
			offsetMm: access.offsetMm.subarray(start, end),
		},
	};
}
