/**
 * What a source of streets (an OpenStreetMap file, the sample city) hands to the graph builder and to the
 * store. Columns, not objects: a city has 10⁵ ways.
 */
export interface StreetSource {
	/** Shape [sourceNodeCount]; degrees, WGS84. */
	readonly nodeLngDeg: Float64Array;
	readonly nodeLatDeg: Float64Array;
	/** Shape [sourceNodeCount]; bits of {@link NODE_FLAG}. */
	readonly nodeFlags: Uint8Array;
	/**
	 * Shape [sourceNodeCount]; 0, or the number of the signalled junction a node is part of. A stretch between two
	 * nodes of one junction lies inside it and has no waiting: half a wait counts at each signal where a walk comes in
	 * or goes out, so that a junction is waited at once however many signals it is drawn with. All 0 where left out.
	 */
	readonly nodeJunction?: Uint32Array;
	/** Shape [wayCount + 1]; way w runs over wayNode[wayStart[w] .. wayStart[w + 1]). */
	readonly wayStart: Uint32Array;
	/** Source node indices, at least two a way. Ways meet where they share a node, never where they merely cross. */
	readonly wayNode: Uint32Array;
	/** Shape [wayCount]; index into {@link STREET_CLASSES}. */
	readonly wayClass: Uint8Array;
	/** Shape [wayCount]; bits of {@link WAY_FLAG}. */
	readonly wayFlags: Uint16Array;
	/** Shape [wayCount]; "" where unnamed. */
	readonly wayName: readonly string[];
	/** Shape [wayCount]; the id in the source, for tracing back (OSM ids fit a double). */
	readonly wayId: Float64Array;
	/** Open spaces one walks straight across; their outlines are among the ways. None where left out. */
	readonly squares?: readonly Square[];
}

/**
 * An open space walked over in straight lines between any two places where one meets it: its outer ring, then its
 * holes. Source node indices, the first not repeated at the end.
 */
export interface Square {
	readonly rings: readonly Uint32Array[];
}

/** OpenStreetMap's own words (`_link` roads carry their parent's class and {@link WAY_FLAG}.LINK). */
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
	/** May be walked in the direction of its nodes. Neither bit: kept for the map and as a barrier, never walked. */
	WALK_FORWARD: 1,
	WALK_BACKWARD: 2,
	BRIDGE: 4,
	TUNNEL: 8,
	STEPS: 16,
	LINK: 32,
	/** Barrier-free is known to be impossible (a kerb-only crossing, a footbridge without lift). */
	NO_WHEELCHAIR: 64,
	/** A grade-separated pedestrian crossing (footbridge, underpass): takes the profile's overpass penalty. */
	OVERPASS: 128,
	/**
	 * May be walked, but only by who lives there or goes there: at the ends of a walk, never through. The WALK bits
	 * are set beside it.
	 */
	PRIVATE: 256,
	/** A platform, a corridor, another level: nobody steps onto it from a house beside it. */
	NOT_FROM_BESIDE: 512,
} as const;

export const NODE_FLAG = {
	/** A signal or wide crossing: takes the profile's signal penalty. */
	SIGNAL: 1,
	/** A closed gate or bollard nobody may pass on foot: the way is cut here. */
	BLOCKED: 2,
	/** A gate that is open to walkers. */
	GATE: 4,
	/** A gate passed by who lives or goes behind it, at the ends of a walk, never through. */
	PRIVATE_GATE: 8,
} as const;
