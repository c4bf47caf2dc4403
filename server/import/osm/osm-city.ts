import type { BaseFeature } from "../../../geodata/city/city-input.ts";
import type { StreetSource } from "../../../geodata/graph/street-source.ts";
import type { BBox, Position } from "../../../geodata/units/position.ts";
import type { OnProgress } from "../progress.ts";
import { collectedBase } from "./base-features.ts";
import { MemberWays } from "./member-ways.ts";
import { emptyNetwork, walkableExtent } from "./network-extent.ts";
import { OsmCollector, type TagFilter } from "./osm-collector.ts";
import { withOverpasses } from "./overpass.ts";
import { readOsm } from "./read-osm.ts";
import { withSignalJunctions } from "./signal-junctions.ts";
import { type StreetLengths, streetLengths } from "./street-lengths.ts";
import { collectedStreets } from "./street-source.ts";
import { type OsmPlace, taggedPlaces } from "./tagged-places.ts";
import { wallOpenings } from "./wall-openings.ts";

/** Above this number, buildings are left out: they only serve drawing and would be larger than the city. */
export const MAX_BUILDINGS = 300_000;

export interface OsmCity {
	readonly streets: StreetSource;
	readonly baseFeatures: readonly BaseFeature[];
	/** Openings in walls and fences. */
	readonly wallOpenings: readonly Position[];
	/** Of the walkable streets. */
	readonly bbox: BBox;
	/** Elements with the requested tag. */
	readonly tagged: readonly OsmPlace[];
	readonly lengths: StreetLengths;
	readonly buildingsLeftOut: number;
	readonly cutAreas: number;
}

export interface OsmOptions {
	/** Reads only what is inside, to cut a county from a province. */
	readonly clip?: BBox | null;
	readonly filter?: TagFilter | null;
	readonly onProgress?: OnProgress;
	readonly signal?: AbortSignal | undefined;
}

/**
 * Streets and base map of an OpenStreetMap file.
 *
 * @throws {GeodataError} NETWORK_EMPTY where no street is walkable, NETWORK_TOO_WIDE, NETWORK_ACROSS_MERIDIAN,
 *   OSM_ELEMENT_TWICE; those of {@link readOsm}.
 */
export async function readOsmCity(file: string, options: OsmOptions = {}): Promise<OsmCity> {
	const { clip = null, filter = null } = options;
	const collector = new OsmCollector({ clip, maxBuildings: MAX_BUILDINGS, filter });
	await readOsm(file, collector, options.onProgress, options.signal);
	collector.settle();
	const memberWays = new MemberWays(collector);
	const { streets, ways, isWalkedRow } = collectedStreets(collector, memberWays);
	const bbox = walkableExtent(file, streets);
	if (!bbox) throw emptyNetwork(file, collector, streets, clip !== null);
	const withBuildings = collector.buildingCount <= MAX_BUILDINGS;
	const { features, cutAreas } = collectedBase(collector, memberWays, withBuildings);
	return {
		streets: {
			...streets,
			...withSignalJunctions(streets),
			wayFlags: withOverpasses(streets, ways, features),
		},
		baseFeatures: features,
		wallOpenings: wallOpenings(collector, isWalkedRow),
		bbox,
		tagged: taggedPlaces(collector, memberWays),
		lengths: streetLengths(streets, ways),
		buildingsLeftOut: withBuildings ? 0 : collector.buildingCount,
		cutAreas,
	};
}
