import Flatbush from "flatbush";
import type { FacilitySet } from "../city/city-model.ts";
import { COORD_UNITS_PER_DEG, NONE } from "../units/constants.ts";
import { distanceM, metresPerDegree } from "../units/position.ts";

/** The nearest facility by straight distance; `facility` NONE and `distanceM` Infinity where there is none. */
export interface StraightNearest {
	readonly facility: number;
	readonly distanceM: number;
}

/** Returns the nearest facility of a position in 1e-7 degrees; the lowest index on a tie. */
export type StraightSearch = (lng: number, lat: number) => StraightNearest;

/**
 * Prepares the search for the nearest facility in a straight line.
 *
 * A spatial index in a flat plane gives a candidate, whose great-circle distance bounds a box; all facilities in the
 * box are measured on the sphere. The result is exact at any latitude.
 *
 * @returns A function of a position in 1e-7 degrees.
 */
export function straightNearestAmong(facilities: FacilitySet): StraightSearch {
	const { count, lng: facilityLng, lat: facilityLat } = facilities;
	if (count === 0) return () => ({ facility: NONE, distanceM: Number.POSITIVE_INFINITY });
	const planeLatDeg = facilityLat[0]! / COORD_UNITS_PER_DEG;
	const { lngM, latM } = metresPerDegree(planeLatDeg);
	const squash = lngM / latM;
	const tree = new Flatbush(count, 16, Float64Array);
	for (let i = 0; i < count; i++) tree.add(facilityLng[i]! * squash, facilityLat[i]!);
	tree.finish();
	const straightM = (facility: number, lng: number, lat: number): number =>
		distanceM(
			lng / COORD_UNITS_PER_DEG,
			lat / COORD_UNITS_PER_DEG,
			facilityLng[facility]! / COORD_UNITS_PER_DEG,
			facilityLat[facility]! / COORD_UNITS_PER_DEG,
		);
	return (lng, lat) => {
		let facility = tree.neighbors(lng * squash, lat, 1)[0] ?? 0;
		let nearestM = straightM(facility, lng, lat);
		const halfLat = ((nearestM * 1.001) / latM) * COORD_UNITS_PER_DEG + 1;
		const { lngM: hereLngM } = metresPerDegree(
			Math.min(89.9, (Math.abs(lat) + halfLat) / COORD_UNITS_PER_DEG),
		);
		const halfLng = ((nearestM * 1.001) / hereLngM) * COORD_UNITS_PER_DEG * squash + 1;
		const x = lng * squash;
		tree.search(x - halfLng, lat - halfLat, x + halfLng, lat + halfLat, (other) => {
			const otherM = straightM(other, lng, lat);
			if (otherM < nearestM || (otherM === nearestM && other < facility)) {
				nearestM = otherM;
				facility = other;
			}
			return false;
		});
		return { facility, distanceM: nearestM };
	};
}
