import { shapeLatAt, shapeLngAt, shapePointCount } from "../graph/edge-shape.ts";
import { WAY_FLAG } from "../graph/street-source.ts";
import type { WalkGraph } from "../graph/walk-graph.ts";
import { paintStreet, type ReachRaster } from "./reach-raster.ts";

/**
 * Paints the part of an edge between two distances along it.
 *
 * @param paintWhole Paints a straight segment that lies completely between them, by its index on the edge.
 */
export function paintStretch(
	raster: ReachRaster,
	graph: WalkGraph,
	edge: number,
	fromMm: number,
	toMm: number,
	paintWhole: (edge: number, piece: number) => void,
): void {
	const pieces = shapePointCount(graph, edge) - 1;
	const perMm = (pieces === 1 ? 1 : drawnLengthM(raster, graph, edge, pieces)) / graph.edgeLengthMm[edge]!;
	let walkedM = 0;
	for (let piece = 0; piece < pieces; piece++) {
		const pieceM = pieces === 1 ? 1 : pieceLengthM(raster, graph, edge, piece);
		const from = Math.max(0, (fromMm * perMm - walkedM) / pieceM);
		const to = Math.min(1, (toMm * perMm - walkedM) / pieceM);
		walkedM += pieceM;
		if (from === 0 && to === 1) paintWhole(edge, piece);
		else if (from <= to) paintPieceOf(raster, graph, edge, piece, from, to);
	}
}

/** Paints the part of one straight segment of an edge between two shares of it, 0 … 1. */
export function paintPieceOf(
	raster: ReachRaster,
	graph: WalkGraph,
	edge: number,
	piece: number,
	from: number,
	to: number,
): void {
	const deck = (graph.edgeFlags[edge]! & (WAY_FLAG.BRIDGE | WAY_FLAG.TUNNEL)) !== 0;
	const aLng = shapeLngAt(graph, edge, piece);
	const aLat = shapeLatAt(graph, edge, piece);
	const dLng = shapeLngAt(graph, edge, piece + 1) - aLng;
	const dLat = shapeLatAt(graph, edge, piece + 1) - aLat;
	paintStreet(raster, aLng + dLng * from, aLat + dLat * from, aLng + dLng * to, aLat + dLat * to, deck);
}

function drawnLengthM(raster: ReachRaster, graph: WalkGraph, edge: number, pieces: number): number {
	let totalM = 0;
	for (let piece = 0; piece < pieces; piece++) totalM += pieceLengthM(raster, graph, edge, piece);
	return totalM;
}

function pieceLengthM(raster: ReachRaster, graph: WalkGraph, edge: number, piece: number): number {
	const { unitLngM, unitLatM } = raster.field.frame;
	const x = (shapeLngAt(graph, edge, piece + 1) - shapeLngAt(graph, edge, piece)) * unitLngM;
	const y = (shapeLatAt(graph, edge, piece + 1) - shapeLatAt(graph, edge, piece)) * unitLatM;
	return Math.sqrt(x * x + y * y);
}
