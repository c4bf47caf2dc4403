import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import { FONT_MEDIUM } from "../base-map/style-labels.ts";
import type { Tokens } from "../styles/tokens.ts";
import { SYSTEM_SOURCES } from "./style-systems.ts";

/** GeoJSON sources filled from results; they bear the name of what they hold. */
export const DATA_SOURCES = [
	"communities",
	"circles",
	"areas",
	"gaps",
	"gap-names",
	"community-names",
	"isochrone",
	"park-areas",
	"parks",
	"courtyards",
	"facilities",
	"pick",
	...SYSTEM_SOURCES,
] as const;
export type DataSource = (typeof DATA_SOURCES)[number];

/** Layers a reader may switch off, and the style layers each one stands for (homes and areas are deck.gl's). */
export const SWITCHED_LAYERS = {
	gaps: ["gap-fill", "gap-line", "gap-line-picked", "gap-name"],
	communities: ["community-line", "community-name"],
	facilities: ["facility"],
	parks: ["park-area", "park"],
	plots: ["plot-area", "plot-area-line", "plot"],
	courtyards: ["courtyard-far", "courtyard"],
	areas: ["area-fill", "area-line"],
	/** Not a reader's switch: names of places that the communities bear already. */
	villages: ["village-name"],
} as const;

/** Layers that answer a click or a pointer, nearest to the reader first. */
export const CLICKED_LAYERS = [
	"facility",
	"park",
	"plot",
	"plot-area",
	"courtyard",
	"courtyard-far",
	"gap-name",
	"system-count",
	"community-name",
	"system-area",
] as const;

/** From here on courtyards stand beside any service; from farther away only where they are the subject. */
const COURTYARD_NEAR_ZOOM = 11.5;

const picked = (yes: number | string, no: number | string): ExpressionSpecification => [
	"case",
	["==", ["get", "picked"], true],
	yes,
	no,
];

/** Areas and outlines between the streets and the names. */
export function groundDataLayers(tokens: Tokens): LayerSpecification[] {
	return [
		{
			id: "community-line",
			type: "line",
			source: "communities",
			minzoom: 11.5,
			paint: {
				"line-color": tokens.boundary,
				"line-width": 0.8,
				"line-dasharray": [2, 2.4],
				"line-opacity": 0.75,
			},
		},
		{
			id: "park-area",
			type: "fill",
			source: "park-areas",
			minzoom: 12,
			paint: { "fill-color": tokens.park, "fill-opacity": 0.28, "fill-outline-color": tokens.park },
		},
		{
			id: "area-fill",
			type: "fill",
			source: "areas",
			paint: { "fill-color": tokens.band2, "fill-opacity": 0.1, "fill-antialias": false },
		},
		{
			id: "area-line",
			type: "line",
			source: "areas",
			minzoom: 11.5,
			paint: {
				"line-color": tokens.band2,
				"line-width": ["interpolate", ["linear"], ["zoom"], 11.5, 0.4, 14.5, 1.4],
				"line-opacity": ["interpolate", ["linear"], ["zoom"], 11.5, 0.25, 14, 0.75],
			},
		},
		{
			id: "gap-fill",
			type: "fill",
			source: "gaps",
			paint: {
				"fill-pattern": "gap-hatch",
				"fill-opacity": ["interpolate", ["linear"], ["zoom"], 9, 0.75, 13, 0.95],
			},
		},
		{
			id: "gap-line",
			type: "line",
			source: "gaps",
			layout: { "line-join": "round" },
			paint: {
				"line-color": tokens.gapEdge,
				"line-width": ["interpolate", ["linear"], ["zoom"], 9, 0.5, 13, 1.4],
				"line-opacity": ["interpolate", ["linear"], ["zoom"], 9.5, 0.5, 12, 1],
			},
		},
		{
			id: "gap-line-picked",
			type: "line",
			source: "gaps",
			filter: ["==", ["get", "picked"], true],
			layout: { "line-join": "round" },
			paint: { "line-color": tokens.gapEdge, "line-width": 3.2 },
		},
		{
			id: "circle-line",
			type: "line",
			source: "circles",
			paint: {
				"line-color": tokens.promise,
				"line-width": ["interpolate", ["linear"], ["zoom"], 9, 0.5, 13, 1.3],
				"line-dasharray": [3, 3],
				"line-opacity": ["interpolate", ["linear"], ["zoom"], 9, 0.45, 12, 0.9],
			},
		},
	];
}

/** What was picked: its isochrone, its outline, its place. Below the homes, so that they stay readable. */
export function pickDataLayers(tokens: Tokens): LayerSpecification[] {
	return [
		{
			id: "isochrone-fill",
			type: "fill",
			source: "isochrone",
			paint: { "fill-color": ["get", "colour"], "fill-opacity": 0.2 },
		},
		{
			id: "isochrone-line",
			type: "line",
			source: "isochrone",
			layout: { "line-join": "round" },
			paint: { "line-color": ["get", "colour"], "line-width": 2 },
		},
		{
			id: "community-picked",
			type: "line",
			source: "communities",
			filter: ["==", ["get", "picked"], true],
			layout: { "line-join": "round" },
			paint: { "line-color": tokens.pick, "line-width": 2.4 },
		},
	];
}

/** Symbols and names of results, above the names of the base map. */
export function symbolDataLayers(tokens: Tokens): LayerSpecification[] {
	const halo = { "text-halo-color": tokens.halo, "text-halo-width": 2, "text-halo-blur": 0.3 };
	const symbolLayout = {
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
	// What is dragged is an element of its own.
	const unlessDragged: ExpressionSpecification = [
		"case",
		["boolean", ["feature-state", "dragged"], false],
		0,
		1,
	];
	const courtyardLayout = {
		...symbolLayout,
		// Its area follows the village's five-star households.
		"icon-size": sizes(["*", 0.3, ["get", "scale"]], ["*", 0.8, ["get", "scale"]]),
		"symbol-sort-key": ["-", ["get", "rank"]] as ExpressionSpecification,
	};
	return [
		{
			id: "community-name",
			type: "symbol",
			source: "community-names",
			minzoom: 12.7,
			maxzoom: 16.5,
			layout: {
				"text-field": ["get", "name"],
				"text-font": FONT_MEDIUM,
				"text-size": 13,
				"text-max-width": 6,
				"text-padding": 14,
			},
			paint: { "text-color": picked(tokens.pick, tokens.muted), ...halo },
		},
		{
			id: "courtyard-far",
			type: "symbol",
			source: "courtyards",
			filter: ["==", ["get", "far"], true],
			maxzoom: COURTYARD_NEAR_ZOOM,
			layout: courtyardLayout,
		},
		{
			id: "courtyard",
			type: "symbol",
			source: "courtyards",
			minzoom: COURTYARD_NEAR_ZOOM,
			layout: courtyardLayout,
			paint: { "text-color": tokens.gold, ...halo },
		},
		{
			id: "park",
			type: "symbol",
			source: "parks",
			minzoom: 13,
			layout: { ...symbolLayout, "icon-size": sizes(0.2, 0.85) },
			paint: { "text-color": tokens.greenText, ...halo },
		},
		{
			id: "facility",
			type: "symbol",
			source: "facilities",
			layout: { ...symbolLayout, "icon-size": sizes(0.34, 1), "symbol-sort-key": ["get", "rank"] },
			paint: {
				"text-color": tokens.ink,
				...halo,
				"icon-opacity": unlessDragged,
				"text-opacity": unlessDragged,
			},
		},
		{
			id: "gap-name",
			type: "symbol",
			source: "gap-names",
			// The worst ones from afar, all of them near by.
			filter: ["<", ["get", "rank"], ["step", ["zoom"], 6, 10.5, 15, 11.5, 50, 12.5, 200, 13.5, 1e6]],
			layout: {
				"text-field": [
					"format",
					["get", "name"],
					{},
					"\n",
					{},
					["get", "peopleText"],
					{ "font-scale": 0.92 },
				],
				"text-font": FONT_MEDIUM,
				"text-size": ["interpolate", ["linear"], ["zoom"], 10, 13, 14, 15],
				"text-max-width": 11,
				"text-padding": 8,
				"symbol-sort-key": ["get", "rank"],
			},
			paint: { "text-color": tokens.gapEdge, ...halo, "text-halo-width": 2.2 },
		},
		{
			id: "pick-ring",
			type: "circle",
			source: "pick",
			paint: {
				"circle-radius": ["case", ["==", ["get", "hover"], true], 9, 12],
				"circle-color": "rgba(0,0,0,0)",
				"circle-stroke-color": tokens.pick,
				"circle-stroke-width": 2.5,
			},
		},
		{
			id: "pick-dot",
			type: "circle",
			source: "pick",
			filter: ["==", ["get", "dot"], true],
			paint: {
				"circle-radius": 6,
				"circle-color": tokens.pick,
				"circle-stroke-color": tokens.card,
				"circle-stroke-width": 2,
			},
		},
	];
}

const sizes = (
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
