import { BUILT_UP_AREAS } from "../land/places.ts";
import type { PlanarMap } from "../plane/planar-map.ts";
import { lengthBetween, type Point, toPlane } from "../plane/plane.ts";
import { pointInside } from "./blocks.ts";

/**
 * Points of attraction of each built-up area: its centre and some places known to belong to it, with a factor each.
 */
const PULLS: readonly {
	readonly area: string;
	readonly at: readonly [number, number];
	readonly reach: number;
}[] = [
	pull("玉山", 120.93, 31.4, 1.25),
	pull("玉山", 120.92, 31.36, 1),
	pull("开发区", 121.005, 31.375, 1.25),
	pull("开发区", 121.04, 31.39, 1),
	pull("开发区", 121.045, 31.35, 0.8),
	pull("巴城", 120.86, 31.45, 1.3),
	pull("巴城", 120.85, 31.5, 1),
	pull("巴城", 120.85, 31.38, 0.9),
	pull("巴城", 120.9, 31.51, 1),
	pull("周市", 120.98, 31.47, 1.2),
	pull("周市", 120.95, 31.49, 1),
	pull("陆家", 121.05, 31.31, 0.95),
	pull("花桥", 121.1, 31.3, 1.1),
	pull("花桥", 121.12, 31.33, 1),
	pull("淀山湖", 121.03, 31.17, 1.1),
	pull("张浦", 120.94, 31.27, 1.2),
	pull("张浦", 120.91, 31.29, 1),
	pull("周庄", 120.84, 31.125, 0.95),
	pull("千灯", 121.01, 31.25, 1.15),
	pull("锦溪", 120.905, 31.185, 1.15),
	pull("锦溪", 120.86, 31.18, 0.9),
];

function pull(area: string, lngDeg: number, latDeg: number, reach: number) {
	return { area, at: [lngDeg, latDeg] as const, reach };
}

/**
 * The built-up area of each skeleton face, an index of BUILT_UP_AREAS; -1 outside. Borders therefore follow rivers,
 * canals and roads.
 */
export function areaOfFaces(map: PlanarMap): Int32Array {
	const pulls = PULLS.map((p) => ({
		index: BUILT_UP_AREAS.findIndex((a) => a.name === p.area),
		at: toPlane(p.at),
		reach: p.reach,
	}));
	const out = new Int32Array(map.faceStart.length).fill(-1);
	for (let face = 1; face < out.length; face++) {
		const p: Point = pointInside(map, face);
		let best = Number.POSITIVE_INFINITY;
		for (const { index, at, reach } of pulls) {
			const d = lengthBetween(p, at) / reach;
			if (d >= best) continue;
			best = d;
			out[face] = index;
		}
	}
	return out;
}
