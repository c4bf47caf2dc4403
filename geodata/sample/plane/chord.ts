import { lengthBetween, type Point } from "./plane.ts";

/**
 * Direction and length of the longer side of the smallest rectangle around the ring that is parallel to a long side.
 */
export function longestAxis(ring: readonly Point[]): [Point, number] {
	let around = 0;
	for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
		around += lengthBetween(ring[j] as Point, ring[i] as Point);
	}
	let axis: Point = [1, 0];
	let lengthM = 0;
	let smallest = Number.POSITIVE_INFINITY;
	for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
		const p = ring[j] as Point;
		const q = ring[i] as Point;
		const side = lengthBetween(p, q);
		if (side < 0.07 * around) continue;
		const ux = (q[0] - p[0]) / side;
		const uy = (q[1] - p[1]) / side;
		const [wide, high] = extents(ring, ux, uy);
		if (wide * high >= smallest) continue;
		smallest = wide * high;
		axis = wide >= high ? [ux, uy] : [-uy, ux];
		lengthM = Math.max(wide, high);
	}
	return [axis, lengthM];
}

function extents(ring: readonly Point[], ux: number, uy: number): [number, number] {
	let low = Number.POSITIVE_INFINITY;
	let high = Number.NEGATIVE_INFINITY;
	let left = Number.POSITIVE_INFINITY;
	let right = Number.NEGATIVE_INFINITY;
	for (const [x, y] of ring) {
		const t = x * ux + y * uy;
		const s = y * ux - x * uy;
		if (t < low) low = t;
		if (t > high) high = t;
		if (s < left) left = s;
		if (s > right) right = s;
	}
	return [high - low, right - left];
}

/** Where a line meets side `index` of a ring. */
export interface Hit {
	readonly index: number;
	readonly share: number;
	readonly along: number;
}

/** The section of a straight line across the ring that contains its origin, or the longest one. */
export function chordThrough(ring: readonly Point[], origin: Point, direction: Point): [Hit, Hit] | null {
	const hits: Hit[] = [];
	const side = (p: Point) => (p[0] - origin[0]) * direction[1] - (p[1] - origin[1]) * direction[0];
	for (let i = 0; i < ring.length; i++) {
		const p = ring[i] as Point;
		const q = ring[(i + 1) % ring.length] as Point;
		const sp = side(p);
		const sq = side(q);
		if (sp >= 0 === sq >= 0) continue;
		const share = sp / (sp - sq);
		const x = p[0] + (q[0] - p[0]) * share - origin[0];
		const y = p[1] + (q[1] - p[1]) * share - origin[1];
		hits.push({ index: i, share, along: x * direction[0] + y * direction[1] });
	}
	hits.sort((p, q) => p.along - q.along);
	let best: [Hit, Hit] | null = null;
	for (let i = 0; i + 1 < hits.length; i += 2) {
		const p = hits[i] as Hit;
		const q = hits[i + 1] as Hit;
		if (p.along <= 0 && q.along >= 0) return [p, q];
		if (!best || q.along - p.along > best[1].along - best[0].along) best = [p, q];
	}
	return best;
}
