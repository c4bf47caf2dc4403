import type { MultiPolygon, Polygon } from "geojson";
import type { PlanarMap } from "../plane/planar-map.ts";
import { insideRing, type Point, signedAreaM2, toPolygon } from "../plane/plane.ts";

/**
 * Polygons of regions that are sets of faces: their edges are the map's own lines, so neighbours fit without gaps or
 * overlaps.
 *
 * @param regionOf Region of a face, -1 for none.
 * @returns Shape [regionCount]; null where a region has no face.
 */
export function regionPolygons(
	map: PlanarMap,
	regionOf: (face: number) => number,
	regionCount: number,
): (Polygon | MultiPolygon | null)[] {
	const ringsOf: Point[][][] = Array.from({ length: regionCount }, () => []);
	const isBorder = (h: number) => regionOf(map.face[h]!) !== regionOf(map.face[h ^ 1]!);
	const used = new Uint8Array(map.origin.length);
	for (let h = 0; h < map.origin.length; h++) {
		const region = regionOf(map.face[h]!);
		if (used[h] || region < 0 || !isBorder(h)) continue;
		const nodes: number[] = [];
		let at = h;
		do {
			used[at] = 1;
			nodes.push(map.origin[at]!);
			// Turn at the node through the region's faces to its next border edge, so rings separate where they touch.
			at = map.next[at]!;
			while (!isBorder(at)) at = map.next[at ^ 1]!;
		} while (at !== h);
		for (const ring of simpleRings(nodes)) ringsOf[region]!.push(ring.map((n) => map.point(n)));
	}
	return ringsOf.map(assembled);
}

/** Splits a closed walk at every node it visits twice, because a valid ring may not touch itself. */
function simpleRings(walk: readonly number[]): number[][] {
	const out: number[][] = [];
	const path: number[] = [];
	const placeOf = new Map<number, number>();
	for (const node of walk) {
		const held = placeOf.get(node);
		if (held !== undefined) {
			const loop = path.splice(held);
			for (const n of loop) placeOf.delete(n);
			if (loop.length > 2) out.push(loop);
		}
		placeOf.set(node, path.length);
		path.push(node);
	}
	if (path.length > 2) out.push(path);
	return out;
}

/** Outer rings (counter-clockwise) with their holes. */
function assembled(rings: readonly Point[][]): Polygon | MultiPolygon | null {
	const outers = rings.filter((r) => signedAreaM2(r) > 400);
	const holes = rings.filter((r) => signedAreaM2(r) < -400);
	if (outers.length === 0) return null;
	const polygons = outers.map((outer) => toPolygon(outer).coordinates);
	for (const hole of holes) {
		const [a, b] = [hole[0] as Point, hole[1] as Point];
		const x = (a[0] + b[0]) / 2;
		const y = (a[1] + b[1]) / 2;
		let best = -1;
		let bestArea = Number.POSITIVE_INFINITY;
		outers.forEach((outer, i) => {
			const area = signedAreaM2(outer);
			if (area < bestArea && area > -signedAreaM2(hole) && insideRing(outer, x, y)) {
				best = i;
				bestArea = area;
			}
		});
		if (best >= 0)
			polygons[best]!.push([...(toPolygon(hole).coordinates[0] as [number, number][])].reverse());
	}
	return polygons.length === 1
		? { type: "Polygon", coordinates: polygons[0]! }
		: { type: "MultiPolygon", coordinates: polygons };
}
