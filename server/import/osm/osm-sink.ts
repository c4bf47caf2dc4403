/** Tags of one element; absent keys are `undefined`. */
export type Tags = ReadonlyMap<string, string>;

export interface OsmMember {
	readonly type: "node" | "way" | "relation";
	readonly id: number;
	readonly role: string;
}

/** Positions inside ways: degrees, in the order of the way's nodes; NaN where one is missing. */
export interface WayPlaces {
	readonly lngDeg: readonly number[];
	readonly latDeg: readonly number[];
}

/** The version of an element where the file gives none. */
export const NO_VERSION = 0;
/** Lower than any version: data of an element given inside another one. */
export const SECONDHAND = -1;

/** Callbacks of a reader of OpenStreetMap data, in file order. Ids are safe integers. */
export interface OsmSink {
	/** Keys for which a node's tags are needed; a reader may omit the tags of a node that has none of these keys. */
	readonly nodeKeys: ReadonlySet<string>;
	/** `tags` is null where the node has none. Degrees, WGS84. */
	node(id: number, lngDeg: number, latDeg: number, tags: Tags | null, version: number): void;
	/** `nodeIds` and `places` are valid only during the call; `places` is null where nodes have the positions. */
	way(id: number, nodeIds: readonly number[], tags: Tags, version: number, places: WayPlaces | null): void;
	relation(id: number, members: readonly OsmMember[], tags: Tags, version: number): void;
	/** A version that deletes an element. */
	gone(type: OsmMember["type"], id: number, version: number): void;
}

export const NO_TAGS: Tags = new Map();
