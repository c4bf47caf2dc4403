import {
	centroid,
	clipLeftOf,
	crossing,
	insideRing,
	lengthBetween,
	type Point,
	withinConvex,
} from "../plane/plane.ts";
import type { Random } from "../plane/random.ts";

/** Rows of houses facing south, as is usual in this region, or as nearly as the plot allows; clear of the paths. */
export function slabs(
	ring: readonly Point[],
	lanes: readonly (readonly Point[])[],
	random: Random,
): Point[][] {
	const room = withMargin(ring, 3);
	if (room.length < 3) return [];
	const lean = slopeOf(ring) ?? random.range(-0.14, 0.14);
	const ox = (room[0] as Point)[0];
	const depth = random.range(11, 14);
	const out: Point[][] = [];
	// Rows are parallel lines, identified by their height above the first corner.
	const heights = room.map((p) => p[1] - lean * (p[0] - ox));
	for (let foot = Math.min(...heights); foot < Math.max(...heights) - depth; ) {
		const below = chordAt(room, ox, foot, lean);
		const above = chordAt(room, ox, foot + depth * (1 + lean * lean), lean);
		const from = below && above ? Math.max(below[0], above[0] + lean * depth) : 0;
		const to = below && above ? Math.min(below[1], above[1] + lean * depth) : 0;
		let built = false;
		for (let x = from; to - x > SHORTEST_SLAB_M; ) {
			const y = foot + lean * (x - ox);
			const widest = Math.min(random.range(30, 62), to - x);
			const box = [widest, Math.max(SHORTEST_SLAB_M, widest * 0.6)]
				.map((width): Point[] => [
					[x, y],
					[x + width, y + lean * width],
					[x + width - lean * depth, y + lean * width + depth],
					[x - lean * depth, y + depth],
				])
				.find((b) => !lanes.some((lane) => touches(b, lane)));
			if (box) out.push(box);
			built ||= box !== undefined;
			x = box ? (box[1] as Point)[0] + random.range(10, 18) : x + 8;
		}
		// Rows are about as far apart as they are high; where none fits, the next attempt is a little further on.
		foot += built ? depth + random.range(14, 20) : 5;
	}
	return out;
}

/** A convex ring moved inwards on all sides; empty where nothing remains. */
function withMargin(ring: readonly Point[], marginM: number): Point[] {
	let out = [...ring];
	for (let i = 0; i < ring.length && out.length > 2; i++)
		out = clipLeftOf(out, ring[i] as Point, ring[(i + 1) % ring.length] as Point, marginM);
	return out.length > 2 ? out : [];
}

/** West and east end of the line y = height + slope · (x − ox) inside a convex ring. */
function chordAt(ring: readonly Point[], ox: number, height: number, slope: number): [number, number] | null {
	let west = Number.POSITIVE_INFINITY;
	let east = Number.NEGATIVE_INFINITY;
	for (let i = 0; i < ring.length; i++) {
		const [a, b] = [ring[i] as Point, ring[(i + 1) % ring.length] as Point];
		const above = a[1] - height - slope * (a[0] - ox);
		const rise = b[1] - a[1] - slope * (b[0] - a[0]);
		const share = -above / rise;
		if (!(share >= 0 && share <= 1)) continue;
		const x = a[0] + (b[0] - a[0]) * share;
		west = Math.min(west, x);
		east = Math.max(east, x);
	}
	return west < east ? [west, east] : null;
}

const SHORTEST_SLAB_M = 20;
/** Maximum slope by which houses turn away from south. */
const MOST_LEAN = 0.42;

/** Slope of the longest side that runs roughly east–west; null where there is none. */
function slopeOf(ring: readonly Point[]): number | null {
	let best: number | null = null;
	let longestM = 0;
	for (let i = 0; i < ring.length; i++) {
		const [a, b] = [ring[i] as Point, ring[(i + 1) % ring.length] as Point];
		const length = lengthBetween(a, b);
		const slope = (b[1] - a[1]) / (b[0] - a[0] || 1e-9);
		if (length <= longestM || Math.abs(slope) > MOST_LEAN) continue;
		longestM = length;
		best = slope;
	}
	return best;
}

/** Small adjoining houses along the sides of an old block, facing the lane. */
export function oldHouses(ring: readonly Point[], random: Random): Point[][] {
	const out: Point[][] = [];
	const middle = centroid(ring);
	for (let i = 0; i < ring.length; i++) {
		const a = ring[i] as Point;
		const b = ring[(i + 1) % ring.length] as Point;
		const side = lengthBetween(a, b);
		if (side < 14) continue;
		const ux = (b[0] - a[0]) / side;
		const uy = (b[1] - a[1]) / side;
		const at = (along: number, deep: number): Point => [
			a[0] + ux * along - uy * deep,
			a[1] + uy * along + ux * deep,
		];
		for (let along = 3; along < side - 9; ) {
			const width = random.range(9, 24);
			const depth = random.range(8, 13);
			const box = [at(along, 1.5), at(along + width, 1.5), at(along + width, depth), at(along, depth)];
			along += width + (random.chance(0.7) ? 1.2 : random.range(4, 14));
			const apart = lengthBetween(box[2] as Point, middle) > 4;
			if (apart && withinConvex(ring, box, 1) && !out.some((o) => overlaps(o, box))) out.push(box);
		}
	}
	return out;
}

/** Whether two boxes cross or one contains a corner of the other. */
function overlaps(a: readonly Point[], b: readonly Point[]): boolean {
	return (
		touches(a, [...b, b[0] as Point]) ||
		insideRing(a, ...(b[0] as Point)) ||
		insideRing(b, ...(a[0] as Point))
	);
}

function touches(box: readonly Point[], lane: readonly Point[]): boolean {
	for (let i = 0; i + 1 < lane.length; i++) {
		for (let k = 0; k < box.length; k++) {
			const hit = crossing(
				lane[i] as Point,
				lane[i + 1] as Point,
				box[k] as Point,
				box[(k + 1) % box.length] as Point,
			);
			if (hit) return true;
		}
	}
	return false;
}
