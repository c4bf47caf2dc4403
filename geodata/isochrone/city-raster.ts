import type { CityModel } from "../city/city-model.ts";
import { frameOnLattice, frameOver, type GridFrame, type UnitBounds } from "../geometry/grid-frame.ts";
import { edgeBounds, shapePointCount } from "../graph/edge-shape.ts";
import { COORD_UNITS_PER_DEG } from "../units/constants.ts";
import { metresPerDegree } from "../units/position.ts";
import { paintPieceOf } from "./paint-stretch.ts";
import { RasterBrushes } from "./raster-brushes.ts";
import { layReachRaster, newReachRaster, paintedM, type ReachRaster } from "./reach-raster.ts";

/** Distance between vertices of the raster, m; grows with cutoffs beyond 5 km so that a drawing stays bounded. */
const CELL_M = 12;
const CELLS_ACROSS_MAX = 1024;
/** A city may lie on both sides of a quarter degree, where the lattice changes, or of two. */
const LATTICES_MAX = 4;

/** Numbers kept of single pieces of streets, beside those of whole ones. */
const PIECE_NUMBERS_MAX = 6e6;

/** What is kept of the streets on one lattice. */
interface StreetBrushes {
	/** By edge. */
	readonly edges: RasterBrushes;
	/** By the straight pieces of all edges. */
	readonly pieces: RasterBrushes;
}

/** Where the isochrones of a city are drawn one after another, and what it keeps of the streets in them. */
export interface CityRaster {
	readonly model: CityModel;
	/** Where the drawing is. */
	readonly raster: ReachRaster;
	/** Where one street is painted apart. */
	readonly apart: ReachRaster;
	/** By lattice, the one used last at the end. */
	readonly brushesOf: Map<string, StreetBrushes>;
	brushes: StreetBrushes;
	cellM: number;
}

export function newCityRaster(model: CityModel): CityRaster {
	const brushes = newBrushes(0, 0, CELL_M);
	return {
		model,
		raster: newReachRaster(),
		apart: newReachRaster(),
		brushesOf: new Map(),
		brushes,
		cellM: CELL_M,
	};
}

/**
 * Clears the cityRaster and centres it where a walk starts, wide enough for `cutoffM` of walking. The size of its
 * cells depends on the place and the cutoff alone, so two drawings with one origin and one largest cutoff compare
 * vertex by vertex whatever was painted.
 */
export function centreCityRaster(
	cityRaster: CityRaster,
	lngDeg: number,
	latDeg: number,
	cutoffM: number,
): GridFrame {
	const cellM = Math.max(CELL_M, (2 * cutoffM) / CELLS_ACROSS_MAX);
	// A network walk is never shorter than the straight line; one part in a hundred covers what a plane leaves out.
	const { lngM, latM } = metresPerDegree(latDeg);
	const reachM = cutoffM * 1.01 + paintedM(cellM);
	const bounds: UnitBounds = {
		west: (lngDeg - reachM / lngM) * COORD_UNITS_PER_DEG,
		east: (lngDeg + reachM / lngM) * COORD_UNITS_PER_DEG,
		south: (latDeg - reachM / latM) * COORD_UNITS_PER_DEG,
		north: (latDeg + reachM / latM) * COORD_UNITS_PER_DEG,
	};
	const frame = frameOver(bounds, cellM, cellM, latDeg);
	layReachRaster(cityRaster.raster, cityRaster.model.barrierIndex, frame, cellM);
	cityRaster.cellM = cellM;
	cityRaster.brushes = brushesOn(cityRaster, frame);
	return frame;
}

function newBrushes(edges: number, pieces: number, cellM: number): StreetBrushes {
	const paintM = paintedM(cellM);
	return {
		edges: new RasterBrushes(edges, paintM),
		pieces: new RasterBrushes(pieces, paintM, PIECE_NUMBERS_MAX),
	};
}

function brushesOn({ brushesOf, model, cellM }: CityRaster, { stepLng, stepLat }: GridFrame): StreetBrushes {
	const lattice = `${cellM}/${stepLng}/${stepLat}`;
	const { edgeCount, shapeLng } = model.graph;
	const brushes = brushesOf.get(lattice) ?? newBrushes(edgeCount, edgeCount + shapeLng.length, cellM);
	brushesOf.delete(lattice);
	brushesOf.set(lattice, brushes);
	const [oldest] = brushesOf.keys();
	if (brushesOf.size > LATTICES_MAX && oldest !== undefined) brushesOf.delete(oldest);
	return brushes;
}

/** Paints a whole edge: by its brush, which is made first where there is none. */
export function paintEdge(cityRaster: CityRaster, edge: number): void {
	const { edges } = cityRaster.brushes;
	if (!edges.has(edge))
		makeBrush(cityRaster, edges, edge, edge, 0, shapePointCount(cityRaster.model.graph, edge) - 1);
	edges.paint(cityRaster.raster.field, edge);
}

/**
 * Paints one straight piece of an edge likewise. Streets walked in part are mostly walked along whole pieces, near
 * where others were drawn along the same ones; beyond what there is room for they are painted anew.
 */
export function paintWholePiece(cityRaster: CityRaster, edge: number, piece: number): void {
	const { raster, model } = cityRaster;
	const { pieces } = cityRaster.brushes;
	// An edge has one piece more than points between its ends.
	const key = model.graph.shapeStart[edge]! + edge + piece;
	if (!pieces.has(key)) {
		if (pieces.isFull) {
			paintPieceOf(raster, model.graph, edge, piece, 0, 1);
			return;
		}
		makeBrush(cityRaster, pieces, key, edge, piece, piece + 1);
	}
	pieces.paint(raster.field, key);
}

function makeBrush(
	{ model, raster, apart, cellM }: CityRaster,
	brushes: RasterBrushes,
	key: number,
	edge: number,
	firstPiece: number,
	endPiece: number,
): void {
	const { graph, barrierIndex } = model;
	const frame = frameOnLattice(raster.field.frame, edgeBounds(graph, edge), paintedM(cellM));
	layReachRaster(apart, barrierIndex, frame, cellM);
	for (let piece = firstPiece; piece < endPiece; piece++) paintPieceOf(apart, graph, edge, piece, 0, 1);
	brushes.keep(key, apart.field);
}
