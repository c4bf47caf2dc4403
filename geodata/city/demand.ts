import type { AccessPoints } from "../graph/walk-graph.ts";

/**
 * Demand points: everyone who needs a service, as weighted places (compounds, hamlets, grid cells). Columns of one
 * length `count`; immutable. People are whole numbers.
 */
export interface DemandSet {
	readonly count: number;
	readonly ids: readonly string[];
	/** "" where unnamed. */
	readonly names: readonly string[];
	/** 1e-7 degrees. */
	readonly lng: Int32Array;
	readonly lat: Int32Array;
	readonly people: Uint32Array;
	/** Of them aged 0–14 and 60+; all zero where ages are unknown (`agesKnown`). */
	readonly people0To14: Uint32Array;
	readonly people60Plus: Uint32Array;
	readonly agesKnown: boolean;
	/** Index into the city's communities; -1 where none. */
	readonly community: Int32Array;
	/** 1 where no gate is known and the centre is snapped, or where the leg crosses a barrier. */
	readonly gateUnknown: Uint8Array;
	readonly access: AccessPoints;
	/** Half the diagonal of the largest population cell, m; null where all are points. */
	readonly cellRadiusM: number | null;
}

/** A facility as the engine sees it. */
export interface FacilityPlace {
	readonly facilityId: string;
	readonly kind: string;
	readonly name: string;
	readonly lngDeg: number;
	readonly latDeg: number;
	/** Where empty, the position is the entrance. */
	readonly entrances: readonly (readonly [number, number])[];
	/** True for a park, a campus, a hospital: a walk ends at its edge, and its centre is not used. */
	readonly isArea?: boolean;
}
