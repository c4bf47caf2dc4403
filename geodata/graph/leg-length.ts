import { MM_PER_M } from "../units/constants.ts";
import { distanceM } from "../units/position.ts";

/** Millimetres of a straight leg, rounded up (but for the noise of doubles): a walk is never shorter than the line. */
export function legLengthMm(aLngDeg: number, aLatDeg: number, bLngDeg: number, bLatDeg: number): number {
	return Math.max(0, Math.ceil(distanceM(aLngDeg, aLatDeg, bLngDeg, bLatDeg) * MM_PER_M - 0.001));
}
