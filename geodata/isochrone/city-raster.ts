import type { CityModel } from "../city/city-model.ts";
import { frameOnLattice, frameOver, type GridFrame, type UnitBounds } from "../geometry/grid-frame.ts";
import { edgeBounds, shapePointCount } from "../graph/edge-shape.ts";
import { COORD_UNITS_PER_DEG } from "../units/constants.ts";
import { metresPerDegree } from "../units/position.ts";
import { paintPieceOf } from "./paint-stretch.ts";
import { RasterBrushes } from "./raster-brushes.ts";
import { layReachRaster, newReachRaster, paintedM, type ReachRaster } from "./reach-raster.ts";

/** Distance between raster vertices, m; grows with cutoffs beyond 5 km to limit the size of a drawing. */
const CELL_M = 12;
const CELLS_ACROSS_MAX = 1024;
/** A city may lie on both sides of one or two quarter degrees, where the lattice changes. */
const LATTICES_MAX = 4;

/** Cache size for single segments of streets, in numbers, in addition to that of whole edges. */
const PIECE_NUMBERS_MAX = 6e6;

/** Cached paint of streets on one lattice. */
interface StreetBrushes {
	/** By edge. */
	readonly edges: RasterBrushes;
	/** By straight segment of all edges. */
	readonly pieces: RasterBrushes;
}

/** The raster in which a city's isochrones are drawn, and its cache of painted streets. */
export interface CityRaster {
	readonly model: CityModel;
	/** The raster of the drawing. */
	readonly raster: ReachRaster;
	/** A second raster in which one street is painted for the cache. */
	readonly apart: ReachRaster;
	/** By lattice; the most recently used is last. */
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
 * Clears the raster and centres it on the origin, large enough for `cutoffM` of walking. The cell size depends on the
 * place and the cutoff only, so drawings with one origin and one largest cutoff have the same vertices.
 */
export function centreCityRaster(
	cityRaster: CityRaster,
	lngDeg: number,
	latDeg: number,
	cutoffM: number,
): GridFrame {
	const cellM = Math.max(CELL_M, (2 * cutoffM) / CELLS_ACROSS_MAX);
	// A network walk is never shorter than the straight line; one per cent covers the error of the local plane.
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

/** Paints a whole edge from its cached brush, creating it on first use. */
export function paintEdge(cityRaster: CityRaster, edge: number): void {
	const { edges } = cityRaster.brushes;
	if (!edges.has(edge))
		makeBrush(cityRaster, edges, edge, edge, 0, shapePointCount(cityRaster.model.graph, edge) - 1);
	edges.paint(cityRaster.raster.field, edge);
}

/**
 * Paints one straight segment of an edge likewise. Partly walked streets mostly consist of whole segments near others
 * drawn before. When the cache is full, segments are painted directly.
 */
export function paintWholePiece(cityRaster: CityRaster, edge: number, piece: number): void {
	const { raster, model } = cityRaster;
	const { pieces } = cityRaster.brushes;
	// An edge has one segment more than interior points.
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
