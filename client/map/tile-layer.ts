import type { LayerSpecification } from "maplibre-gl";

/** Layers of tiles the server makes, each a source of its own; the source layer bears the same name. */
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

export const tileSource = (layer: TileLayer) => `base-${layer}`;

/** A layer of the base map: source and source layer follow from its tile layer. */
export function baseLayer<T extends LayerSpecification["type"]>(
	id: string,
	type: T,
	tiles: TileLayer,
	rest: Omit<Extract<LayerSpecification, { type: T }>, "id" | "type" | "source" | "source-layer">,
): LayerSpecification {
	return { id, type, source: tileSource(tiles), "source-layer": tiles, ...rest } as LayerSpecification;
}
