import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import type { Language } from "../i18n/language.ts";
import type { Tokens } from "../styles/tokens.ts";
import { baseLayer } from "./tile-layer.ts";

/**
 * Font families as in CSS. MapLibre draws local fonts and takes the weight from the first name, so the first name only
 * gives the weight and the second is the installed font. Only two weights: each renders every character separately.
 */
const FONT = ["Noto Sans SC Regular", "Noto Sans SC Variable"];
export const FONT_MEDIUM = ["Noto Sans SC Medium", "Noto Sans SC Variable"];

const NAMED: ExpressionSpecification = ["!=", ["coalesce", ["get", "name"], ""], ""];

/** Layers with names from tiles, which may include English ones. */
export const NAME_LAYERS = [
	"water-name",
	"waterway-name",
	"railway-name",
	"street-name",
	"green-name",
	"village-name",
	"town-name",
	"city-name",
] as const;

/** The name in the reader's language where available, else the original. */
export const nameField = (lang: Language): ExpressionSpecification =>
	lang === "en" ? ["coalesce", ["get", "nameEn"], ["get", "name"]] : ["get", "name"];

/** Green areas labelled by the base map: all except those labelled by other layers. */
export const greenNames = (named: readonly string[]): ExpressionSpecification => [
	"all",
	["==", ["get", "of"], "green"],
	["!", ["in", ["get", "name"], ["literal", [...new Set(named)]]]],
];

/** Names on the base map: water, streets, places. */
export function labelLayers(tokens: Tokens): LayerSpecification[] {
	const halo = { "text-halo-color": tokens.halo, "text-halo-width": 1.6, "text-halo-blur": 0.4 };
	return [
		// Rivers and canals are labelled along their courses.
		baseLayer("water-name", "symbol", "label", {
			minzoom: 9.5,
			filter: [
				"all",
				["==", ["get", "of"], "water"],
				["<=", ["coalesce", ["get", "rank"], 9], ["step", ["zoom"], 0, 11, 1, 13, 9]],
			],
			layout: {
				"text-field": ["get", "name"],
				"text-font": FONT,
				"text-size": ["interpolate", ["linear"], ["zoom"], 10, 13, 14, ["match", ["get", "rank"], 0, 19, 16]],
				"text-letter-spacing": 0.15,
				"text-max-width": 6,
				"text-padding": 6,
				"symbol-sort-key": ["coalesce", ["get", "rank"], 9],
			},
			paint: { "text-color": tokens.waterText, "text-halo-color": tokens.water, "text-halo-width": 1.2 },
		}),
		baseLayer("waterway-name", "symbol", "waterway", {
			minzoom: 11.5,
			filter: ["all", NAMED, ["any", [">=", ["zoom"], 13.5], ["<=", ["coalesce", ["get", "rank"], 9], 1]]],
			layout: {
				"symbol-placement": "line",
				"symbol-spacing": 560,
				"text-field": ["get", "name"],
				"text-font": FONT,
				"text-size": ["match", ["get", "kind"], "river", 14, 13],
				"text-letter-spacing": 0.2,
				"text-padding": 12,
			},
			paint: { "text-color": tokens.waterText, "text-halo-color": tokens.water, "text-halo-width": 1.4 },
		}),
		baseLayer("railway-name", "symbol", "railway", {
			minzoom: 12,
			filter: NAMED,
			layout: {
				"symbol-placement": "line",
				"symbol-spacing": 900,
				"text-field": ["get", "name"],
				"text-font": FONT,
				"text-size": 12.5,
				"text-letter-spacing": 0.06,
				"text-padding": 20,
			},
			paint: { "text-color": tokens.railwayText, ...halo },
		}),
		baseLayer("street-name", "symbol", "street", {
			minzoom: 11,
			filter: [
				"all",
				NAMED,
				[
					"<=",
					[
						"match",
						["get", "class"],
						["motorway", "trunk"],
						11,
						"primary",
						12.5,
						"secondary",
						13.3,
						"tertiary",
						14,
						15,
					],
					["zoom"],
				],
			],
			layout: {
				"symbol-placement": "line",
				"symbol-spacing": 420,
				"symbol-sort-key": [
					"match",
					["get", "class"],
					["motorway", "trunk"],
					0,
					"primary",
					1,
					"secondary",
					2,
					"tertiary",
					3,
					4,
				],
				"text-field": ["get", "name"],
				"text-font": FONT,
				"text-size": ["interpolate", ["linear"], ["zoom"], 12, 12, 16, 14],
				"text-letter-spacing": 0.06,
				"text-padding": 8,
			},
			paint: { "text-color": tokens.muted, ...halo },
		}),
		baseLayer("green-name", "symbol", "label", {
			minzoom: 13.5,
			filter: greenNames([]),
			layout: {
				"text-field": ["get", "name"],
				"text-font": FONT,
				"text-size": 13,
				"text-max-width": 7,
				"text-padding": 10,
			},
			paint: { "text-color": tokens.greenText, ...halo },
		}),
		baseLayer("village-name", "symbol", "place", {
			minzoom: 12.5,
			filter: ["all", NAMED, ["!", ["in", ["get", "kind"], ["literal", ["city", "town"]]]]],
			layout: {
				"text-field": ["get", "name"],
				"text-font": FONT,
				"text-size": 13,
				"text-max-width": 7,
				"text-padding": 8,
				"symbol-sort-key": ["coalesce", ["get", "rank"], 9],
			},
			paint: { "text-color": tokens.muted, ...halo },
		}),
		baseLayer("town-name", "symbol", "place", {
			maxzoom: 15,
			filter: ["all", NAMED, ["==", ["get", "kind"], "town"]],
			layout: {
				"text-field": ["get", "name"],
				"text-font": FONT_MEDIUM,
				"text-size": ["interpolate", ["linear"], ["zoom"], 9, 13, 13, 17],
				"text-letter-spacing": 0.08,
				"text-padding": 6,
				"symbol-sort-key": ["coalesce", ["get", "rank"], 9],
			},
			paint: { "text-color": tokens.ink, ...halo, "text-halo-width": 2 },
		}),
		// The whole city's name is shown only at low zooms.
		baseLayer("city-name", "symbol", "place", {
			maxzoom: 12,
			filter: ["all", NAMED, ["==", ["get", "kind"], "city"]],
			layout: {
				"text-field": ["get", "name"],
				"text-font": FONT_MEDIUM,
				"text-size": ["interpolate", ["linear"], ["zoom"], 8, 15, 11.5, 21],
				"text-letter-spacing": 0.2,
				"text-padding": 6,
			},
			paint: { "text-color": tokens.ink, ...halo, "text-halo-width": 2.2 },
		}),
	];
}
