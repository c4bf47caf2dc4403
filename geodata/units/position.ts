import { DEG_TO_RAD, EARTH_RADIUS_M } from "./constants.ts";

/** `[lng, lat]` in degrees, WGS84. */
export type Position = readonly [lngDeg: number, latDeg: number];

/** Rings of `[lng, lat]` in degrees as GeoJSON has them: each closed, the outer one counter-clockwise. */
export type PolygonRings = [lngDeg: number, latDeg: number][][];

/** A polygon or several. */
export type Area =
	| { readonly type: "Polygon"; readonly coordinates: PolygonRings }
	| { readonly type: "MultiPolygon"; readonly coordinates: PolygonRings[] };

/** `[west, south, east, north]` in degrees, WGS84. */
export type BBox = readonly [number, number, number, number];

/**
 * Great-circle distance in metres between two positions in degrees (haversine). Within 0.5 % of the ellipsoid; every
 * length in the product is measured with it.
 */
export function distanceM(aLngDeg: number, aLatDeg: number, bLngDeg: number, bLatDeg: number): number {
	const dLat = (bLatDeg - aLatDeg) * DEG_TO_RAD;
	const dLng = (bLngDeg - aLngDeg) * DEG_TO_RAD;
	const sinLat = Math.sin(dLat / 2);
	const sinLng = Math.sin(dLng / 2);
	const h =
		sinLat * sinLat + Math.cos(aLatDeg * DEG_TO_RAD) * Math.cos(bLatDeg * DEG_TO_RAD) * sinLng * sinLng;
	return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Metres per degree of longitude and latitude at a latitude: the local plane of a city. */
export function metresPerDegree(latDeg: number): { lngM: number; latM: number } {
	const latM = EARTH_RADIUS_M * DEG_TO_RAD;
	return { lngM: latM * Math.cos(latDeg * DEG_TO_RAD), latM };
}

/** True for a finite pair inside ±180, ±90. */
export function isPosition(lngDeg: number, latDeg: number): boolean {
	return (
		Number.isFinite(lngDeg) && Number.isFinite(latDeg) && Math.abs(lngDeg) <= 180 && Math.abs(latDeg) <= 90
	);
}
