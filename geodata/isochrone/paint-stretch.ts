import { shapeLatAt, shapeLngAt, shapePointCount } from "../graph/edge-shape.ts";
import { WAY_FLAG } from "../graph/street-source.ts";
import type { WalkGraph } from "../graph/walk-graph.ts";
import { type Easel, paintStreet } from "./easel.ts";

/** Paints what lies of an edge between two distances along it. */
export function paintStretch(
	easel: Easel,
	graph: WalkGraph,
	edge: number,
	fromMm: number,
	toMm: number,
): void {
	const deck = (graph.edgeFlags[edge]! & (WAY_FLAG.BRIDGE | WAY_FLAG.TUNNEL)) !== 0;
	const points = shapePointCount(graph, edge);
	const lengthMm = graph.edgeLengthMm[edge]!;
	const whole = fromMm <= 0 && toMm >= lengthMm;
	const drawnM = whole || points === 2 ? 0 : drawnLengthM(easel, graph, edge, points);
	let walkedM = 0;
	for (let i = 1; i < points; i++) {
		const aLng = shapeLngAt(graph, edge, i - 1);
		const aLat = shapeLatAt(graph, edge, i - 1);
		const dLng = shapeLngAt(graph, edge, i) - aLng;
		const dLat = shapeLatAt(graph, edge, i) - aLat;
		let from = 0;
		let to = 1;
		if (!whole) {
			const pieceM = points === 2 ? 1 : lengthOnCanvasM(easel, dLng, dLat);
			const perMm = (points === 2 ? 1 : drawnM) / lengthMm;
			from = Math.max(0, (fromMm * perMm - walkedM) / pieceM);
			to = Math.min(1, (toMm * perMm - walkedM) / pieceM);
			walkedM += pieceM;
			if (!(from <= to)) continue;
		}
		paintStreet(easel, aLng + dLng * from, aLat + dLat * from, aLng + dLng * to, aLat + dLat * to, deck);
	}
}

function drawnLengthM(easel: Easel, graph: WalkGraph, edge: number, points: number): number {
	let totalM = 0;
	for (let i = 1; i < points; i++) {
		totalM += lengthOnCanvasM(
			easel,
			shapeLngAt(graph, edge, i) - shapeLngAt(graph, edge, i - 1),
			shapeLatAt(graph, edge, i) - shapeLatAt(graph, edge, i - 1),
		);
	}
	return totalM;
}

function lengthOnCanvasM(easel: Easel, dLng: number, dLat: number): number {
	const { unitLngM, unitLatM } = easel.field.frame;
	const x = dLng * unitLngM;
	const y = dLat * unitLatM;
	return Math.sqrt(x * x + y * y);
}
