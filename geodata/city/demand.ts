import type { AccessPoints } from "../graph/walk-graph.ts";

/**
 * Everyone who needs a service, as weighted places (compounds, hamlets, grid cells). Columns of one length
 * `count`; immutable. People are whole.
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
	/** Of whom aged 0–14 and 60+; all zero when ages are not known (`agesKnown`). */
	readonly people0To14: Uint32Array;
	readonly people60Plus: Uint32Array;
	readonly agesKnown: boolean;
	/** Index into the city's communities; -1 where none. */
	readonly community: Int32Array;
	/** 1 where no gate is known and the centre stands for it, or where the leg goes straight through a barrier. */
	readonly gateUnknown: Uint8Array;
	readonly access: AccessPoints;
	/** Half the diagonal of the largest cell that people are given by, m; null where all are points. */
	readonly cellRadiusM: number | null;
}

/** A facility as the engine sees it; several positions where entrances are known. */
export interface FacilityPlace {
	readonly facilityId: string;
	readonly kind: string;
	readonly name: string;
	readonly lngDeg: number;
	readonly latDeg: number;
	/** Empty: the position itself stands for the entrance. */
	readonly entrances: readonly (readonly [number, number])[];
	/** True for a park, a campus, a hospital: a walk has arrived at its edge, and its middle counts for nothing. */
	readonly isArea?: boolean;
}
