import { type BarrierIndex, crossingShare } from "../graph/barrier-index.ts";
import { BARRIER_KINDS } from "../graph/walk-graph.ts";
import { COORD_UNITS_PER_DEG } from "../units/constants.ts";
import { metresPerDegree } from "../units/position.ts";
import type { DemandSet } from "./demand.ts";

/** An area a planner can name is walked through in some twenty minutes. */
const EXTENT_MAX_M = 1800;
const LINK_M_RANGE = [250, 1000] as const;
const NEIGHBOUR_SAMPLE = 400;
const WALL = BARRIER_KINDS.indexOf("wall");

/** Homes in the plane of their city, metres from the first of them. */
export interface HomePlane {
	readonly x: Float64Array;
	readonly y: Float64Array;
}

/** @param points Demand points; the plane is measured at the mean of their latitudes. */
export function homePlane(demand: DemandSet, points: readonly number[]): HomePlane {
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
 * How near two homes must lie to belong to one area: somewhat more than a neighbour's distance in this city, so
 * that compounds join up and hamlets stay apart; 250 to 1000 m.
 *
 * @param neighbourM Distance from a demand point to its nearest other, m.
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
 * Groups homes into areas: linked when within `linkM` of each other with no water, railway or expressway on the
 * straight line between, and cut along their longer axis until none is longer than 1.8 km.
 *
 * @param points Demand points to group.
 * @returns Their positions in `points`, every one in exactly one group; in order of their first member.
 * Source: DBSCAN (Ester et al. 1996) with a minimum of one point, that is single linkage cut at `linkM`.
 */
export function clusterHomes(
	demand: DemandSet,
	points: readonly number[],
	plane: HomePlane,
	barriers: BarrierIndex,
	linkM: number,
): number[][] {
	const leader = Int32Array.from(points.keys());
	const find = (i: number): number => {
		let at = i;
		while (leader[at] !== at) {
			leader[at] = leader[leader[at]!]!;
			at = leader[at]!;
		}
		return at;
	};
	forEachNearPair(plane, linkM, (i, j) => {
		const a = find(i);
		const b = find(j);
		if (a === b || isBarred(demand, barriers, points[i]!, points[j]!)) return;
		leader[Math.max(a, b)] = Math.min(a, b);
	});
	const groups = new Map<number, number[]>();
	for (let i = 0; i < points.length; i++) {
		const first = find(i);
		const group = groups.get(first);
		if (group === undefined) groups.set(first, [i]);
		else group.push(i);
	}
	const maxExtentM = Math.max(EXTENT_MAX_M, 3 * linkM);
	return [...groups.values()].flatMap((group) => splitLong(group, plane, maxExtentM));
}

/** Walls do not part neighbours: each compound has its own. */
function isBarred(demand: DemandSet, index: BarrierIndex, from: number, to: number): boolean {
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
			index.barriers.kind[segment] !== WALL &&
			crossingShare(index.barriers, segment, fromLng, fromLat, toLng, toLat) >= 0,
	);
}

/** Visits every pair within `nearM` once, by a grid of squares of that size. */
function forEachNearPair({ x, y }: HomePlane, nearM: number, visit: (i: number, j: number) => void): void {
	const squares = new Map<string, number[]>();
	const columnOf = (i: number): number => Math.floor(x[i]! / nearM);
	const rowOf = (i: number): number => Math.floor(y[i]! / nearM);
	for (let i = 0; i < x.length; i++) {
		for (let row = rowOf(i) - 1; row <= rowOf(i) + 1; row++) {
			for (let column = columnOf(i) - 1; column <= columnOf(i) + 1; column++) {
				for (const j of squares.get(`${column},${row}`) ?? []) {
					if ((x[i]! - x[j]!) ** 2 + (y[i]! - y[j]!) ** 2 <= nearM * nearM) visit(j, i);
				}
			}
		}
		const own = `${columnOf(i)},${rowOf(i)}`;
		const square = squares.get(own);
		if (square === undefined) squares.set(own, [i]);
		else square.push(i);
	}
}

/** Cuts a group across its principal axis, at the widest break in its middle part, until it is short enough. */
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

/** Position of each member along the axis the group is longest on, m. */
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
