/** Tags of one element; absent keys are `undefined`. */
export type Tags = ReadonlyMap<string, string>;

export interface OsmMember {
	readonly type: "node" | "way" | "relation";
	readonly id: number;
	readonly role: string;
}

/** What a reader of OpenStreetMap data calls as the elements go by, in the order of the file. */
export interface OsmSink {
	/** `tags` is null where the node has none. Degrees, WGS84. */
	node(id: number, lngDeg: number, latDeg: number, tags: Tags | null): void;
	/** `nodeIds` is only valid during the call. */
	way(id: number, nodeIds: readonly number[], tags: Tags): void;
	relation(id: number, members: readonly OsmMember[], tags: Tags): void;
}

export const NO_TAGS: Tags = new Map();
