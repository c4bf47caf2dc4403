/**
 * The walking network as compressed sparse rows of typed arrays. Immutable once built; every array may lie in
 * one shared or transferred buffer.
 *
 * An *edge* is a street between two nodes with its drawn shape; an *arc* is one direction in which an edge may
 * be walked. Nodes are ordered for locality (Hilbert), so neighbours lie near each other in memory.
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
	/** Arcs that *enter* each node, for many-to-one search; the same arrays as above when no edge is one-way. */
	readonly reverseFirstArc: Uint32Array;
	readonly reverseArcTail: Uint32Array;
	readonly reverseArcEdge: Uint32Array;
	/**
	 * Copies of private streets, an edge and its copy in turn, sorted; the copies of one street form a ring. See
	 * separatePrivate.
	 */
	readonly twins: Uint32Array;
	readonly squares: Squares;
}

/** Open spaces walked straight across, and the nodes on them. All empty where a city has none. */
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
	/** Nodes on the square that lines across it lead to. */
	readonly node: Uint32Array;
}

/** What was left out of a graph when it was built, so that it can be told. */
export interface BuildReport {
	readonly wayCount: number;
	readonly walkableWayCount: number;
	readonly nodeCount: number;
	readonly edgeCount: number;
	readonly lengthM: number;
	/** Litter: islands of a few crossings that nobody lives or goes nearest to. */
	readonly droppedSubnetworks: number;
	readonly droppedNodes: number;
	readonly droppedEdges: number;
	readonly droppedLengthM: number;
}

/** A position on an edge. `alongMm` counts from `edgeFrom`, 0 … edgeLengthMm. */
export interface SnappedPoint {
	readonly edge: number;
	readonly alongMm: number;
	/** Straight distance from the point to the street, mm; walked as part of every impedance. */
	readonly offsetMm: number;
	readonly lngDeg: number;
	readonly latDeg: number;
}

/**
 * Where a set of places (demand points or facilities) meets the network: several per place where gates or
 * entrances are known. Place i owns entries start[i] .. start[i + 1); none means unsnapped.
 */
export interface AccessPoints {
	readonly count: number;
	/** Shape [count + 1]. */
	readonly start: Uint32Array;
	/** Shape [entries]; edge index. */
	readonly edge: Uint32Array;
	/** Shape [entries]; mm from edgeFrom. */
	readonly alongMm: Uint32Array;
	/** Shape [entries]; mm walked off the network: from the place to its gate and from the gate to the street. */
	readonly offsetMm: Uint32Array;
}

/** What lies between homes and streets. */
export const BARRIER_KINDS = ["water", "railway", "expressway", "wall"] as const;
export type BarrierKind = (typeof BARRIER_KINDS)[number];

/**
 * What a barrier does to a straight leg: bars it; costs a way round, and is crossed where there is none near; or, a
 * wall with gates, is crossed only where nothing else is in reach.
 */
export const BARRIER_STRENGTHS = ["bars", "detour", "gated"] as const;
export type BarrierStrength = (typeof BARRIER_STRENGTHS)[number];

/** Line segments that cannot be crossed at grade (bridges and tunnels already cut out). Shape [segmentCount] each, 1e-7 degrees. */
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
