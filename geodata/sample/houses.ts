import { centroid, crossing, insideRing, lengthBetween, type Point, withinConvex } from "./plane.ts";
import type { Random } from "./random.ts";

/** Rows of houses facing south, as everywhere in these parts, clear of the paths; about one for 4000 m². */
export function slabs(
	ring: readonly Point[],
	lanes: readonly (readonly Point[])[],
	area: number,
	random: Random,
): Point[][] {
	const most = Math.min(8, 2 + Math.round(area / 4000));
	const out: Point[][] = [];
	const xs = ring.map((p) => p[0]);
	const ys = ring.map((p) => p[1]);
	const lean = random.range(-0.14, 0.14);
	const depth = random.range(11, 14);
	const rows: Point[][] = [];
	for (let y = Math.min(...ys) + 8; y < Math.max(...ys) - 12; y += depth + random.range(15, 21)) {
		for (let x = Math.min(...xs) + 4; x < Math.max(...xs) - 20; ) {
			const width = random.range(24, 52);
			const box: Point[] = [
				[x, y],
				[x + width, y + lean * width],
				[x + width - lean * depth, y + lean * width + depth],
				[x - lean * depth, y + depth],
			];
			const fits = withinConvex(ring, box, 3) && !lanes.some((lane) => touches(box, lane));
			x += fits ? width + random.range(10, 18) : 7;
			if (fits) rows.push(box);
		}
	}
	// Where not all can be drawn, every so many-th is, so that no corner stays empty.
	const stride = Math.max(1, rows.length / most);
	for (let k = 0; Math.floor(k) < rows.length && out.length < most; k += stride) {
		out.push(rows[Math.floor(k)] as Point[]);
	}
	return out;
}

/** Small houses wall to wall along the sides of an old block, their fronts to the lane. */
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
	return out.length > 12 ? out.filter((_, k) => (k * 12) % out.length < 12) : out;
}

/** Whether two boxes cross or one holds a corner of the other. */
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
