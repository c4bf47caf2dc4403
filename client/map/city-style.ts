import type { SourceSpecification } from "maplibre-gl";
import type { OwnLayers } from "../base-map/base-style.ts";
import type { Tokens } from "../styles/tokens.ts";
import type { DataLayers, PlacedLayer } from "./data-layers.ts";

/** Result outlines are simplified by this many units of a 512 px tile, and tiled down to this zoom. */
const SIMPLIFY_PX = 0.6;
const DATA_MAX_ZOOM = 16;

/** deck.gl puts service areas below the first and homes below the second of these layers. */
export const AREAS_BEFORE = "circle-line";
export const HOMES_BEFORE = "water-name";

/** The layers of all things, between and above those of the base map; their sources are empty at first. */
export function cityLayers(drawn: readonly DataLayers[], tokens: Tokens): OwnLayers {
	const sources: Record<string, SourceSpecification> = {};
	for (const id of drawn.flatMap((one) => one.sources))
		sources[id] = {
			type: "geojson",
			data: { type: "FeatureCollection", features: [] },
			tolerance: SIMPLIFY_PX,
			maxzoom: DATA_MAX_ZOOM,
			promoteId: "id",
		};
	const placed = drawn.flatMap(({ layers }) => layers(tokens));
	const on = (level: PlacedLayer["on"]) =>
		placed
			.filter((one) => one.on === level)
			.toSorted((a, b) => a.z - b.z)
			.map(({ layer }) => layer);
	return { sources, onLand: on("onLand"), onGround: on("onGround"), onNames: on("onNames") };
}
