import { shapeLatAt, shapeLngAt, shapePointCount } from "../graph/edge-shape.ts";
import { WAY_FLAG } from "../graph/street-source.ts";
import type { WalkGraph } from "../graph/walk-graph.ts";
import type { Reach } from "../search/reach.ts";
import { type Canvas, paintStreet } from "./canvas.ts";

/**
 * Paints the part of every stretch whose impedance lies above `after` and at most at `cutoff`. Called with growing
 * cutoffs it paints each metre of street once.
 *
 * @param reach Searched up to `cutoff` or farther.
 * @param after What an earlier call painted up to; −1 at first.
 */
export function paintReach(
	canvas: Canvas,
	graph: WalkGraph,
	reach: Reach,
	after: number,
	cutoff: number,
): void {
	for (let i = 0; i < reach.edge.length; i++) {
		const fromCost = reach.fromCost[i]!;
		const toCost = reach.toCost[i]!;
		const low = Math.min(fromCost, toCost);
		const high = Math.max(fromCost, toCost);
		if (low > cutoff || (high <= after && after >= 0)) continue;
		// Impedance is linear along a stretch: shares of it, counted from its cheaper end.
		const span = high - low;
		const start = span > 0 && after > low ? (after - low) / span : 0;
		const end = span > 0 && cutoff < high ? (cutoff - low) / span : 1;
		const fromMm = reach.fromMm[i]!;
		const lengthMm = reach.toMm[i]! - fromMm;
		const rising = fromCost <= toCost;
		paintStretch(
			canvas,
			graph,
			reach.edge[i]!,
			fromMm + lengthMm * (rising ? start : 1 - end),
			fromMm + lengthMm * (rising ? end : 1 - start),
		);
	}
}

/** Paints what lies of an edge between two distances along it. */
function paintStretch(canvas: Canvas, graph: WalkGraph, edge: number, fromMm: number, toMm: number): void {
	const deck = (graph.edgeFlags[edge]! & (WAY_FLAG.BRIDGE | WAY_FLAG.TUNNEL)) !== 0;
	const points = shapePointCount(graph, edge);
	const lengthMm = graph.edgeLengthMm[edge]!;
	const whole = fromMm <= 0 && toMm >= lengthMm;
	const drawnM = whole || points === 2 ? 0 : drawnLengthM(canvas, graph, edge, points);
	let walkedM = 0;
	for (let i = 1; i < points; i++) {
		const aLng = shapeLngAt(graph, edge, i - 1);
		const aLat = shapeLatAt(graph, edge, i - 1);
		const dLng = shapeLngAt(graph, edge, i) - aLng;
		const dLat = shapeLatAt(graph, edge, i) - aLat;
		let from = 0;
		let to = 1;
		if (!whole) {
			const pieceM = points === 2 ? 1 : lengthOnCanvasM(canvas, dLng, dLat);
			const perMm = (points === 2 ? 1 : drawnM) / lengthMm;
			from = Math.max(0, (fromMm * perMm - walkedM) / pieceM);
			to = Math.min(1, (toMm * perMm - walkedM) / pieceM);
			walkedM += pieceM;
			if (!(from <= to)) continue;
		}
		paintStreet(canvas, aLng + dLng * from, aLat + dLat * from, aLng + dLng * to, aLat + dLat * to, deck);
	}
}

function drawnLengthM(canvas: Canvas, graph: WalkGraph, edge: number, points: number): number {
	let totalM = 0;
	for (let i = 1; i < points; i++) {
		totalM += lengthOnCanvasM(
			canvas,
			shapeLngAt(graph, edge, i) - shapeLngAt(graph, edge, i - 1),
			shapeLatAt(graph, edge, i) - shapeLatAt(graph, edge, i - 1),
		);
	}
	return totalM;
}

function lengthOnCanvasM(canvas: Canvas, dLng: number, dLat: number): number {
	const { unitLngM, unitLatM } = canvas.field.frame;
	const x = dLng * unitLngM;
	const y = dLat * unitLatM;
	return Math.sqrt(x * x + y * y);
}
