import type { CityModel } from "../coverage/city-model.ts";
import { frameOnLattice, frameOver, type GridFrame, type UnitBounds } from "../geometry/grid-frame.ts";
import { edgeBounds } from "../graph/edge-shape.ts";
import { COORD_UNITS_PER_DEG } from "../units/constants.ts";
import { metresPerDegree } from "../units/position.ts";
import { type Easel, layEasel, newEasel, paintedM } from "./easel.ts";
import { paintStretch } from "./paint-stretch.ts";
import { Stencils } from "./stencils.ts";

/** Distance between vertices of the raster, m; grows with cutoffs beyond 5 km so that a drawing stays bounded. */
const CELL_M = 12;
const CELLS_ACROSS_MAX = 1024;
/** A city may lie on both sides of a quarter degree, where the lattice changes, or of two. */
const LATTICES_MAX = 4;

/** Where the isochrones of a city are drawn one after another, and what it keeps of the streets in them. */
export interface Canvas {
	readonly model: CityModel;
	/** Where the drawing is. */
	readonly easel: Easel;
	/** Where one street is painted apart. */
	readonly study: Easel;
	/** By lattice, the one used last at the end. */
	readonly stencilsOf: Map<string, Stencils>;
	stencils: Stencils;
	cellM: number;
}

const canvases = new WeakMap<CityModel, Canvas>();

/** The canvas of a city. Whoever stretches it draws and reads the outline before anyone else does. */
export function canvasOf(model: CityModel): Canvas {
	let canvas = canvases.get(model);
	if (canvas === undefined) {
		const stencils = new Stencils(0, paintedM(CELL_M));
		const stencilsOf = new Map<string, Stencils>();
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

function stencilsOn({ stencilsOf, model, cellM }: Canvas, { stepLng, stepLat }: GridFrame): Stencils {
	const lattice = `${cellM}/${stepLng}/${stepLat}`;
	const stencils = stencilsOf.get(lattice) ?? new Stencils(model.graph.edgeCount, paintedM(cellM));
	stencilsOf.delete(lattice);
	stencilsOf.set(lattice, stencils);
	const [oldest] = stencilsOf.keys();
	if (stencilsOf.size > LATTICES_MAX && oldest !== undefined) stencilsOf.delete(oldest);
	return stencils;
}

/** Paints a whole edge: by its stencil, which is made first where there is none. */
export function paintEdge({ model, easel, study, stencils, cellM }: Canvas, edge: number): void {
	if (!stencils.has(edge)) {
		const { graph, barrierIndex } = model;
		const frame = frameOnLattice(easel.field.frame, edgeBounds(graph, edge), paintedM(cellM));
		layEasel(study, barrierIndex, frame, cellM);
		paintStretch(study, graph, edge, 0, graph.edgeLengthMm[edge]!);
		stencils.keep(edge, study.field);
	}
	stencils.paint(easel.field, edge);
}
