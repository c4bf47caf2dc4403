import type { LayerSpecification } from "maplibre-gl";

/** Layers of the server's tiles that make the base map: one source, so that a tile is asked for and clipped once. */
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

/** A layer of the base map: its source layer is its tile layer. */
export function baseLayer<T extends LayerSpecification["type"]>(
	id: string,
	type: T,
	tiles: TileLayer,
	rest: Omit<Extract<LayerSpecification, { type: T }>, "id" | "type" | "source" | "source-layer">,
): LayerSpecification {
	return { id, type, source: BASE_SOURCE, "source-layer": tiles, ...rest } as LayerSpecification;
}
