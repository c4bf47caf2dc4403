import { MM_PER_M } from "../units/constants.ts";
import { distanceM } from "../units/position.ts";

/**
 * Length of a straight leg in mm, rounded up after removing floating-point noise, so that no walk is shorter than the
 * straight line.
 */
export function legLengthMm(aLngDeg: number, aLatDeg: number, bLngDeg: number, bLatDeg: number): number {
	return Math.max(0, Math.ceil(distanceM(aLngDeg, aLatDeg, bLngDeg, bLatDeg) * MM_PER_M - 0.001));
}
