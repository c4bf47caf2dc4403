import { area, booleanPointInPolygon, feature, featureCollection, intersect } from "@turf/turf";
import type { MultiPolygon, Polygon } from "geojson";
import type { Profile } from "../../../geodata/cost/profile.ts";
import { newCityRaster } from "../../../geodata/isochrone/city-raster.ts";
import { isochronesOf } from "../../../geodata/isochrone/isochrones.ts";
import { distanceM, type Position } from "../../../geodata/units/position.ts";
import type { BenchCity } from "../bench-city.ts";
import { walkedLines } from "../measure-areas.ts";
import type { Valhalla } from "./valhalla.ts";

/** Each sorted, one value per origin. */
export interface Overlap {
	/** Area of the intersection ÷ area of the union. */
	readonly common: readonly number[];
	/** Valhalla's area ÷ ours. */
	readonly areas: readonly number[];
	/** Share of the streets walked by ours that lies in Valhalla's polygon. */
	readonly walkedInside: readonly number[];
}

const SAMPLE_M = 10;

/** Compares polygons around every place of a city that both draw. */
export async function measureOverlap(
	{ model, places }: BenchCity,
	valhalla: Valhalla,
	cutoffM: number,
	profile: Profile,
): Promise<Overlap> {
	const found = { common: [] as number[], areas: [] as number[], walkedInside: [] as number[] };
	const raster = newCityRaster(model);
	for (const { lngDeg, latDeg } of places) {
		const rule = { type: "distance" as const, cutoffsM: [cutoffM] };
		const { features } = isochronesOf(raster, { origins: [[lngDeg, latDeg]], rule }, profile);
		const ours = features[0]?.geometry as Polygon | MultiPolygon | null | undefined;
		const theirs = await valhalla.isodistance([lngDeg, latDeg], cutoffM).catch(() => null);
		if (!ours || theirs === null) continue;
		const both = intersect(featureCollection([feature(ours), feature(theirs)]));
		const shared = both === null ? 0 : area(both);
		found.common.push(shared / (area(ours) + area(theirs) - shared));
		found.areas.push(area(theirs) / area(ours));
		found.walkedInside.push(shareInside(walkedLines(model, [lngDeg, latDeg], cutoffM, profile), theirs));
	}
	const sorted = (of: number[]): number[] => of.toSorted((a, b) => a - b);
	return {
		common: sorted(found.common),
		areas: sorted(found.areas),
		walkedInside: sorted(found.walkedInside),
	};
}

/** Share of the length of some lines inside a polygon, sampled every 10 m. */
function shareInside(lines: readonly (readonly Position[])[], polygon: Polygon | MultiPolygon): number {
	let asked = 0;
	let inside = 0;
	for (const line of lines) {
		for (let i = 1; i < line.length; i++) {
			const [aLng, aLat] = line[i - 1]!;
			const [bLng, bLat] = line[i]!;
			const lengthM = distanceM(aLng, aLat, bLng, bLat);
			const count = Math.ceil(lengthM / SAMPLE_M);
			for (let k = 0; k < count; k++) {
				const share = (k + 0.5) / count;
				const at = [aLng + (bLng - aLng) * share, aLat + (bLat - aLat) * share];
				asked += lengthM / count;
				if (booleanPointInPolygon(at, polygon)) inside += lengthM / count;
			}
		}
	}
	return inside / asked;
}
