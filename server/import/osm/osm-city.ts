import type { BaseFeature } from "../../../geodata/coverage/city-input.ts";
import type { StreetSource } from "../../../geodata/graph/street-source.ts";
import { GeodataError } from "../../../geodata/units/error.ts";
import type { BBox, Position } from "../../../geodata/units/position.ts";
import type { OnProgress } from "../progress.ts";
import { collectedBase } from "./base-features.ts";
import { MemberWays } from "./member-ways.ts";
import { NO_NODE } from "./node-table.ts";
import { OsmCollector, type TagFilter, type TagMatch } from "./osm-collector.ts";
import type { Tags } from "./osm-sink.ts";
import { withOverpasses } from "./overpass.ts";
import { readOsm } from "./read-osm.ts";
import { collectedStreets } from "./street-source.ts";
import { wallOpenings } from "./wall-openings.ts";

/** Above this many, buildings are left out: they are drawing only, and would weigh more than the city. */
export const MAX_BUILDINGS = 300_000;

export interface OsmPlace {
	readonly id: string;
	readonly position: Position;
	readonly tags: Tags;
}

export interface OsmCity {
	readonly streets: StreetSource;
	readonly baseFeatures: readonly BaseFeature[];
	/** Where walls and fences are open. */
	readonly wallOpenings: readonly Position[];
	/** Of the walkable streets. */
	readonly bbox: BBox;
	/** Elements that carry the tag asked for. */
	readonly tagged: readonly OsmPlace[];
	readonly walkableWays: number;
	readonly buildingsLeftOut: number;
	readonly cutAreas: number;
}

export interface OsmOptions {
	/** Only what lies inside is read, so that a county can be cut from a province. */
	readonly clip?: BBox | null;
	readonly filter?: TagFilter | null;
	readonly onProgress?: OnProgress;
	readonly signal?: AbortSignal | undefined;
}

/**
 * Streets and base map of an OpenStreetMap file.
 *
 * @throws {GeodataError} NETWORK_EMPTY where nothing in it may be walked; those of {@link readOsm}.
 */
export async function readOsmCity(file: string, options: OsmOptions = {}): Promise<OsmCity> {
	const { clip = null, filter = null } = options;
	const collector = new OsmCollector({ clip, maxBuildings: MAX_BUILDINGS, filter });
	await readOsm(file, collector, options.onProgress, options.signal);
	const memberWays = new MemberWays(collector);
	const { streets, ways, bbox, walkableWays, isWalkedRow } = collectedStreets(collector, memberWays);
	if (!bbox) {
		throw new GeodataError(
			"NETWORK_EMPTY",
			`${file} has ${collector.streets.length} streets and none that may be walked${clip ? " inside the boundary" : ""}; at least one is needed.`,
			{ file, streets: collector.streets.length },
		);
	}
	const withBuildings = collector.buildingCount <= MAX_BUILDINGS;
	const { features, cutAreas } = collectedBase(collector, memberWays, withBuildings);
	return {
		streets: { ...streets, wayFlags: withOverpasses(streets, ways, features) },
		baseFeatures: features,
		wallOpenings: wallOpenings(collector, isWalkedRow),
		bbox,
		tagged: collector.matches.flatMap((match) => taggedPlace(collector, match)),
		walkableWays,
		buildingsLeftOut: withBuildings ? 0 : collector.buildingCount,
		cutAreas,
	};
}

function taggedPlace(collector: OsmCollector, match: TagMatch): OsmPlace[] {
	const { id, tags, node } = match;
	if (node) return [{ id, tags, position: [node.lngDeg, node.latDeg] }];
	// A closed way repeats its first node.
	const rows = new Set(Array.from(collector.nodeIds(match.way), (nodeId) => collector.nodes.rowOf(nodeId)));
	rows.delete(NO_NODE);
	if (rows.size === 0) return [];
	const mean = (of: (row: number) => number) => [...rows].reduce((sum, row) => sum + of(row), 0) / rows.size;
	const lngDeg = mean((row) => collector.nodes.lngDeg(row));
	const latDeg = mean((row) => collector.nodes.latDeg(row));
	return [{ id, tags, position: [lngDeg, latDeg] }];
}
