import type { CityModel, FacilitySet } from "../city/city-model.ts";
import type { HomeGrid } from "../city/home-grid.ts";
import { COORD_UNITS_PER_DEG, DEG_TO_RAD, EARTH_RADIUS_M } from "../units/constants.ts";
import { GeodataError } from "../units/error.ts";
import { distanceM, metresPerDegree } from "../units/position.ts";

/** Slightly wider than the circle, so that rounding loses nothing. */
const BOX_MARGIN = 1.001;

/**
 * Homes within a straight distance of any facility, whatever the streets and whether or not the facility is snapped.
 * The circle of an area is enlarged by the distance of its farthest entrance from its centre.
 *
 * @param radiusM Inclusive, > 0.
 * @returns Shape [demand.count]; 1 inside at least one circle.
 * @throws {GeodataError} RADIUS_OUT_OF_RANGE
 */
export function circleCoverage(model: CityModel, facilities: FacilitySet, radiusM: number): Uint8Array {
	if (!(radiusM > 0 && Number.isFinite(radiusM))) {
		throw new GeodataError(
			"RADIUS_OUT_OF_RANGE",
			`The radius of a circle is ${radiusM} m; allowed is more than 0.`,
			{ value: radiusM, allowed: [0, null] },
		);
	}
	const grid = model.homeGrid;
	const isFound = new Uint8Array(model.demand.count);
	for (let facility = 0; facility < facilities.count; facility++) {
		const reachM = radiusM + facilities.areaReachM[facility]!;
		const count = findInCircle(grid, facilities.lng[facility]!, facilities.lat[facility]!, reachM);
		for (let i = 0; i < count; i++) isFound[grid.found[i]!] = 1;
	}
	const inside = new Uint8Array(model.demand.count);
	for (let i = 0; i < isFound.length; i++) inside[grid.point[i]!] = isFound[i]!;
	return inside;
}

/**
 * Calls `visit` for every home within a straight distance of a position, each once, unordered.
 *
 * @param lng 1e-7 degrees, rounded; `lat` likewise.
 * @param radiusM Inclusive, > 0.
 */
export function homesInCircle(
	model: CityModel,
	lng: number,
	lat: number,
	radiusM: number,
	visit: (point: number) => void,
): void {
	const grid = model.homeGrid;
	const count = findInCircle(grid, lng, lat, radiusM);
	for (let i = 0; i < count; i++) visit(grid.point[grid.found[i]!]!);
}

/** @returns The number of homes inside; their grid positions are at the start of `grid.found`. */
function findInCircle(grid: HomeGrid, lng: number, lat: number, radiusM: number): number {
	const { found, lng: homeLng, lat: homeLat } = grid;
	const lngDeg = lng / COORD_UNITS_PER_DEG;
	const latDeg = lat / COORD_UNITS_PER_DEG;
	const { halfLng, halfLat } = halfBox(latDeg, radiusM);
	const firstColumn = Math.max(0, Math.floor((lng - halfLng - grid.west) / grid.step));
	const lastColumn = Math.min(grid.columns - 1, Math.floor((lng + halfLng - grid.west) / grid.step));
	const firstRow = Math.max(0, Math.floor((lat - halfLat - grid.south) / grid.step));
	const lastRow = Math.min(grid.rows - 1, Math.floor((lat + halfLat - grid.south) / grid.step));
	if (firstColumn > lastColumn) return 0;
	// Distances in the local plane have a small error, so homes near the rim are measured again on the sphere.
	const { lngM, latM } = metresPerDegree(latDeg);
	const lngUnitM = lngM / COORD_UNITS_PER_DEG;
	const latUnitM = latM / COORD_UNITS_PER_DEG;
	const doubt = planeDoubt(latDeg, radiusM);
	const surelyIn = (radiusM * Math.max(0, 1 - doubt)) ** 2;
	const surelyOut = (radiusM * (1 + doubt)) ** 2;
	let count = 0;
	for (let row = firstRow; row <= lastRow; row++) {
		// Cells of a row are contiguous, and so are their homes.
		const end = grid.start[row * grid.columns + lastColumn + 1]!;
		for (let i = grid.start[row * grid.columns + firstColumn]!; i < end; i++) {
			const x = (homeLng[i]! - lng) * lngUnitM;
			const y = (homeLat[i]! - lat) * latUnitM;
			const squaredM2 = x * x + y * y;
			if (squaredM2 > surelyIn) {
				if (squaredM2 > surelyOut) continue;
				const homeLngDeg = homeLng[i]! / COORD_UNITS_PER_DEG;
				const homeLatDeg = homeLat[i]! / COORD_UNITS_PER_DEG;
				if (!(distanceM(homeLngDeg, homeLatDeg, lngDeg, latDeg) <= radiusM)) continue;
			}
			found[count++] = i;
		}
	}
	return count;
}

/**
 * Bound on the relative error of distances up to twice `radiusM` in the local plane: the convergence of meridians
 * grows with the tangent of the latitude, and the Earth is curved. Twice the sum of both effects.
 */
function planeDoubt(latDeg: number, radiusM: number): number {
	const turn = (2 * radiusM) / EARTH_RADIUS_M;
	const lat = Math.min(1.57, Math.abs(latDeg) * DEG_TO_RAD + turn);
	return 2 * turn * (1 + Math.tan(lat)) + 1e-9;
}

/**
 * Half the sides of a box that contains a circle, 1e-7 degrees; measured at the latitude where meridians are closest.
 */
function halfBox(latDeg: number, radiusM: number): { halfLng: number; halfLat: number } {
	const halfLatDeg = (radiusM * BOX_MARGIN) / metresPerDegree(latDeg).latM;
	const { lngM } = metresPerDegree(Math.min(89.9, Math.abs(latDeg) + halfLatDeg));
	const halfLngDeg = (radiusM * BOX_MARGIN) / lngM;
	return { halfLng: halfLngDeg * COORD_UNITS_PER_DEG, halfLat: halfLatDeg * COORD_UNITS_PER_DEG };
}
