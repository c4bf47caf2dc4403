import type { Position as Corner, Polygon } from "geojson";
import { metresPerDegree } from "../../geodata/units/position.ts";
import { type Area, evenOddArea, flawOf } from "./geos.ts";

/** A usable polygon and the repairs made, or the reason why it is unusable. */
export type SoundPolygon =
	| { readonly area: Area; readonly note: string | null }
	| { readonly area: null; readonly why: string };

/** Where every reading of a polygon's lines encloses the same area, the polygon is unambiguous. */
const PLAIN_M2 = 1;

const IN_WORDS: Readonly<Record<string, string>> = {
	"Self-intersection": "crosses itself",
	"Ring Self-intersection": "touches itself",
	"Hole lies outside shell": "has a hole outside its outline",
	"Holes are nested": "has a hole within a hole",
	"Interior is disconnected": "is cut in two by its own rings",
	"Duplicate Rings": "has the same ring twice",
	"Nested shells": "has an outline within an outline",
};

/**
 * A polygon that is valid for GEOS. Closes rings and drops repeated corners. Repairs a ring that touches itself or
 * runs back along itself, but not one that crosses itself: its inside is ambiguous.
 *
 * @param called The polygon's name in messages, such as "polygon 1".
 */
export async function soundPolygon(
	coordinates: readonly (readonly Corner[])[],
	called: string,
): Promise<SoundPolygon> {
	const rings: Corner[][] = [];
	for (const [i, corners] of coordinates.entries()) {
		const named = i === 0 ? called : `${called} hole ${i}`;
		const wrong = corners.findIndex((corner) => !isCorner(corner));
		if (wrong >= 0) return { area: null, why: cornerInWords(named, wrong, corners[wrong]) };
		const ring = closedRing(corners);
		if (ring.length < 4) {
			return {
				area: null,
				why: `${named} has ${Math.max(0, ring.length - 1)} corners; at least 3 are needed`,
			};
		}
		rings.push(ring);
	}
	const polygon: Polygon = { type: "Polygon", coordinates: rings };
	if (rings.length === 0) return { area: null, why: `${called} has no rings` };
	const flaw = await flawOf(polygon);
	if (flaw === null) return { area: polygon, note: null };
	const what = IN_WORDS[flaw.reason] ?? `is not valid (${flaw.reason})`;
	const place = flaw.place.map((deg) => Number(deg.toFixed(6))).join(", ");
	const mended = await evenOddArea(polygon);
	const origin = rings[0]![0]!;
	if (mended && Math.abs(groundM2(mended, origin) - groundM2(polygon, origin)) <= PLAIN_M2) {
		return { area: mended, note: `${called} ${what} at ${place} and was mended` };
	}
	return { area: null, why: `${called} ${what} at ${place}` };
}

function isCorner(corner: unknown): boolean {
	if (!Array.isArray(corner)) return false;
	const [lng, lat] = corner as unknown[];
	return typeof lng === "number" && typeof lat === "number" && Math.abs(lng) <= 180 && Math.abs(lat) <= 90;
}

function cornerInWords(called: string, i: number, corner: unknown): string {
	const [x, y] = Array.isArray(corner) ? (corner as unknown[]) : [];
	const at = `${called} corner ${i + 1} is ${JSON.stringify(corner) ?? "missing"}`;
	if (typeof x !== "number" || typeof y !== "number") return `${at}, which is no position`;
	if (Math.abs(x) > 1000 || Math.abs(y) > 1000) return `${at}, which looks projected, in metres`;
	const isExchanged = Math.abs(x) <= 90 && Math.abs(y) <= 180;
	return isExchanged ? `${at}, which looks like latitude before longitude` : `${at}, which is not in degrees`;
}

/** Longitude and latitude only, without repeated corners, closed by the first corner. */
function closedRing(corners: readonly Corner[]): Corner[] {
	const ring = corners
		.map(([lng = 0, lat = 0]): Corner => [lng, lat])
		.filter(([lng, lat], i) => i === 0 || lng !== corners[i - 1]![0] || lat !== corners[i - 1]![1]);
	const [first, last] = [ring[0], ring.at(-1)];
	if (first && last && (first[0] !== last[0] || first[1] !== last[1])) ring.push([...first]);
	return ring;
}

/** Area enclosed by the rings without the holes, m², on a plane at one corner. */
function groundM2(area: Area, [lng0 = 0, lat0 = 0]: Corner): number {
	const polygons = area.type === "Polygon" ? [area.coordinates] : area.coordinates;
	const { lngM, latM } = metresPerDegree(lat0);
	const ringM2 = (ring: readonly Corner[]): number => {
		let sum = 0;
		let lost = 0;
		for (let i = 1; i < ring.length; i++) {
			const [ax, ay] = [ring[i - 1]![0]! - lng0, ring[i - 1]![1]! - lat0];
			const [bx, by] = [ring[i]![0]! - lng0, ring[i]![1]! - lat0];
			// Compensated summation: with a hundred thousand corners a plain sum loses square metres.
			const term = ax * by - bx * ay - lost;
			const next = sum + term;
			lost = next - sum - term;
			sum = next;
		}
		return Math.abs(sum / 2) * lngM * latM;
	};
	return polygons.reduce(
		(all, [shell = [], ...holes]) =>
			all + ringM2(shell) - holes.reduce((hollow, hole) => hollow + ringM2(hole), 0),
		0,
	);
}
