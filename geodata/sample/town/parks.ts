import { setbackM } from "../land/kernel.ts";
import { isStreet } from "../plane/cut.ts";
import type { PlanarMap } from "../plane/planar-map.ts";
import { clipLeftOf, lengthBetween, type Point, signedAreaM2 } from "../plane/plane.ts";
import type { Random } from "../plane/random.ts";

/** The ground of a park, without a name. */
export interface ParkGround {
	readonly kind: "pocket-park" | "park";
	readonly ring: readonly Point[];
	readonly areaM2: number;
	readonly entrances: readonly Point[];
	readonly face: number;
}

/** A whole block as a park: entrances on up to four of its streets. */
export function blockPark(map: PlanarMap, face: number, ring: readonly Point[]): ParkGround | null {
	const areaM2 = ring.length < 3 ? 0 : signedAreaM2(ring);
	const entrances = streetSides(map, face)
		.slice(0, 4)
		.map((h) => middleOf(map, h));
	if (entrances.length === 0 || areaM2 < 5000) return null;
	return { kind: "park", ring, areaM2, entrances, face };
}

/**
 * A strip along the longest street of a block as a pocket park, and the rest of the block behind it.
 * @returns null where the street is too short or the block too shallow.
 */
export function stripPark(
	map: PlanarMap,
	face: number,
	ring: readonly Point[],
	random: Random,
): { park: ParkGround; rest: readonly Point[] } | null {
	const h = streetSides(map, face)[0];
	if (h === undefined || ring.length < 3) return null;
	const a = map.from(h);
	const b = map.to(h);
	const length = lengthBetween(a, b);
	const depth = setbackM(map.lineOf(h)) + random.range(16, 34);
	const middle = middleOf(map, h);
	const half = random.range(16, Math.min(44, length * 0.42));
	const ux = (b[0] - a[0]) / length;
	const uy = (b[1] - a[1]) / length;
	const across = (m: number): [Point, Point] => {
		const at: Point = [middle[0] + ux * m, middle[1] + uy * m];
		return [at, [at[0] - uy, at[1] + ux]];
	};
	let park = clipLeftOf(ring, b, a, -depth);
	const [p, q] = across(half);
	park = clipLeftOf(park, p, q, 0);
	const [r, s] = across(-half);
	park = clipLeftOf(park, s, r, 0);
	const areaM2 = park.length < 3 ? 0 : signedAreaM2(park);
	const rest = clipLeftOf(ring, a, b, depth + 3);
	if (areaM2 < 420 || rest.length < 3 || signedAreaM2(rest) < 4000) return null;
	const entrances: Point[] = [middle];
	if (half > 30) entrances.push([middle[0] + ux * half * 0.8, middle[1] + uy * half * 0.8]);
	return { park: { kind: "pocket-park", ring: park, areaM2, entrances, face }, rest };
}

/** A small block of an old core or village that is a pocket park as a whole. */
export function wholePocketPark(map: PlanarMap, face: number, ring: readonly Point[]): ParkGround | null {
	const areaM2 = ring.length < 3 ? 0 : signedAreaM2(ring);
	const sides = streetSides(map, face);
	if (areaM2 < 420 || areaM2 > 9900 || sides.length === 0) return null;
	return {
		kind: "pocket-park",
		ring,
		areaM2,
		entrances: sides.slice(0, 2).map((h) => middleOf(map, h)),
		face,
	};
}

/** The street half-edges of a face, longest first. */
function streetSides(map: PlanarMap, face: number): number[] {
	return map
		.loop(face)
		.filter((h) => isStreet(map.lineOf(h)) && lengthBetween(map.from(h), map.to(h)) > 40)
		.sort((p, q) => lengthBetween(map.from(q), map.to(q)) - lengthBetween(map.from(p), map.to(p)));
}

function middleOf(map: PlanarMap, h: number): Point {
	const a = map.from(h);
	const b = map.to(h);
	return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}
