import Flatbush from "flatbush";
import type { FacilitySet } from "../city/city-model.ts";
import { COORD_UNITS_PER_DEG, NONE } from "../units/constants.ts";
import { distanceM, metresPerDegree } from "../units/position.ts";

/** The facility nearest as the crow flies; `facility` NONE and `distanceM` Infinity where there is none. */
export interface StraightNearest {
	readonly facility: number;
	readonly distanceM: number;
}

/** Asks for the nearest facility of one position after another; the lowest index on a tie. */
export type StraightSearch = (lng: number, lat: number) => StraightNearest;

/**
 * Prepares the search for the nearest facility in a straight line.
 *
 * A tree in a flat plane finds a candidate, its true distance bounds a box, and everything in the box is measured on
 * the sphere: exact wherever the plane lies.
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
