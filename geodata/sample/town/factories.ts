import { lengthBetween, type Point, signedAreaM2, withinConvex } from "../plane/plane.ts";
import type { Random } from "../plane/random.ts";

/** Large halls in a row along the longest side of a factory block. */
export function factoryHalls(ring: readonly Point[], random: Random): Point[][] {
	if (ring.length < 3 || signedAreaM2(ring) < 8000) return [];
	let a = ring[0] as Point;
	let b = ring[1] as Point;
	for (let i = 0; i < ring.length; i++) {
		const p = ring[i] as Point;
		const q = ring[(i + 1) % ring.length] as Point;
		if (lengthBetween(p, q) > lengthBetween(a, b)) {
			a = p;
			b = q;
		}
	}
	const side = lengthBetween(a, b);
	const ux = (b[0] - a[0]) / side;
	const uy = (b[1] - a[1]) / side;
	const out: Point[][] = [];
	const at = (along: number, deep: number): Point => [
		a[0] + ux * along - uy * deep,
		a[1] + uy * along + ux * deep,
	];
	for (let deep = 14; deep < 320 && out.length < 8; ) {
		const depth = random.range(38, 80);
		for (let along = 12; along < side - 40 && out.length < 8; ) {
			const width = random.range(55, 150);
			const box = [
				at(along, deep),
				at(along + width, deep),
				at(along + width, deep + depth),
				at(along, deep + depth),
			];
			along += width + random.range(14, 26);
			if (withinConvex(ring, box, 6)) out.push(box);
		}
		deep += depth + random.range(16, 28);
	}
	return out;
}
