import type { MapLine, PlanarMap } from "../plane/planar-map.ts";
import { clipLeftOf, type Point } from "../plane/plane.ts";
import type { WaterIndex } from "./water-shapes.ts";

/** Setback of buildings from a line of the map, m. */
export function setbackM(line: MapLine): number {
	switch (line.kind) {
		case "street":
			return line.widthM / 2 + 5;
		case "wall":
			return 1.2;
		case "canal":
		case "river":
			return line.widthM / 2 + 12;
		case "shore":
			return 24;
		case "expressway":
			return line.widthM / 2 + 22;
		case "railway":
			return line.widthM / 2 + 14;
		case "limit":
			return 12;
	}
}

/** Insets tried, m, for land that still touches water: a canal may pass a corner of a block without bounding it. */
const DRY_INSETS_M = [4, 9, 16, 25];

/**
 * The part of a face's kernel clear of all water; empty where there is none.
 *
 * @param setbackShare As in {@link kernelOf}.
 */
export function dryKernelOf(map: PlanarMap, face: number, water: WaterIndex, setbackShare = 1): Point[] {
	const whole = kernelOf(map, map.loop(face), setbackShare);
	const isDry = (ring: readonly Point[]) =>
		ring.every((p, i) => !water.touches(p, ring[(i + 1) % ring.length] as Point));
	if (whole.length < 3 || isDry(whole)) return whole;
	for (const insetM of DRY_INSETS_M) {
		let ring = whole;
		for (let i = 0; i < whole.length && ring.length > 2; i++)
			ring = clipLeftOf(ring, whole[i] as Point, whole[(i + 1) % whole.length] as Point, insetM);
		if (ring.length < 3) return [];
		if (isDry(ring)) return ring;
	}
	return [];
}

/**
 * The part of a face from which all of it is visible, minus the setbacks of its lines. Convex; a straight way from
 * any of its points to the face's edge crosses nothing. Empty where the face is too concave.
 *
 * @param setbackShare Share of the usual setback, (0, 1].
 */
export function kernelOf(map: PlanarMap, loop: readonly number[], setbackShare = 1): Point[] {
	return keptBack(map, loop, (line) => {
		// The half width of water is never reduced by the share.
		const wetM = line.kind === "river" || line.kind === "canal" ? line.widthM / 2 : 0;
		return wetM + (setbackM(line) - wetM) * setbackShare;
	});
}

/** {@link kernelOf} with a custom setback, m. */
export function keptBack(
	map: PlanarMap,
	loop: readonly number[],
	setback: (line: MapLine) => number,
): Point[] {
	let x0 = Number.POSITIVE_INFINITY;
	let y0 = Number.POSITIVE_INFINITY;
	let x1 = Number.NEGATIVE_INFINITY;
	let y1 = Number.NEGATIVE_INFINITY;
	for (const h of loop) {
		const [x, y] = map.from(h);
		x0 = Math.min(x0, x);
		y0 = Math.min(y0, y);
		x1 = Math.max(x1, x);
		y1 = Math.max(y1, y);
	}
	let ring: Point[] = [
		[x0, y0],
		[x1, y0],
		[x1, y1],
		[x0, y1],
	];
	for (const h of loop) {
		ring = clipLeftOf(ring, map.from(h), map.to(h), setback(map.lineOf(h)));
		if (ring.length < 3) return [];
	}
	return ring;
}
