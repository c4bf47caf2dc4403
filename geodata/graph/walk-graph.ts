/**
 * The walking network as compressed sparse rows of typed arrays. Immutable once built; all arrays may lie in one
 * shared or transferred buffer.
 *
 * An *edge* is a street between two nodes with its shape; an *arc* is one direction in which an edge may be walked.
 * Nodes are in Hilbert order, so neighbours are near each other in memory.
 */
export interface WalkGraph {
	readonly nodeCount: number;
	readonly edgeCount: number;
	readonly arcCount: number;
	/** Shape [nodeCount]; 1e-7 degrees ({@link COORD_UNITS_PER_DEG}). */
	readonly nodeLng: Int32Array;
	readonly nodeLat: Int32Array;
	/** Shape [edgeCount]; node indices. */
	readonly edgeFrom: Uint32Array;
	readonly edgeTo: Uint32Array;
	/** Shape [edgeCount]; sum of the haversine lengths of its shape, rounded once to mm, ≥ 1. */
	readonly edgeLengthMm: Uint32Array;
	/** Shape [edgeCount]; index into STREET_CLASSES. */
	readonly edgeClass: Uint8Array;
	/** Shape [edgeCount]; bits of WAY_FLAG, forward = from → to. */
	readonly edgeFlags: Uint16Array;
	/** Shape [edgeCount]; signals passed when walking the whole edge, in halves: 2 along it, 1 at an end. */
	readonly edgeSignals: Uint8Array;
	/** Shape [edgeCount]; climbs made when walking the whole edge, in halves: 1 at each outer end of a footbridge. */
	readonly edgeClimbs: Uint8Array;
	/** Shape [edgeCount]; index into `names`, 0 where unnamed. */
	readonly edgeName: Uint32Array;
	/** `names[0]` is "". */
	readonly names: readonly string[];
	/** Shape [edgeCount + 1]; interior shape points of edge e are shapeLng[shapeStart[e] .. shapeStart[e + 1]). */
	readonly shapeStart: Uint32Array;
	/** 1e-7 degrees; the end nodes are not repeated. */
	readonly shapeLng: Int32Array;
	readonly shapeLat: Int32Array;
	/** Shape [nodeCount + 1]; arcs that leave node n are firstArc[n] .. firstArc[n + 1). */
	readonly firstArc: Uint32Array;
	/** Shape [arcCount]; node the arc leads to. */
	readonly arcHead: Uint32Array;
	/** Shape [arcCount]; edge it walks. */
	readonly arcEdge: Uint32Array;
	/** Arcs that *enter* each node, for many-to-one search; the same arrays as above where no edge is one-way. */
	readonly reverseFirstArc: Uint32Array;
	readonly reverseArcTail: Uint32Array;
	readonly reverseArcEdge: Uint32Array;
	/**
	 * Copies of private streets as pairs of an edge and its copy, sorted; the copies of one street form a ring. See
	 * separatePrivate.
	 */
	readonly twins: Uint32Array;
	readonly squares: Squares;
}

/** Open spaces walked straight across, and their nodes. All empty where a city has none. */
export interface Squares {
	/** Shape [squareCount + 1]; rings of square s are ringStart[s] .. ringStart[s + 1), its outer ring first. */
	readonly ringStart: Uint32Array;
	/** Shape [ringCount + 1]. */
	readonly cornerStart: Uint32Array;
	/** Shape [cornerCount]; 1e-7 degrees. */
	readonly cornerLng: Int32Array;
	readonly cornerLat: Int32Array;
	/** Shape [squareCount + 1]. */
	readonly nodeStart: Uint32Array;
	/** Nodes on the square that lines across it join. */
	readonly node: Uint32Array;
}

/** What a build left out of the graph. */
export interface BuildReport {
	readonly wayCount: number;
	readonly walkableWayCount: number;
	readonly nodeCount: number;
	readonly edgeCount: number;
	readonly lengthM: number;
	/** Fragments: small subnetworks nearest to no place. */
	readonly droppedSubnetworks: number;
	readonly droppedNodes: number;
	readonly droppedEdges: number;
	readonly droppedLengthM: number;
}

/** A position on an edge. `alongMm` counts from `edgeFrom`, 0 … edgeLengthMm. */
export interface SnappedPoint {
	readonly edge: number;
	readonly alongMm: number;
	/** Distance from the point to the street, mm; part of every walk. */
	readonly offsetMm: number;
	readonly lngDeg: number;
	readonly latDeg: number;
}

/**
 * Where a set of places (demand points or facilities) is snapped to the network: several entries per place where
 * gates or entrances are known. Place i owns entries start[i] .. start[i + 1); none means unsnapped.
 */
export interface AccessPoints {
	readonly count: number;
	/** Shape [count + 1]. */
	readonly start: Uint32Array;
	/** Shape [entries]; edge index. */
	readonly edge: Uint32Array;
	/** Shape [entries]; mm from edgeFrom. */
	readonly alongMm: Uint32Array;
	/** Shape [entries]; mm walked outside the network: from the place to its gate and from the gate to the street. */
	readonly offsetMm: Uint32Array;
}

/** Kinds of barriers. */
export const BARRIER_KINDS = ["water", "railway", "expressway", "wall"] as const;
export type BarrierKind = (typeof BARRIER_KINDS)[number];

/**
 * What a barrier does to a straight leg. `bars`: crossed only as a last resort. `detour`: crossed where the way round
 * is long. `gated`: a wall with gates, crossed only where no other street is within reach.
 */
export const BARRIER_STRENGTHS = ["bars", "detour", "gated"] as const;
export type BarrierStrength = (typeof BARRIER_STRENGTHS)[number];

/**
 * Line segments that cannot be crossed at grade, with bridges and tunnels cut out. Shape [segmentCount] each, 1e-7
 * degrees.
 */
export interface Barriers {
	readonly aLng: Int32Array;
	readonly aLat: Int32Array;
	readonly bLng: Int32Array;
	readonly bLat: Int32Array;
	/** Index into BARRIER_KINDS. */
	readonly kind: Uint8Array;
	/** Index into BARRIER_STRENGTHS. */
	readonly strength: Uint8Array;
	/** Index into `names`; 0 where unnamed. */
	readonly name: Uint32Array;
	readonly names: readonly string[];
}
