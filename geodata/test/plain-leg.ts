import type { Barriers } from "../graph/walk-graph.ts";
import { COORD_UNITS_PER_DEG, DEG_TO_RAD, EARTH_RADIUS_M } from "../units/constants.ts";
import type { Position } from "../units/position.ts";

/** Metres on a plane at the equator. */
export type Point = readonly [x: number, y: number];

const UNIT_M = (EARTH_RADIUS_M * DEG_TO_RAD) / COORD_UNITS_PER_DEG;

/** A position of degrees on the plane. */
export function onPlane([lngDeg, latDeg]: Position): Point {
	return [lngDeg * COORD_UNITS_PER_DEG * UNIT_M, latDeg * COORD_UNITS_PER_DEG * UNIT_M];
}

/** Where a leg meets a street segment, and the distance from the segment's start. */
export interface Foot {
	readonly piece: number;
	readonly alongM: number;
}

export interface PlainLeg {
	/** The shortest leg that crosses nothing; Infinity where there is none. */
	readonly freeM: number;
	readonly freeFoot: Foot;
	/** The straight leg with the least sum of length and weight; and its length alone. */
	readonly throughM: number;
	readonly straightM: number;
	readonly throughFoot: Foot;
	/** How much longer the next best leg to a separate segment is; near zero either may be taken. */
	readonly leadM: number;
}

/**
 * The oracle: all pairs of mutually visible points, among the place and eight points around every end of a barrier,
 * relaxed until nothing changes; from each, the foot on every segment of every street.
 *
 * @param pieces Straight segments of streets that can be entered from beside.
 * @param aroundM Distance of the points from the ends of barriers.
 */
export function plainLeg(
	pieces: readonly (readonly [Point, Point])[],
	barriers: Barriers,
	position: Position,
	maxM: number,
	aroundM = 0.05,
): PlainLeg | null {
	const walls = Array.from(barriers.kind, (_, i) => ({
		a: [barriers.aLng[i]! * UNIT_M, barriers.aLat[i]! * UNIT_M] as Point,
		b: [barriers.bLng[i]! * UNIT_M, barriers.bLat[i]! * UNIT_M] as Point,
		weightM: [1e6, 100, 1e4][barriers.strength[i]!]!,
	}));
	const side = (p: Point, q: Point, r: Point) =>
		(q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]);
	const crossed = (p: Point, q: Point) =>
		walls.filter(
			({ a, b }) => side(p, q, a) > 0 !== side(p, q, b) > 0 && side(a, b, p) > 0 !== side(a, b, q) > 0,
		);
	const place = onPlane(position);
	const foot = (p: Point, [a, b]: readonly [Point, Point]): Point => {
		const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
		const squared = dx * dx + dy * dy;
		const share =
			squared > 0 ? Math.min(1, Math.max(0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / squared)) : 0;
		return [a[0] + dx * share, a[1] + dy * share];
	};
	const far = (p: Point, q: Point) => Math.hypot(p[0] - q[0], p[1] - q[1]);
	const points: Point[] = [place];
	for (const { a, b } of walls) {
		for (const end of [a, b]) {
			for (let k = 0; k < 8; k++)
				points.push([
					end[0] + aroundM * Math.cos((k * Math.PI) / 4 + 0.1),
					end[1] + aroundM * Math.sin((k * Math.PI) / 4 + 0.1),
				]);
		}
	}
	const walked = points.map((_, i) => (i === 0 ? 0 : Number.POSITIVE_INFINITY));
	const seen = points.map((p) => points.map((q) => crossed(p, q).length === 0));
	for (let changed = true; changed; ) {
		changed = false;
		points.forEach((p, i) => {
			points.forEach((q, j) => {
				const metres = walked[i]! + far(p, q);
				if (!seen[i]![j] || metres >= walked[j]! - 1e-9) return;
				walked[j] = metres;
				changed = true;
			});
		});
	}
	const free: { metres: number; at: Foot }[] = [];
	const through: { metres: number; straightM: number; at: Foot }[] = [];
	// A segment crossed by a barrier is split: one part's nearest position may be hidden, another's visible.
	const parts = pieces.flatMap((piece, i) => {
		const [a, b] = piece;
		const cuts = crossed(a, b).map((wall) => {
			const [sa, sb] = [side(wall.a, wall.b, a), side(wall.a, wall.b, b)];
			return sa / (sa - sb);
		});
		const gap = 0.1 / Math.max(0.1, far(a, b));
		const ends = [-gap, ...cuts.sort((x, y) => x - y), 1 + gap];
		const at = (share: number): Point => [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
		return ends.slice(1).flatMap((to, k) => {
			const [from, until] = [ends[k]! + gap, to - gap];
			return from <= until ? [{ i, from, piece: [at(from), at(until)] as const }] : [];
		});
	});
	parts.forEach(({ piece, i, from }) => {
		const startM = from * far(pieces[i]![0], pieces[i]![1]);
		let best = { metres: Number.POSITIVE_INFINITY, at: { piece: i, alongM: 0 } };
		points.forEach((p, k) => {
			const at = foot(p, piece);
			const metres = walked[k]! + far(p, at);
			if (metres <= maxM && metres < best.metres && crossed(p, at).length === 0)
				best = { metres, at: { piece: i, alongM: startM + far(piece[0], at) } };
		});
		if (Number.isFinite(best.metres)) free.push(best);
		const at = foot(place, piece);
		const straightM = far(place, at);
		if (straightM > maxM) return;
		const metres = straightM + crossed(place, at).reduce((sum, { weightM }) => sum + weightM, 0);
		through.push({ metres, straightM, at: { piece: i, alongM: startM + far(piece[0], at) } });
	});
	const byLength = (a: { metres: number }, b: { metres: number }) => a.metres - b.metres;
	through.sort(byLength);
	free.sort(byLength);
	const [best] = through;
	if (best === undefined) return null;
	const nearest = free[0] ?? { metres: Number.POSITIVE_INFINITY, at: best.at };
	const all = (nearest.metres < best.metres + 1e-9 ? free : through).map(({ metres }) => metres);
	return {
		freeM: nearest.metres,
		freeFoot: nearest.at,
		throughM: best.metres,
		straightM: best.straightM,
		throughFoot: best.at,
		leadM: (all[1] ?? Number.POSITIVE_INFINITY) - all[0]!,
	};
}
