import type { GapBarrier, GapCause, Side, TargetGroup } from "../catalogue/vocabulary.ts";
import type { CityModel, FacilitySet } from "../city/city-model.ts";
import type { DemandSet } from "../city/demand.ts";

import type { Profile, Rule } from "../cost/profile.ts";
import { circleRadiusM, cutoffOf } from "../cost/rule.ts";
import type { Coverage } from "../coverage/coverage.ts";
import { targetPeople } from "../coverage/target-people.ts";
import { COORD_UNITS_PER_DEG, MM_PER_M, MS_PER_SEC, NONE, UNREACHED } from "../units/constants.ts";
import { type Area, distanceM } from "../units/position.ts";
import { barrierBetween, type StraightLine } from "./gap-cause.ts";
import { clusterHomes, linkDistanceM } from "./gap-clusters.ts";
import { gapNamer } from "./gap-name.ts";
import { gapOutline, newGapRaster } from "./gap-shape.ts";
import { type StraightNearest, straightNearestAmong } from "./straight-nearest.ts";

/** Radius of outlines as a share of the linking distance, so that linked homes share one outline. */
const OUTLINE_SHARE = 0.6;

/** A cluster of uncovered homes, with a name and a polygon. */
export interface Gap {
	readonly gapId: string;
	readonly people: number;
	readonly demandPoints: number;
	/** Communities by people, most first. */
	readonly communities: string[];
	/** Name of the community with most people, else of the nearest street, else of a home; may be empty. */
	readonly name: string;
	/** null at the community's centre, and where `name` is not a community's. */
	readonly side: Side | null;
	readonly centre: [lngDeg: number, latDeg: number];
	readonly polygon: Area;
	readonly cause: GapCause;
	/** null unless `barred`. */
	readonly barrier: GapBarrier | null;
	readonly barrierName: string | null;
	readonly nearestFacilityId: string | null;
	readonly nearestFacility: string | null;
	/** Straight metres from the home with most people to its nearest facility. */
	readonly nearestStraightM: number | null;
	/** Longest walk of any home of the gap, seconds or metres as the rule; null where some home is unreached. */
	readonly farthest: number | null;
	readonly unreachablePeople: number;
}

/** Outlines of gaps by their homes. */
export type GapOutlines = Map<string, Area>;

/**
 * Clusters of all uncovered homes. Each uncovered person of the target group is in exactly one gap; homes without
 * such people are in none.
 *
 * @param coverage Of the same facilities, rule and profile.
 * @param outlines A cache of outlines for this city, read and then replaced by those of this call. An outline depends
 *   only on the homes of its gap.
 * @returns Most people first.
 * @throws {GeodataError} CUTOFF_OUT_OF_RANGE
 * @example
 * const gaps = gapsOf(model, facilities, coverageOf(model, facilities, rule, profile), rule, profile, "all");
 */
export function gapsOf(
	model: CityModel,
	facilities: FacilitySet,
	coverage: Coverage,
	rule: Rule,
	profile: Profile,
	targetGroup: TargetGroup,
	outlines: GapOutlines = new Map(),
): Gap[] {
	const { demand } = model;
	const people = targetPeople(demand, targetGroup);
	const cutoff = cutoffOf(rule);
	const uncovered: number[] = [];
	for (let point = 0; point < demand.count; point++) {
		if (people[point]! > 0 && coverage.impedance[point]! > cutoff) uncovered.push(point);
	}
	const tree = model.homeTree;
	if (tree === null || uncovered.length === 0) return [];

	const nearestStraight = straightNearestAmong(facilities);
	const linkM = linkDistanceM(demand, (point) =>
		neighbourM(demand, tree.neighbors(demand.lng[point]!, demand.lat[point]!, 2)),
	);
	const clusters = clusterHomes(demand, uncovered, people, model.barrierIndex, linkM);
	const raster = newGapRaster();
	const drawn: GapOutlines = new Map();
	const outlineOf = (homes: readonly number[]): Area => {
		const key = homes.join();
		const outline =
			outlines.get(key) ??
			(gapOutline(
				raster,
				demand,
				homes,
				(...box) => tree.search(...box),
				model.barrierIndex,
				linkM * OUTLINE_SHARE,
			) as Area);
		drawn.set(key, outline);
		return outline;
	};
	const nameOf = gapNamer(model);
	const radiusM = circleRadiusM(rule, profile);
	const gaps = clusters.map((cluster): Gap & { first: number } => {
		const homes = cluster.map((i) => uncovered[i]!);
		const straight = new Map(
			homes.map((home) => [home, nearestStraight(demand.lng[home]!, demand.lat[home]!)]),
		);
		const reached = homes.filter((home) => straight.get(home)!.distanceM <= radiusM);
		const total = peopleOf(homes, people);
		const barred = 2 * peopleOf(reached, people) > total;
		// The distance shown is taken from homes to which the gap's cause applies.
		const speakers = homes.filter((home) => straight.get(home)!.distanceM <= radiusM === barred);
		const heaviest = speakers.reduce((best, home) => (people[home]! > people[best]! ? home : best));
		const nearest = straight.get(heaviest)!;
		const barrier = barred
			? barrierBetween(model, linesTo(demand, facilities, reached, straight, people))
			: null;
		const unreachable = homes.filter((home) => coverage.impedance[home] === UNREACHED);
		const farthest = homes.reduce((most, home) => Math.max(most, coverage.impedance[home]!), 0);
		const { name, side, communities } = nameOf(homes, people);
		return {
			first: homes[0]!,
			gapId: `gap-${demand.ids[heaviest] ?? heaviest}`,
			people: total,
			demandPoints: homes.length,
			communities: [...communities],
			name,
			side,
			centre: centreOf(demand, homes, people),
			polygon: outlineOf(homes),
			cause: barred ? "barred" : "far",
			barrier: barrier?.kind ?? null,
			barrierName: barrier?.name ?? null,
			nearestFacilityId: nearest.facility === NONE ? null : (facilities.ids[nearest.facility] ?? null),
			nearestFacility: nearest.facility === NONE ? null : (facilities.names[nearest.facility] ?? null),
			nearestStraightM: nearest.facility === NONE ? null : Math.round(nearest.distanceM),
			farthest: unreachable.length > 0 ? null : farthest / (coverage.unit === "mm" ? MM_PER_M : MS_PER_SEC),
			unreachablePeople: peopleOf(unreachable, people),
		};
	});
	outlines.clear();
	for (const [key, outline] of drawn) outlines.set(key, outline);
	return gaps.sort((a, b) => b.people - a.people || a.first - b.first).map(({ first: _, ...gap }) => gap);
}

function peopleOf(homes: readonly number[], people: Uint32Array): number {
	return homes.reduce((sum, home) => sum + people[home]!, 0);
}

/** Distance between a home and its nearest neighbour, given its two nearest homes (itself included). */
function neighbourM(demand: DemandSet, [one, two]: readonly number[]): number {
	if (one === undefined || two === undefined) return 0;
	return distanceM(
		demand.lng[one]! / COORD_UNITS_PER_DEG,
		demand.lat[one]! / COORD_UNITS_PER_DEG,
		demand.lng[two]! / COORD_UNITS_PER_DEG,
		demand.lat[two]! / COORD_UNITS_PER_DEG,
	);
}

function linesTo(
	demand: DemandSet,
	facilities: FacilitySet,
	homes: readonly number[],
	straight: ReadonlyMap<number, StraightNearest>,
	people: Uint32Array,
): StraightLine[] {
	return homes.map((home) => {
		const { facility } = straight.get(home)!;
		return {
			fromLng: demand.lng[home]!,
			fromLat: demand.lat[home]!,
			toLng: facilities.lng[facility]!,
			toLat: facilities.lat[facility]!,
			people: people[home]!,
		};
	});
}

/** The home nearest to the gap's centre of population, so that the centre lies at a home. */
function centreOf(demand: DemandSet, homes: readonly number[], people: Uint32Array): [number, number] {
	let weight = 0;
	let lng = 0;
	let lat = 0;
	for (const home of homes) {
		weight += people[home]!;
		lng += demand.lng[home]! * people[home]!;
		lat += demand.lat[home]! * people[home]!;
	}
	const meanLngDeg = lng / weight / COORD_UNITS_PER_DEG;
	const meanLatDeg = lat / weight / COORD_UNITS_PER_DEG;
	let centre: [number, number] = [meanLngDeg, meanLatDeg];
	let leastM = Number.POSITIVE_INFINITY;
	for (const home of homes) {
		const lngDeg = demand.lng[home]! / COORD_UNITS_PER_DEG;
		const latDeg = demand.lat[home]! / COORD_UNITS_PER_DEG;
		const apartM = distanceM(lngDeg, latDeg, meanLngDeg, meanLatDeg);
		if (apartM >= leastM) continue;
		leastM = apartM;
		centre = [lngDeg, latDeg];
	}
	return centre;
}
