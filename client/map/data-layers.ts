import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import { FONT_MEDIUM } from "../base-map/style-labels.ts";
import type { Tokens } from "../styles/tokens.ts";

/** A style layer with its draw order: a slot between base map layers, and an order in it. */
export interface PlacedLayer {
	/** `onLand`: below water. `onGround`: above streets and limits, below all names. `onNames`: above the names. */
	readonly on: "onLand" | "onGround" | "onNames";
	/** Higher values are drawn above lower ones. */
	readonly z: number;
	readonly layer: LayerSpecification;
}

/** What one kind of thing draws in the map's style; deck.gl draws homes and animated areas. */
export interface DataLayers {
	/** GeoJSON sources for results. */
	readonly sources: readonly string[];
	readonly layers: (tokens: Tokens) => readonly PlacedLayer[];
	/** Layers that react to clicks and hover. */
	readonly pressed: readonly string[];
	/** Layers shown and hidden together, by switch name. */
	readonly switched: Readonly<Record<string, readonly string[]>>;
	/** Sources whose symbols replace the base map's names of green areas. */
	readonly signs: readonly string[];
}

export const NO_LAYERS: DataLayers = { sources: [], layers: () => [], pressed: [], switched: {}, signs: [] };

/** `yes` for the selected feature. */
export const ifPicked = (yes: number | string, no: number | string): ExpressionSpecification => [
	"case",
	["==", ["get", "picked"], true],
	yes,
	no,
];

/** A width or opacity interpolated between zoom 10 and 15. */
export const between10And15 = (at10: number, at15: number): ExpressionSpecification => [
	"interpolate",
	["linear"],
	["zoom"],
	10,
	at10,
	15,
	at15,
];

/** Size of a symbol by zoom. */
export const symbolSizes = (
	at10: number | ExpressionSpecification,
	at15: number | ExpressionSpecification,
): ExpressionSpecification => [
	"interpolate",
	["linear"],
	["zoom"],
	9.5,
	at10,
	12,
	["/", ["+", at10, at15], 2],
	15,
	at15,
];

export const textHalo = (tokens: Tokens) => ({
	"text-halo-color": tokens.halo,
	"text-halo-width": 2,
	"text-halo-blur": 0.3,
});

/** A symbol with its name below it from zoom 13.5. */
export const SIGN_LAYOUT = {
	"icon-image": ["get", "icon"] as ExpressionSpecification,
	"icon-allow-overlap": true,
	"text-field": ["step", ["zoom"], "", 13.5, ["get", "name"]] as ExpressionSpecification,
	"text-font": FONT_MEDIUM,
	"text-size": 13,
	"text-anchor": "top" as const,
	"text-offset": [0, 0.95] as [number, number],
	"text-optional": true,
	"text-max-width": 8,
};
