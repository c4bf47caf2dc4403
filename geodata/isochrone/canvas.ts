import type { CityModel } from "../coverage/city-model.ts";
import { frameOnLattice, frameOver, type GridFrame, type UnitBounds } from "../geometry/grid-frame.ts";
import { edgeBounds, shapePointCount } from "../graph/edge-shape.ts";
import { COORD_UNITS_PER_DEG } from "../units/constants.ts";
import { metresPerDegree } from "../units/position.ts";
import { type Easel, layEasel, newEasel, paintedM } from "./easel.ts";
import { paintPieceOf } from "./paint-stretch.ts";
import { Stencils } from "./stencils.ts";

/** Distance between vertices of the raster, m; grows with cutoffs beyond 5 km so that a drawing stays bounded. */
const CELL_M = 12;
const CELLS_ACROSS_MAX = 1024;
/** A city may lie on both sides of a quarter degree, where the lattice changes, or of two. */
const LATTICES_MAX = 4;

/** Numbers kept of single pieces of streets, beside those of whole ones. */
const PIECE_NUMBERS_MAX = 6e6;

/** What is kept of the streets on one lattice. */
interface StreetStencils {
	/** By edge. */
	readonly edges: Stencils;
	/** By the straight pieces of all edges. */
	readonly pieces: Stencils;
}

/** Where the isochrones of a city are drawn one after another, and what it keeps of the streets in them. */
export interface Canvas {
	readonly model: CityModel;
	/** Where the drawing is. */
	readonly easel: Easel;
	/** Where one street is painted apart. */
	readonly study: Easel;
	/** By lattice, the one used last at the end. */
	readonly stencilsOf: Map<string, StreetStencils>;
	stencils: StreetStencils;
	cellM: number;
}

const canvases = new WeakMap<CityModel, Canvas>();

/** The canvas of a city. Whoever stretches it draws and reads the outline before anyone else does. */
export function canvasOf(model: CityModel): Canvas {
	let canvas = canvases.get(model);
	if (canvas === undefined) {
		const stencils = newStencils(0, 0, CELL_M);
		const stencilsOf = new Map<string, StreetStencils>();
		canvas = { model, easel: newEasel(), study: newEasel(), stencilsOf, stencils, cellM: CELL_M };
		canvases.set(model, canvas);
	}
	return canvas;
}

/**
 * Clears the canvas and centres it where a walk starts, wide enough for `cutoffM` of walking. The size of its
 * cells depends on the place and the cutoff alone, so two drawings with one origin and one largest cutoff compare
 * vertex by vertex whatever was painted.
 */
export function stretchCanvas(canvas: Canvas, lngDeg: number, latDeg: number, cutoffM: number): GridFrame {
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
	layEasel(canvas.easel, canvas.model.barrierIndex, frame, cellM);
	canvas.cellM = cellM;
	canvas.stencils = stencilsOn(canvas, frame);
	return frame;
}

function newStencils(edges: number, pieces: number, cellM: number): StreetStencils {
	const paintM = paintedM(cellM);
	return { edges: new Stencils(edges, paintM), pieces: new Stencils(pieces, paintM, PIECE_NUMBERS_MAX) };
}

function stencilsOn({ stencilsOf, model, cellM }: Canvas, { stepLng, stepLat }: GridFrame): StreetStencils {
	const lattice = `${cellM}/${stepLng}/${stepLat}`;
	const { edgeCount, shapeLng } = model.graph;
	const stencils = stencilsOf.get(lattice) ?? newStencils(edgeCount, edgeCount + shapeLng.length, cellM);
	stencilsOf.delete(lattice);
	stencilsOf.set(lattice, stencils);
	const [oldest] = stencilsOf.keys();
	if (stencilsOf.size > LATTICES_MAX && oldest !== undefined) stencilsOf.delete(oldest);
	return stencils;
}

/** Paints a whole edge: by its stencil, which is made first where there is none. */
export function paintEdge(canvas: Canvas, edge: number): void {
	const { edges } = canvas.stencils;
	if (!edges.has(edge))
		makeStencil(canvas, edges, edge, edge, 0, shapePointCount(canvas.model.graph, edge) - 1);
	edges.paint(canvas.easel.field, edge);
}

/**
 * Paints one straight piece of an edge likewise. Streets walked in part are mostly walked along whole pieces, near
 * where others were drawn along the same ones; beyond what there is room for they are painted anew.
 */
export function paintWholePiece(canvas: Canvas, edge: number, piece: number): void {
	const { easel, model } = canvas;
	const { pieces } = canvas.stencils;
	// An edge has one piece more than points between its ends.
	const key = model.graph.shapeStart[edge]! + edge + piece;
	if (!pieces.has(key)) {
		if (pieces.isFull) {
			paintPieceOf(easel, model.graph, edge, piece, 0, 1);
			return;
		}
		makeStencil(canvas, pieces, key, edge, piece, piece + 1);
	}
	pieces.paint(easel.field, key);
}

function makeStencil(
	{ model, easel, study, cellM }: Canvas,
	stencils: Stencils,
	key: number,
	edge: number,
	firstPiece: number,
	endPiece: number,
): void {
	const { graph, barrierIndex } = model;
	const frame = frameOnLattice(easel.field.frame, edgeBounds(graph, edge), paintedM(cellM));
	layEasel(study, barrierIndex, frame, cellM);
	for (let piece = firstPiece; piece < endPiece; piece++) paintPieceOf(study, graph, edge, piece, 0, 1);
	stencils.keep(key, study.field);
}
