import type { Reach } from "../search/reach.ts";
import { type CityRaster, paintEdge, paintWholePiece } from "./city-raster.ts";
import { paintStretch } from "./paint-stretch.ts";

/**
 * Paints the part of every stretch with impedance above `after` and at most `cutoff`. Called with increasing cutoffs
 * it paints each metre of street once, except that an edge walked from end to end is painted as a whole.
 *
 * @param reach Searched up to `cutoff` or farther.
 * @param after The cutoff of the previous call; −1 at first.
 */
export function paintReach(cityRaster: CityRaster, reach: Reach, after: number, cutoff: number): void {
	const { edge, fromMm, toMm, fromCost, toCost } = reach;
	const { graph } = cityRaster.model;
	const parts: number[] = [];
	const paintWhole = (street: number, piece: number): void => paintWholePiece(cityRaster, street, piece);
	// Stretches of one edge are consecutive.
	for (let i = 0, next = 0; i < edge.length; i = next) {
		let whole = fromMm[i] === 0;
		let high = 0;
		for (next = i; next < edge.length && edge[next] === edge[i]; next++) {
			if (next > i && fromMm[next] !== toMm[next - 1]) whole = false;
			high = Math.max(high, fromCost[next]!, toCost[next]!);
		}
		if (high <= after && after >= 0) continue;
		if (whole && high <= cutoff && toMm[next - 1] === graph.edgeLengthMm[edge[i]!])
			paintEdge(cityRaster, edge[i]!);
		else for (let k = i; k < next; k++) parts.push(k);
	}
	// Partial stretches are painted last: vertices nearer to a whole edge need no visibility test from them.
	for (const part of parts) paintPart(cityRaster, reach, part, after, cutoff, paintWhole);
}

/** Paints the part of one stretch above `after` and at most at `cutoff`. */
function paintPart(
	{ raster, model }: CityRaster,
	reach: Reach,
	i: number,
	after: number,
	cutoff: number,
	paintWhole: (edge: number, piece: number) => void,
): void {
	const fromCost = reach.fromCost[i]!;
	const toCost = reach.toCost[i]!;
	const low = Math.min(fromCost, toCost);
	const high = Math.max(fromCost, toCost);
	if (low > cutoff || (high <= after && after >= 0)) return;
	// Impedance is linear along a stretch: shares count from its cheaper end.
	const span = high - low;
	const start = span > 0 && after > low ? (after - low) / span : 0;
	const end = span > 0 && cutoff < high ? (cutoff - low) / span : 1;
	const fromMm = reach.fromMm[i]!;
	const lengthMm = reach.toMm[i]! - fromMm;
	const rising = fromCost <= toCost;
	paintStretch(
		raster,
		model.graph,
		reach.edge[i]!,
		fromMm + lengthMm * (rising ? start : 1 - end),
		fromMm + lengthMm * (rising ? end : 1 - start),
		paintWhole,
	);
}
