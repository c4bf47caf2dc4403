import type { SourceSpecification } from "maplibre-gl";
import type { OwnLayers } from "../base-map/base-style.ts";
import type { Tokens } from "../styles/tokens.ts";
import { DATA_SOURCES, groundDataLayers, pickDataLayers, symbolDataLayers } from "./style-data.ts";
import { systemAreaLayer, systemGroundLayers, systemSymbolLayers } from "./style-systems.ts";

/** Outlines of results are simplified by this many units of a tile of 512 px, and tiled down to this zoom. */
const SIMPLIFY_PX = 0.6;
const DATA_MAX_ZOOM = 16;

/** deck.gl puts service areas before the first and homes before the second of these layers. */
export const AREAS_BEFORE = "circle-line";
export const HOMES_BEFORE = "water-name";

/** The layers of results and of systems, between and above those of the base map; their sources start empty. */
export function cityLayers(tokens: Tokens): OwnLayers {
	const sources: Record<string, SourceSpecification> = {};
	for (const id of DATA_SOURCES)
		sources[id] = {
			type: "geojson",
			data: { type: "FeatureCollection", features: [] },
			tolerance: SIMPLIFY_PX,
			maxzoom: DATA_MAX_ZOOM,
			promoteId: "id",
		};
	return {
		sources,
		onLand: [systemAreaLayer()],
		onGround: [...systemGroundLayers(tokens), ...groundDataLayers(tokens), ...pickDataLayers(tokens)],
		onNames: [...systemSymbolLayers(tokens), ...symbolDataLayers(tokens)],
	};
}
