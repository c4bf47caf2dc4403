import type { LayerSpecification } from "maplibre-gl";

/** Tile layers of the base map: one source, so that each tile is requested and clipped once. */
export const TILE_LAYERS = [
	"land",
	"green",
	"water",
	"waterway",
	"building",
	"label",
	"wall",
	"street",
	"railway",
	"town",
	"boundary",
	"place",
] as const;
export type TileLayer = (typeof TILE_LAYERS)[number];

export const BASE_SOURCE = "base";

/** A layer of the base map; its source layer has the name of its tile layer. */
export function baseLayer<T extends LayerSpecification["type"]>(
	id: string,
	type: T,
	tiles: TileLayer,
	rest: Omit<Extract<LayerSpecification, { type: T }>, "id" | "type" | "source" | "source-layer">,
): LayerSpecification {
	return { id, type, source: BASE_SOURCE, "source-layer": tiles, ...rest } as LayerSpecification;
}
