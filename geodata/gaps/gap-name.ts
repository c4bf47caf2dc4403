import { bearing } from "@turf/turf";
import { SIDES, type Side } from "../catalogue/vocabulary.ts";
import type { CityModel } from "../city/city-model.ts";
import type { DemandSet } from "../city/demand.ts";
import { COORD_UNITS_PER_DEG, NONE } from "../units/constants.ts";
import { distanceM } from "../units/position.ts";

/** A gap nearer to its community's centre than this share of the community's spread has no direction. */
const MIDDLE_SHARE = 0.4;
const NAMED_STREET_TRIES = 64;

export interface GapName {
	/** Name of the community with most people in the gap; else of a street; else of a home; may be empty. */
	readonly name: string;
	/**
	 * Direction of the gap within that community; null at the centre, where the gap is the whole community, or without
	 * one.
	 */
	readonly side: Side | null;
	/** Names of all its communities by people, most first. */
	readonly communities: readonly string[];
}

/** 1e-7 degrees. */
interface Place {
	readonly lng: number;
	readonly lat: number;
}

interface Middle extends Place {
	/** Root mean square distance of its people from the centre, m. */
	readonly spreadM: number;
}

/** Makes a function that names gaps of one city; the centres of communities are computed once. */
export function gapNamer(model: CityModel): (homes: readonly number[], people: Uint32Array) => GapName {
	const { demand, pack } = model;
	const members = new Map<number, number[]>();
	for (let point = 0; point < demand.count; point++) {
		const community = demand.community[point]!;
		if (community === NONE) continue;
		const list = members.get(community);
		if (list === undefined) members.set(community, [point]);
		else list.push(point);
	}
	return (homes, people) => {
		const tally = new Map<number, number>();
		for (const home of homes) {
			const community = demand.community[home]!;
			if (community !== NONE) tally.set(community, (tally.get(community) ?? 0) + people[home]!);
		}
		const ranked = [...tally].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
		const communities = ranked.map(([community]) => pack.communities[community]?.name ?? "");
		const first = ranked[0]?.[0];
		if (first === undefined) return { name: streetName(model, homes, people), side: null, communities };
		const whole = middleOf(demand, members.get(first) ?? [], demand.people);
		const part = middleOf(demand, homes, people);
		return { name: communities[0] ?? "", side: sideOf(whole, part), communities };
	};
}

/** The centre of homes weighted by people. */
function middleOf(demand: DemandSet, homes: readonly number[], people: Uint32Array): Middle {
	let weight = 0;
	let lng = 0;
	let lat = 0;
	for (const home of homes) {
		weight += people[home]!;
		lng += demand.lng[home]! * people[home]!;
		lat += demand.lat[home]! * people[home]!;
	}
	lng /= Math.max(1, weight);
	lat /= Math.max(1, weight);
	let squares = 0;
	for (const home of homes)
		squares += people[home]! * apartM({ lng, lat }, { lng: demand.lng[home]!, lat: demand.lat[home]! }) ** 2;
	return { lng, lat, spreadM: Math.sqrt(squares / Math.max(1, weight)) };
}

/** From the bearing between the centres, in eighths. */
function sideOf(whole: Middle, part: Middle): Side | null {
	if (apartM(whole, part) <= MIDDLE_SHARE * whole.spreadM) return null;
	const eighth = Math.round(bearing(degreesOf(whole), degreesOf(part)) / 45);
	return SIDES[(eighth + SIDES.length) % SIDES.length] ?? null;
}

function apartM(a: Place, b: Place): number {
	return distanceM(...degreesOf(a), ...degreesOf(b));
}

function degreesOf({ lng, lat }: Place): [lngDeg: number, latDeg: number] {
	return [lng / COORD_UNITS_PER_DEG, lat / COORD_UNITS_PER_DEG];
}

/**
 * The street that most people of the gap are snapped to; else the nearest named street; else the largest home's name.
 */
function streetName(model: CityModel, homes: readonly number[], people: Uint32Array): string {
	const { graph, demand, snapIndex } = model;
	const tally = new Map<number, number>();
	let heaviest = homes[0] ?? 0;
	for (const home of homes) {
		if (people[home]! > people[heaviest]!) heaviest = home;
		for (let entry = demand.access.start[home]!; entry < demand.access.start[home + 1]!; entry++) {
			const name = graph.edgeName[demand.access.edge[entry]!]!;
			if (name !== 0) tally.set(name, (tally.get(name) ?? 0) + people[home]!);
		}
	}
	const [best] = [...tally].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
	if (best !== undefined) return graph.names[best[0]] ?? "";
	const near =
		snapIndex.tree?.neighbors(demand.lng[heaviest]!, demand.lat[heaviest]!, NAMED_STREET_TRIES) ?? [];
	for (const segment of near) {
		const name = graph.edgeName[snapIndex.segmentEdge[segment]!]!;
		if (name !== 0) return graph.names[name] ?? "";
	}
	return demand.names[heaviest] ?? "";
}
