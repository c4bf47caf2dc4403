import { COORD_UNITS_PER_DEG } from "../units/constants.ts";
import { metresPerDegree } from "../units/position.ts";

/** Vertices at whole 1e-7° units, evenly spaced over the Earth, and the plane they are measured in. */
export interface Lattice {
	/** 1e-7 degrees between neighbouring vertices. */
	readonly stepLng: number;
	readonly stepLat: number;
	/** Metres per unit of 1e-7° in the plane. */
	readonly unitLngM: number;
	readonly unitLatM: number;
	/** Metres between neighbouring vertices. */
	readonly cellLngM: number;
	readonly cellLatM: number;
}

/**
 * A raster frame over part of a city: a section of a lattice that depends only on the cell size and the reference
 * latitude, not on what is drawn. Drawings near one place therefore share vertices, so a larger reach contains a
 * smaller one exactly.
 */
export interface GridFrame extends Lattice {
	/** 1e-7 degrees of vertex (0, 0). */
	readonly originLng: number;
	readonly originLat: number;
	/** Number of vertices in each direction. */
	readonly columns: number;
	readonly rows: number;
}

/** Bounds in 1e-7 degrees. */
export interface UnitBounds {
	readonly west: number;
	readonly south: number;
	readonly east: number;
	readonly north: number;
}

/**
 * The plane changes every quarter degree, so that nearby origins share one lattice; 0.25° of latitude shortens a
 * degree of longitude by 0.3 % in Kunshan.
 */
const LATITUDE_STEP_DEG = 0.25;

/**
 * A frame over `bounds` padded by `paddingM`.
 *
 * @param cellM Wanted distance between vertices, metres; rounded to whole 1e-7° units.
 * @param latDeg Reference latitude of the plane, rounded to a quarter degree.
 */
export function frameOver(bounds: UnitBounds, paddingM: number, cellM: number, latDeg: number): GridFrame {
	const planeLatDeg = Math.min(80, Math.max(-80, Math.round(latDeg / LATITUDE_STEP_DEG) * LATITUDE_STEP_DEG));
	const metres = metresPerDegree(planeLatDeg);
	const unitLngM = metres.lngM / COORD_UNITS_PER_DEG;
	const unitLatM = metres.latM / COORD_UNITS_PER_DEG;
	const stepLng = Math.max(8, Math.round(cellM / unitLngM));
	const stepLat = Math.max(8, Math.round(cellM / unitLatM));
	const lattice = {
		stepLng,
		stepLat,
		unitLngM,
		unitLatM,
		cellLngM: stepLng * unitLngM,
		cellLatM: stepLat * unitLatM,
	};
	return frameOnLattice(lattice, bounds, paddingM);
}

/** A frame over `bounds` padded by `paddingM`, with the plane and vertices of an existing lattice. */
export function frameOnLattice(lattice: Lattice, bounds: UnitBounds, paddingM: number): GridFrame {
	const { stepLng, stepLat, unitLngM, unitLatM, cellLngM, cellLatM } = lattice;
	const firstColumn = Math.floor((bounds.west - paddingM / unitLngM) / stepLng) - 1;
	const firstRow = Math.floor((bounds.south - paddingM / unitLatM) / stepLat) - 1;
	const lastColumn = Math.ceil((bounds.east + paddingM / unitLngM) / stepLng) + 1;
	const lastRow = Math.ceil((bounds.north + paddingM / unitLatM) / stepLat) + 1;
	return {
		originLng: firstColumn * stepLng,
		originLat: firstRow * stepLat,
		columns: lastColumn - firstColumn + 1,
		rows: lastRow - firstRow + 1,
		stepLng,
		stepLat,
		unitLngM,
		unitLatM,
		cellLngM,
		cellLatM,
	};
}
