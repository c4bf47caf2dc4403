import Flatbush from "flatbush";
import type { Position } from "../../units/position.ts";
import { WaterIndex } from "../land/water-shapes.ts";
import { crossing, insideRing, lengthBetween, type Point, toDegrees } from "../plane/plane.ts";
import { type RimNode, type RimSide, type Segment, SLANT_M } from "./county-rim.ts";

/** A straight road between two neighbouring counties, from a street of one to a street of the other. */
export interface JointRoad {
	readonly from: RimNode;
	readonly to: RimNode;
	/** From `from` to `to`, contiguous. */
	readonly stretches: readonly JointStretch[];
}

export interface JointStretch {
	/** null for the end of the road, at `to`. */
	readonly end: Position | null;
	readonly bridge: boolean;
}

/**
 * Orientation of the border between two counties: `upright` between east and west, `level` between north and south.
 */
export type Border = "upright" | "level";

/** Maximum number of roads between two counties, and their minimum distance at the start. */
const ROADS_A_BORDER = 6;
const APART_M = 4000;
/** Maximum length of a road, unless it is the only one. */
const LONGEST_M = 8000;
/** A metre of bridge costs as much as this many metres of road. */
const BRIDGE_WEIGHT = 6;
/** A bridge ends this far behind the shore. */
const ABUTMENT_M = 8;
/** Bridges are joined where the road before, between or behind them is shorter than this. */
const SHORTEST_ROAD_M = 30;

/**
 * Roads between two facing rims, shortest first, some kilometres apart. None touches a street, house, wall or railway
 * on its way; each has bridges across water.
 */
export function jointRoads(a: RimSide, b: RimSide, border: Border): JointRoad[] {
	const axis = border === "upright" ? 1 : 0;
	const obstacles = segmentIndex([...a.obstacles, ...b.obstacles]);
	const rings = [...a.water, ...b.water];
	const water = new WaterIndex(
		rings.map((ring) => ({ kind: "lake", name: "", nameEn: "", ring, course: [] })),
	);
	const found: { road: JointRoad; costM: number }[] = [];
	for (const from of a.nodes) {
		for (const to of b.nodes) {
			const alongM = Math.abs(from.at[axis] - to.at[axis]);
			if (alongM > SLANT_M || meetsAny(obstacles, from.at, to.at)) continue;
			const lengthM = lengthBetween(from.at, to.at);
			const cuts = bridges(rings, from.at, to.at, lengthM);
			if (!staysDry(water, from.at, to.at, cuts)) continue;
			const bridgeM = cuts.reduce((sum, [start, end]) => sum + (end - start) * lengthM, 0);
			const road = { from, to, stretches: stretchesOf(from.at, to.at, cuts) };
			found.push({ road, costM: lengthM + bridgeM * BRIDGE_WEIGHT });
		}
	}
	found.sort(
		(p, q) => p.costM - q.costM || p.road.from.node - q.road.from.node || p.road.to.node - q.road.to.node,
	);
	const roads: JointRoad[] = [];
	for (const { road } of found) {
		const lengthM = lengthBetween(road.from.at, road.to.at);
		if (roads.length === ROADS_A_BORDER || (roads.length > 0 && lengthM > LONGEST_M)) continue;
		const apart = roads.every(
			(other) =>
				lengthBetween(other.from.at, road.from.at) >= APART_M &&
				lengthBetween(other.to.at, road.to.at) >= APART_M &&
				crossing(other.from.at, other.to.at, road.from.at, road.to.at) === null,
		);
		if (apart) roads.push(road);
	}
	return roads;
}

/** Shares of a road, in order. */
type Cut = readonly [start: number, end: number];

/** The parts of a road on water, with abutments. */
function bridges(rings: readonly (readonly Point[])[], a: Point, b: Point, lengthM: number): Cut[] {
	const near = rings.filter((ring) => boxesMeet(ring, a, b));
	const shares = [0, 1];
	for (const ring of near) {
		ring.forEach((p, i) => {
			const met = crossing(a, b, p, ring[(i + 1) % ring.length]!);
			if (met !== null) shares.push(met.t);
		});
	}
	shares.sort((p, q) => p - q);
	const abutment = ABUTMENT_M / lengthM;
	const shortest = SHORTEST_ROAD_M / lengthM;
	const cuts: [start: number, end: number][] = [];
	for (let i = 1; i < shares.length; i++) {
		const from = shares[i - 1]!;
		const to = shares[i]!;
		const middle = along(a, b, (from + to) / 2);
		if (!near.some((ring) => insideRing(ring, ...middle))) continue;
		const start = from - abutment < shortest ? 0 : from - abutment;
		const end = to + abutment > 1 - shortest ? 1 : to + abutment;
		const last = cuts.at(-1);
		if (last !== undefined && start - last[1] < shortest) last[1] = end;
		else cuts.push([start, end]);
	}
	return cuts;
}

/** Whether the road stays out of water between its bridges, rounding to 0.1 m included. */
function staysDry(water: WaterIndex, a: Point, b: Point, cuts: readonly Cut[]): boolean {
	let from = 0;
	for (const [start, end] of [...cuts, [1, 1]] as const) {
		if (start > from && water.nearly(along(a, b, from), along(a, b, start))) return false;
		from = end;
	}
	return true;
}

function stretchesOf(a: Point, b: Point, cuts: readonly Cut[]): JointStretch[] {
	const out: JointStretch[] = [];
	const add = (share: number, bridge: boolean) =>
		out.push({ end: share === 1 ? null : toDegrees(...along(a, b, share)), bridge });
	let from = 0;
	for (const [start, end] of cuts) {
		if (start > from) add(start, false);
		add(end, true);
		from = end;
	}
	if (from < 1) add(1, false);
	return out;
}

function along(a: Point, b: Point, share: number): Point {
	return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
}

interface SegmentIndex {
	readonly segments: readonly Segment[];
	readonly tree: Flatbush | null;
}

function segmentIndex(segments: readonly Segment[]): SegmentIndex {
	if (segments.length === 0) return { segments, tree: null };
	const tree = new Flatbush(segments.length);
	for (const [p, q] of segments) {
		tree.add(Math.min(p[0], q[0]), Math.min(p[1], q[1]), Math.max(p[0], q[0]), Math.max(p[1], q[1]));
	}
	tree.finish();
	return { segments, tree };
}

/** Whether the line between two street ends touches anything but the streets that end there. */
function meetsAny({ segments, tree }: SegmentIndex, a: Point, b: Point): boolean {
	if (tree === null) return false;
	const same = (p: Point, q: Point) => p[0] === q[0] && p[1] === q[1];
	return tree.collides(
		Math.min(a[0], b[0]),
		Math.min(a[1], b[1]),
		Math.max(a[0], b[0]),
		Math.max(a[1], b[1]),
		(i) => {
			const [p, q] = segments[i]!;
			if (same(p, a) || same(q, a) || same(p, b) || same(q, b)) return false;
			return crossing(a, b, p, q) !== null;
		},
	);
}

function boxesMeet(ring: readonly Point[], a: Point, b: Point): boolean {
	for (const axis of [0, 1] as const) {
		let low = Number.POSITIVE_INFINITY;
		let high = Number.NEGATIVE_INFINITY;
		for (const p of ring) {
			low = Math.min(low, p[axis]);
			high = Math.max(high, p[axis]);
		}
		if (high < Math.min(a[axis], b[axis]) || low > Math.max(a[axis], b[axis])) return false;
	}
	return true;
}
