import { lengthBetween, type Point, toPlane } from "../plane/plane.ts";
import { smoothNoise } from "../plane/random.ts";
import { BUILT_UP_AREAS, type BuiltUpArea } from "./places.ts";

/** Land use. */
export type Zone = "core" | "urban" | "estate" | "factory" | "country";

export interface PlaceOfLand {
	readonly area: BuiltUpArea;
	/** Distance from the centre of the built-up area as a share of its radius; above 1 is outside. */
	readonly reach: number;
	readonly coreM: number;
}

const CENTRES = BUILT_UP_AREAS.map((area) => ({ area, at: toPlane(area.centre) }));

/** The built-up area with the strongest influence at a point. */
export function placeOfLand(xM: number, yM: number, seed: number): PlaceOfLand {
	let best: PlaceOfLand | null = null;
	for (const { area, at } of CENTRES) {
		const d = lengthBetween([xM, yM], at);
		const worn = 1 + 0.22 * smoothNoise(seed + 7, xM, yM, 1700);
		const reach = (d / area.urbanRadiusM) * worn;
		if (!best || reach < best.reach) best = { area, reach, coreM: d };
	}
	return best as PlaceOfLand;
}

/**
 * Land use at a point: an old core, superblocks around it, resettlement estates and factories at the edge, country
 * beyond.
 */
export function zoneAt(xM: number, yM: number, seed: number): Zone {
	const { area, reach, coreM } = placeOfLand(xM, yM, seed);
	if (coreM < area.coreRadiusM * (1 + 0.25 * smoothNoise(seed + 3, xM, yM, 300))) return "core";
	const industry = smoothNoise(seed + 11, xM, yM, 2600);
	if (reach < 0.62) return industry > 0.72 ? "factory" : "urban";
	if (reach < 1) return industry > 0.22 ? "factory" : reach > 0.8 && industry < -0.15 ? "estate" : "urban";
	if (reach < 1.45 && industry > 0.3) return "factory";
	if (reach < 1.3 && industry < -0.55) return "estate";
	return "country";
}

/** 1 in a town, falling to 0 in open country; controls line spacing. */
export function urbanity(xM: number, yM: number, seed: number): number {
	const { reach } = placeOfLand(xM, yM, seed);
	return reach < 0.9 ? 1 : reach > 1.6 ? 0 : (1.6 - reach) / 0.7;
}

export function centreOf(area: BuiltUpArea): Point {
	return toPlane(area.centre);
}
