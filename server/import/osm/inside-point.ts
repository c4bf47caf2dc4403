import type { Position as GeoPosition, MultiPolygon, Polygon } from "geojson";
import type { Position } from "../../../geodata/units/position.ts";

/** Relative heights at which lines are drawn across a polygon, in order of preference. */
const LINES_ACROSS = [0.5, 0.3, 0.7];

/** A position well inside an area: the middle of the longest of a few lines across its largest part. */
export function insidePoint(area: Polygon | MultiPolygon): Position {
	const parts = area.type === "Polygon" ? [area.coordinates] : area.coordinates;
	let best: { readonly at: Position; readonly width: number } | null = null;
	for (const rings of parts) {
		for (const share of LINES_ACROSS) {
			const across = widestAcross(rings, share);
			if (across && (best === null || across.width > best.width)) best = across;
		}
	}
	if (best) return best.at;
	const [lng = 0, lat = 0] = parts[0]![0]![0]!;
	return [lng, lat];
}

function widestAcross(rings: readonly GeoPosition[][], share: number) {
	const latitudes = rings[0]!.map(([, lat = 0]) => lat);
	const south = Math.min(...latitudes);
	const y = south + share * (Math.max(...latitudes) - south);
	const crossed: number[] = [];
	for (const ring of rings) {
		for (let i = 1; i < ring.length; i++) {
			const [ax = 0, ay = 0] = ring[i - 1]!;
			const [bx = 0, by = 0] = ring[i]!;
			if (ay > y !== by > y) crossed.push(ax + ((bx - ax) * (y - ay)) / (by - ay));
		}
	}
	crossed.sort((a, b) => a - b);
	let best: { readonly at: Position; readonly width: number } | null = null;
	for (let i = 1; i < crossed.length; i += 2) {
		const [from, to] = [crossed[i - 1]!, crossed[i]!];
		if (best === null || to - from > best.width) best = { at: [(from + to) / 2, y], width: to - from };
	}
	return best;
}
