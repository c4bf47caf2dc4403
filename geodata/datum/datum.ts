import gcoord from "gcoord";
import { GeodataError } from "../units/error.ts";
import type { Position } from "../units/position.ts";

/** Coordinate systems accepted in imported tables. CGCS2000 equals WGS84 at this precision; WGS84 is stored. */
export const DATUMS = ["wgs84", "cgcs2000", "gcj02", "bd09"] as const;
export type Datum = (typeof DATUMS)[number];

const CRS = { gcj02: gcoord.GCJ02, bd09: gcoord.BD09 };

/**
 * Converts a position in degrees to WGS84. Outside China GCJ-02 equals WGS84. Source: gcoord, whose inverse of GCJ-02
 * iterates to below 1e-6°.
 */
export function toWgs84(datum: Datum, lngDeg: number, latDeg: number): Position {
	if (datum === "wgs84" || datum === "cgcs2000") return [lngDeg, latDeg];
	const [lng, lat] = gcoord.transform<[number, number]>([lngDeg, latDeg], CRS[datum], gcoord.WGS84);
	return [lng, lat];
}

/** @throws {GeodataError} DATUM_UNKNOWN */
export function parseDatum(text: string): Datum {
	const datum = DATUMS.find((name) => name === text.toLowerCase().replace(/[-_ ]/g, ""));
	if (datum) return datum;
	throw new GeodataError("DATUM_UNKNOWN", `Datum "${text}" is not known; allowed are ${DATUMS.join(", ")}.`, {
		value: text,
		allowed: DATUMS,
	});
}
