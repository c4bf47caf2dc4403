import type { DemandSet } from "../city/demand.ts";
import { type BarrierIndex, crossingShare } from "../graph/barrier-index.ts";
import { BARRIER_KINDS, type BarrierKind } from "../graph/walk-graph.ts";
import { COORD_UNITS_PER_DEG } from "../units/constants.ts";
import { metresPerDegree } from "../units/position.ts";

/** Maximum extent of a gap: about twenty minutes' walk. */
const EXTENT_MAX_M = 1800;
const LINK_M_RANGE = [250, 1000] as const;
const NEIGHBOUR_SAMPLE = 400;
/** A group with fewer people, less than a large compound, is merged into a neighbour. */
const LEFTOVER_PEOPLE = 500;
/** Small groups are merged up to this many linking distances away. */
const LEFTOVER_LINKS = 2.5;
/**
 * Barriers that separate groups. Walls do not, because each compound has its own. Small groups are merged across
 * water too, since bridges cross it.
 */
const PARTING = kindSet("water", "railway", "expressway");
const PARTING_LEFTOVERS = kindSet("railway", "expressway");

function kindSet(...kinds: BarrierKind[]): ReadonlySet<number> {
	return new Set(kinds.map((kind) => BARRIER_KINDS.indexOf(kind)));
}

/** Homes in a local plane, metres from the first. */
interface HomePlane {
	readonly x: Float64Array;
	readonly y: Float64Array;
}

/** @param points Demand points; the plane is taken at their mean latitude. */
function homePlane(demand: DemandSet, points: readonly number[]): HomePlane {
	const meanLat = points.reduce((sum, point) => sum + demand.lat[point]!, 0) / Math.max(1, points.length);
	const { lngM, latM } = metresPerDegree(meanLat / COORD_UNITS_PER_DEG);
	const first = points[0] ?? 0;
	const x = new Float64Array(points.length);
	const y = new Float64Array(points.length);
	points.forEach((point, i) => {
		x[i] = ((demand.lng[point]! - demand.lng[first]!) / COORD_UNITS_PER_DEG) * lngM;
		y[i] = ((demand.lat[point]! - demand.lat[first]!) / COORD_UNITS_PER_DEG) * latM;
	});
	return { x, y };
}

/**
 * The linking distance: the distance at which two homes belong to one group. Somewhat more than a typical neighbour
 * distance in this city, so that compounds join and hamlets stay apart; 250 to 1000 m.
 *
 * @param neighbourM Distance from a demand point to its nearest neighbour, m.
 */
export function linkDistanceM(demand: DemandSet, neighbourM: (point: number) => number): number {
	const stride = Math.max(1, Math.floor(demand.count / NEIGHBOUR_SAMPLE));
	const distances: number[] = [];
	for (let point = 0; point < demand.count; point += stride) distances.push(neighbourM(point));
	distances.sort((a, b) => a - b);
	const median = distances[distances.length >> 1] ?? 0;
	const [least, most] = LINK_M_RANGE;
	return Math.min(most, Math.max(least, 1.6 * median));
}

/**
 * Groups homes into clusters: linked within `linkM` where no water, railway or expressway crosses the straight line,
 * then split across the longer axis until none is longer than 1.8 km. Groups that are too small afterwards are merged
 * with their nearest neighbour within 2.5 `linkM`, across water if necessary.
 *
 * @param points Demand points to group, and the people each counts.
 * @returns Positions in `points`, each in exactly one group; groups in order of their first member. Source: DBSCAN
 * (Ester et al. 1996) with a minimum of one point, that is single linkage cut at `linkM`.
 */
export function clusterHomes(
	demand: DemandSet,
	points: readonly number[],
	people: Uint32Array,
	barriers: BarrierIndex,
	linkM: number,
): number[][] {
	const plane = homePlane(demand, points);
	const pairs = nearPairs(plane, LEFTOVER_LINKS * linkM);
	const joined = newGroups(points.length);
	for (const [i, j, apartM] of pairs) {
		if (apartM > linkM || find(joined, i) === find(joined, j)) continue;
		if (!isBarred(demand, barriers, points[i]!, points[j]!, PARTING)) unite(joined, i, j);
	}
	const maxExtentM = Math.max(EXTENT_MAX_M, 3 * linkM);
	const groups = groupsOf(joined).flatMap((group) => splitLong(group, plane, maxExtentM));
	const final = newGroups(points.length);
	for (const group of groups) for (const i of group) unite(final, group[0]!, i);
	joinLeftovers(
		final,
		groups,
		pairs,
		plane,
		maxExtentM,
		(i) => people[points[i]!]!,
		(i, j) => isBarred(demand, barriers, points[i]!, points[j]!, PARTING_LEFTOVERS),
	);
	return groupsOf(final);
}

/**
 * Merges small groups with their nearest neighbours, nearest first, while the result stays within the maximum extent.
 */
function joinLeftovers(
	groups: Int32Array,
	members: readonly (readonly number[])[],
	pairs: readonly Pair[],
	{ x, y }: HomePlane,
	maxExtentM: number,
	peopleOf: (i: number) => number,
	isParted: (i: number, j: number) => boolean,
): void {
	const people = new Float64Array(groups.length);
	const west = new Float64Array(groups.length);
	const east = new Float64Array(groups.length);
	const south = new Float64Array(groups.length);
	const north = new Float64Array(groups.length);
	for (const group of members) {
		const first = find(groups, group[0]!);
		people[first] = group.reduce((sum, i) => sum + peopleOf(i), 0);
		west[first] = Math.min(...group.map((i) => x[i]!));
		east[first] = Math.max(...group.map((i) => x[i]!));
		south[first] = Math.min(...group.map((i) => y[i]!));
		north[first] = Math.max(...group.map((i) => y[i]!));
	}
	const near = pairs
		.filter(([i, j]) => find(groups, i) !== find(groups, j))
		.sort((p, q) => p[2] - q[2] || p[0] - q[0] || p[1] - q[1]);
	for (const [i, j] of near) {
		const a = find(groups, i);
		const b = find(groups, j);
		if (a === b || Math.min(people[a]!, people[b]!) >= LEFTOVER_PEOPLE) continue;
		const spanX = Math.max(east[a]!, east[b]!) - Math.min(west[a]!, west[b]!);
		const spanY = Math.max(north[a]!, north[b]!) - Math.min(south[a]!, south[b]!);
		if (Math.hypot(spanX, spanY) > maxExtentM || isParted(i, j)) continue;
		const whole = Math.min(a, b);
		people[whole] = people[a]! + people[b]!;
		west[whole] = Math.min(west[a]!, west[b]!);
		east[whole] = Math.max(east[a]!, east[b]!);
		south[whole] = Math.min(south[a]!, south[b]!);
		north[whole] = Math.max(north[a]!, north[b]!);
		unite(groups, a, b);
	}
}

/** Union–find over 0 … count − 1: each entry points to the first member of its group. */
function newGroups(count: number): Int32Array {
	return Int32Array.from({ length: count }, (_, i) => i);
}

function find(groups: Int32Array, i: number): number {
	let at = i;
	while (groups[at] !== at) {
		groups[at] = groups[groups[at]!]!;
		at = groups[at]!;
	}
	return at;
}

function unite(groups: Int32Array, i: number, j: number): void {
	const a = find(groups, i);
	const b = find(groups, j);
	groups[Math.max(a, b)] = Math.min(a, b);
}

function groupsOf(groups: Int32Array): number[][] {
	const members = new Map<number, number[]>();
	for (let i = 0; i < groups.length; i++) {
		const first = find(groups, i);
		const group = members.get(first);
		if (group === undefined) members.set(first, [i]);
		else group.push(i);
	}
	return [...members.values()];
}

/** Whether a barrier of these kinds crosses the straight line between two homes. */
function isBarred(
	demand: DemandSet,
	index: BarrierIndex,
	from: number,
	to: number,
	kinds: ReadonlySet<number>,
): boolean {
	if (index.tree === null) return false;
	const fromLng = demand.lng[from]!;
	const fromLat = demand.lat[from]!;
	const toLng = demand.lng[to]!;
	const toLat = demand.lat[to]!;
	return index.tree.collides(
		Math.min(fromLng, toLng),
		Math.min(fromLat, toLat),
		Math.max(fromLng, toLng),
		Math.max(fromLat, toLat),
		(segment) =>
			kinds.has(index.barriers.kind[segment]!) &&
			crossingShare(index.barriers, segment, fromLng, fromLat, toLng, toLat) >= 0,
	);
}

/** Two homes and their distance in metres. */
type Pair = readonly [i: number, j: number, apartM: number];

/** Every pair within `nearM`, once; found with a grid of that cell size. */
function nearPairs({ x, y }: HomePlane, nearM: number): Pair[] {
	const pairs: Pair[] = [];
	const squares = new Map<string, number[]>();
	for (let i = 0; i < x.length; i++) {
		const ownColumn = Math.floor(x[i]! / nearM);
		const ownRow = Math.floor(y[i]! / nearM);
		for (let row = ownRow - 1; row <= ownRow + 1; row++) {
			for (let column = ownColumn - 1; column <= ownColumn + 1; column++) {
				for (const j of squares.get(`${column},${row}`) ?? []) {
					const apartM = Math.hypot(x[i]! - x[j]!, y[i]! - y[j]!);
					if (apartM <= nearM) pairs.push([j, i, apartM]);
				}
			}
		}
		const own = `${ownColumn},${ownRow}`;
		const square = squares.get(own);
		if (square === undefined) squares.set(own, [i]);
		else square.push(i);
	}
	return pairs;
}

/** Splits a group across its principal axis, at the widest gap in its middle part, until it is short enough. */
function splitLong(group: number[], plane: HomePlane, maxExtentM: number): number[][] {
	if (group.length < 2) return [group];
	const along = principalPositions(group, plane);
	const order = group.map((_, k) => k).sort((a, b) => along[a]! - along[b]! || group[a]! - group[b]!);
	const lowest = along[order[0]!]!;
	const extentM = along[order[order.length - 1]!]! - lowest;
	if (extentM <= maxExtentM) return [group];
	let cut = order.length >> 1;
	let widestM = -1;
	for (let k = 1; k < order.length; k++) {
		const before = along[order[k - 1]!]!;
		const after = along[order[k]!]!;
		const middle = ((before + after) / 2 - lowest) / extentM;
		if (middle < 0.3 || middle > 0.7 || after - before <= widestM) continue;
		widestM = after - before;
		cut = k;
	}
	const half = (from: number, to: number): number[] =>
		order
			.slice(from, to)
			.map((k) => group[k]!)
			.sort((a, b) => a - b);
	return [
		...splitLong(half(0, cut), plane, maxExtentM),
		...splitLong(half(cut, order.length), plane, maxExtentM),
	];
}

/** Position of each member along the group's principal axis, m. */
function principalPositions(group: readonly number[], { x, y }: HomePlane): number[] {
	const meanX = group.reduce((sum, i) => sum + x[i]!, 0) / group.length;
	const meanY = group.reduce((sum, i) => sum + y[i]!, 0) / group.length;
	let xx = 0;
	let xy = 0;
	let yy = 0;
	for (const i of group) {
		xx += (x[i]! - meanX) ** 2;
		xy += (x[i]! - meanX) * (y[i]! - meanY);
		yy += (y[i]! - meanY) ** 2;
	}
	const angle = 0.5 * Math.atan2(2 * xy, xx - yy);
	const axisX = Math.cos(angle);
	const axisY = Math.sin(angle);
	return group.map((i) => (x[i]! - meanX) * axisX + (y[i]! - meanY) * axisY);
}
