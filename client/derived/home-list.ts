/** Homes of a city for display: columns, one row per home. */
export interface HomeList {
	readonly count: number;
	readonly ids: readonly string[];
	readonly names: readonly string[];
	/** Shape [count × 2]; degrees. */
	readonly lngLat: Float64Array;
	readonly people: Uint32Array;
	/** Index into the communities; -1 for none. */
	readonly community: Int32Array;
	readonly gateUnknown: Uint8Array;
	readonly agesKnown: boolean;
}
