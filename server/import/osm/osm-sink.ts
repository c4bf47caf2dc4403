/** Tags of one element; absent keys are `undefined`. */
export type Tags = ReadonlyMap<string, string>;

export interface OsmMember {
	readonly type: "node" | "way" | "relation";
	readonly id: number;
	readonly role: string;
}

/** Positions a file writes into its ways: degrees, in the order of the way's nodes; NaN where it lacks one. */
export interface WayPlaces {
	readonly lngDeg: readonly number[];
	readonly latDeg: readonly number[];
}

/** The version of an element whose file tells none. */
export const NO_VERSION = 0;
/** Lower than any version: data of an element given inside another one. */
export const SECONDHAND = -1;

/** Callbacks of a reader of OpenStreetMap data, in file order. Ids are safe integers. */
export interface OsmSink {
	/** Keys for which a node's tags are looked at; a reader may leave out the tags of a node that has none of them. */
	readonly nodeKeys: ReadonlySet<string>;
	/** `tags` is null where the node has none. Degrees, WGS84. */
	node(id: number, lngDeg: number, latDeg: number, tags: Tags | null, version: number): void;
	/** `nodeIds` and `places` are only valid during the call; `places` is null where nodes bear the positions. */
	way(id: number, nodeIds: readonly number[], tags: Tags, version: number, places: WayPlaces | null): void;
	relation(id: number, members: readonly OsmMember[], tags: Tags, version: number): void;
	/** A version of an element that says it is no more. */
	gone(type: OsmMember["type"], id: number, version: number): void;
}

export const NO_TAGS: Tags = new Map();
