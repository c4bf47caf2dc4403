import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import { FONT_MEDIUM } from "../base-map/style-labels.ts";
import type { Tokens } from "../styles/tokens.ts";

/** A layer of the style with its place in the drawing: between which layers of the base map, and how high there. */
export interface PlacedLayer {
	/** `onLand`: below water. `onGround`: above streets and limits, below every name. `onNames`: above those. */
	readonly on: "onLand" | "onGround" | "onNames";
	/** The higher, the nearer to the reader. */
	readonly z: number;
	readonly layer: LayerSpecification;
}

/** What one kind of thing draws on the map by itself; homes and changing areas are deck.gl's. */
export interface DataLayers {
	/** GeoJSON sources, filled from results. */
	readonly sources: readonly string[];
	readonly layers: (tokens: Tokens) => readonly PlacedLayer[];
	/** Layers that answer a press and the pointer. */
	readonly pressed: readonly string[];
	/** Layers that are shown and hidden together, by the name of the switch. */
	readonly switched: Readonly<Record<string, readonly string[]>>;
	/** Sources whose signs take the place of the base map's names of greens. */
	readonly signs: readonly string[];
}

export const NO_LAYERS: DataLayers = { sources: [], layers: () => [], pressed: [], switched: {}, signs: [] };

/** `yes` for the feature that is picked. */
export const ifPicked = (yes: number | string, no: number | string): ExpressionSpecification => [
	"case",
	["==", ["get", "picked"], true],
	yes,
	no,
];

/** A width or opacity between zoom 10 and 15. */
export const between10And15 = (at10: number, at15: number): ExpressionSpecification => [
	"interpolate",
	["linear"],
	["zoom"],
	10,
	at10,
	15,
	at15,
];

/** Size of a symbol from afar to near by. */
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

/** A sign with its name below from zoom 13.5 on. */
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
