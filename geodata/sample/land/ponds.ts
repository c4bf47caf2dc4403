import { centroid, clipLeftOf, lengthBetween, type Point, signedAreaM2 } from "../plane/plane.ts";
import type { Random } from "../plane/random.ts";

/** Half the width of the bank between two ponds, m. */
const BANK_M = 4;
const LARGEST_M2 = 24_000;

/** Divides a convex piece of country into fish and crab ponds with banks between them. */
export function pondsIn(ring: readonly Point[], random: Random): Point[][] {
	if (ring.length < 3 || signedAreaM2(ring) < 3000) return [];
	const out: Point[][] = [];
	const queue: (readonly Point[])[] = [ring];
	for (let piece = queue.pop(); piece; piece = queue.pop()) {
		const area = piece.length < 3 ? 0 : signedAreaM2(piece);
		if (area < 1200) continue;
		if (area < LARGEST_M2 * random.range(0.5, 1.2)) {
			out.push([...piece]);
			continue;
		}
		const middle = centroid(piece);
		let longest = 0;
		let along: Point = [1, 0];
		for (let i = 0; i < piece.length; i++) {
			const a = piece[i] as Point;
			const b = piece[(i + 1) % piece.length] as Point;
			const length = lengthBetween(a, b);
			if (length <= longest) continue;
			longest = length;
			along = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
		}
		const shift = random.range(-0.1, 0.1) * longest;
		const at: Point = [middle[0] + along[0] * shift, middle[1] + along[1] * shift];
		const across: Point = [at[0] - along[1], at[1] + along[0]];
		queue.push(clipLeftOf(piece, at, across, BANK_M), clipLeftOf(piece, across, at, BANK_M));
	}
	return out;
}
