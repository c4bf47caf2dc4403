/**
 * Streets as a source (an OpenStreetMap file, the sample city) passes them to the graph builder and the store.
 * Columns, not objects: a city has 10⁵ ways.
 */
export interface StreetSource {
	/** Shape [sourceNodeCount]; degrees, WGS84. */
	readonly nodeLngDeg: Float64Array;
	readonly nodeLatDeg: Float64Array;
	/** Shape [sourceNodeCount]; bits of {@link NODE_FLAG}. */
	readonly nodeFlags: Uint8Array;
	/**
	 * Shape [sourceNodeCount]; the number of the signalled junction a node belongs to, or 0. An edge between two nodes
	 * of one junction has no waiting. Half a wait counts at each signal where a walk enters or leaves a junction, so a
	 * junction costs one wait however many signals it is mapped with. All 0 where left out.
	 */
	readonly nodeJunction?: Uint32Array;
	/** Shape [wayCount + 1]; way w runs over wayNode[wayStart[w] .. wayStart[w + 1]). */
	readonly wayStart: Uint32Array;
	/** Source node indices, at least two per way. Ways connect at shared nodes, not where they only cross. */
	readonly wayNode: Uint32Array;
	/** Shape [wayCount]; index into {@link STREET_CLASSES}. */
	readonly wayClass: Uint8Array;
	/** Shape [wayCount]; bits of {@link WAY_FLAG}. */
	readonly wayFlags: Uint16Array;
	/** Shape [wayCount]; "" where unnamed. */
	readonly wayName: readonly string[];
	/** Shape [wayCount]; the source's id for tracing back (OSM ids fit a double). */
	readonly wayId: Float64Array;
	/** Open spaces walked straight across; their outlines are also ways. None where left out. */
	readonly squares?: readonly Square[];
}

/**
 * An open space walked in straight lines between any two entries: its outer ring, then its holes. Source node
 * indices; the first is not repeated at the end.
 */
export interface Square {
	readonly rings: readonly Uint32Array[];
}

/** OpenStreetMap's values (`_link` roads have their parent's class and {@link WAY_FLAG}.LINK). */
export const STREET_CLASSES = [
	"motorway",
	"trunk",
	"primary",
	"secondary",
	"tertiary",
	"unclassified",
	"residential",
	"living_street",
	"pedestrian",
	"service",
	"track",
	"cycleway",
	"footway",
	"path",
	"steps",
	"crossing",
	"platform",
	"corridor",
	"elevator",
	"bridleway",
] as const;
export type StreetClass = (typeof STREET_CLASSES)[number];

export const WAY_FLAG = {
	/**
	 * Walkable in the direction of its nodes. A way with neither WALK bit is on the map and may be a barrier, but is
	 * never walked.
	 */
	WALK_FORWARD: 1,
	WALK_BACKWARD: 2,
	BRIDGE: 4,
	TUNNEL: 8,
	STEPS: 16,
	LINK: 32,
	/** Known not to be barrier-free (a kerb-only crossing, a footbridge without lift). */
	NO_WHEELCHAIR: 64,
	/** A grade-separated pedestrian crossing (footbridge, underpass): costs the profile's overpass penalty. */
	OVERPASS: 128,
	/**
	 * Walkable only at the start or end of a walk by people who live or have business there, never through. The WALK
	 * bits are set as well.
	 */
	PRIVATE: 256,
	/** A platform, a corridor, another level: cannot be entered from a place beside it. */
	NOT_FROM_BESIDE: 512,
} as const;

export const NODE_FLAG = {
	/** A signal or wide crossing: costs the profile's signal penalty. */
	SIGNAL: 1,
	/** A closed gate or bollard that nobody may pass on foot: the way is cut here. */
	BLOCKED: 2,
	/** A gate open to pedestrians. */
	GATE: 4,
	/** A gate passed only at the start or end of a walk, never through. */
	PRIVATE_GATE: 8,
} as const;
