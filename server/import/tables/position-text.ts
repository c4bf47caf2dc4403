import type { Geometry } from "geojson";
import type { Position } from "../../../geodata/units/position.ts";
import { geometryOfWkt } from "../geos.ts";
import { numberIn } from "./number-format.ts";

const ANGLE =
	/^([NSEW]|[北南][纬緯]?|[东東西][经經]?)?\s*([+-]?\d{1,3}(?:\.\d+)?)\s*(?:°|º|˚|度|d|deg)?\s*(?:(\d{1,2}(?:\.\d+)?)\s*(?:'|′|’|分|m|min))?\s*(?:(\d{1,2}(?:\.\d+)?)\s*(?:"|″|”|''|′′|’’|秒|s|sec))?\s*([NSEW]|[北南][纬緯]?|[东東西][经經]?)?$/iu;

/**
 * Degrees of an angle with unit or direction signs: 31°22'48"N, 120度57分, W 51.2°. NaN where the text is not one, or
 * has no sign and so is a plain number.
 */
export function degreesOf(text: string): number {
	const parts = ANGLE.exec(text.trim());
	if (!parts || /^[+-]?[\d.]*$/.test(text.trim())) return Number.NaN;
	const [, before, degrees = "", minutes = "0", seconds = "0", after] = parts;
	const [deg, min, sec] = [Number(degrees), Number(minutes), Number(seconds)];
	if (min >= 60 || sec >= 60 || (before && after)) return Number.NaN;
	const isNegative = /[SW南西]/i.test(before ?? after ?? "") || degrees.startsWith("-");
	return (isNegative ? -1 : 1) * (Math.abs(deg) + min / 60 + sec / 3600);
}

/** Two numbers of one cell in order: "120.95,31.38", "(120.95 31.38)", "[120.95; 31.38]". Null where it has not two. */
export function pairOf(text: string): Position | null {
	const bare = text
		.trim()
		.replace(/^[([{]\s*|\s*[)\]}]$/g, "")
		.replace(/[，；]/g, (mark) => (mark === "，" ? "," : ";"));
	for (const separator of [";", ",", /\s+/]) {
		const parts = bare.split(separator);
		if (parts.length !== 2) continue;
		// With a comma as separator, the numbers have decimal points.
		const numbers = parts.map((part) => {
			const point = numberIn(part, ".");
			const number = Number.isNaN(point) && separator !== "," ? numberIn(part, ",") : point;
			return Number.isNaN(number) ? degreesOf(part) : number;
		});
		const [first = Number.NaN, second = Number.NaN] = numbers;
		if (!Number.isNaN(first) && !Number.isNaN(second)) return [first, second];
	}
	return null;
}

/** The geometry of a cell with WKT, EWKT or GeoJSON; null where it has none. */
export async function geometryOf(text: string): Promise<Geometry | null> {
	const bare = text.trim();
	if (bare.startsWith("{")) {
		try {
			return JSON.parse(bare) as Geometry;
		} catch {
			return null;
		}
	}
	return isWkt(bare) ? geometryOfWkt(bare.replace(/^SRID=\d+;\s*/i, "")) : null;
}

export function isWkt(text: string): boolean {
	return /^\s*(SRID=\d+;\s*)?(MULTI)?(POINT|LINESTRING|POLYGON)\b|^\s*(SRID=\d+;\s*)?GEOMETRYCOLLECTION\b/i.test(
		text,
	);
}

/** Hexadecimal binary geometries, as PostGIS writes them. */
export function isHexadecimalWkb(text: string): boolean {
	return /^0[01][0-9a-f]{16,}$/i.test(text.trim());
}
