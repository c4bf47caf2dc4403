import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import { FONT_MEDIUM } from "../base-map/style-labels.ts";
import type { Tokens } from "../styles/tokens.ts";

/** Sources of the systems that are lists: communities as areas, their counts, marks on homes; and plots. */
export const SYSTEM_SOURCES = [
	"system-areas",
	"system-counts",
	"system-marks",
	"plot-areas",
	"plots",
] as const;

export const PLOT_HATCH = "plot-hatch";

const overlay = (at10: number, at15: number): ExpressionSpecification => [
	"interpolate",
	["linear"],
	["zoom"],
	10,
	at10,
	15,
	at15,
];

/** Tinted communities, below water, buildings and streets: the map stays a map. */
export const systemAreaLayer = (): LayerSpecification => ({
	id: "system-area",
	type: "fill",
	source: "system-areas",
	paint: { "fill-pattern": ["get", "pattern"], "fill-opacity": overlay(1, 0.85) },
});

/** Outlines of tinted communities and the ground of plots, below the names of streets. */
export function systemGroundLayers(tokens: Tokens): LayerSpecification[] {
	return [
		{
			id: "system-area-line",
			type: "line",
			source: "system-areas",
			layout: { "line-join": "round" },
			paint: { "line-color": ["get", "colour"], "line-width": overlay(0.5, 1.8), "line-opacity": 0.8 },
		},
		{
			id: "plot-area",
			type: "fill",
			source: "plot-areas",
			minzoom: 12,
			paint: { "fill-pattern": PLOT_HATCH },
		},
		{
			id: "plot-area-line",
			type: "line",
			source: "plot-areas",
			minzoom: 12,
			paint: { "line-color": tokens.plot, "line-width": overlay(0.8, 1.8) },
		},
	];
}

/** Marks and counts, above the names of the base map. */
export function systemSymbolLayers(tokens: Tokens): LayerSpecification[] {
	const halo = { "text-halo-color": tokens.halo, "text-halo-width": 2, "text-halo-blur": 0.3 };
	return [
		{
			id: "system-mark",
			type: "symbol",
			source: "system-marks",
			layout: {
				"icon-image": ["get", "icon"],
				"icon-size": ["interpolate", ["linear"], ["zoom"], 9.5, 0.2, 12, 0.36, 15, 0.74],
				"icon-allow-overlap": true,
			},
			paint: { "icon-opacity": ["case", ["==", ["get", "faded"], true], 0.25, 1] },
		},
		{
			id: "system-count",
			type: "circle",
			source: "system-counts",
			layout: { "circle-sort-key": ["-", ["get", "value"]] },
			paint: {
				"circle-color": tokens.team,
				"circle-opacity": 0.72,
				"circle-stroke-color": tokens.card,
				"circle-stroke-width": 1.2,
				// The area of a circle follows its number.
				"circle-radius": [
					"interpolate",
					["linear"],
					["zoom"],
					9.5,
					["*", 3.2, ["sqrt", ["get", "value"]]],
					13,
					["*", 10, ["sqrt", ["get", "value"]]],
				],
			},
		},
		{
			id: "system-count-name",
			type: "symbol",
			source: "system-counts",
			minzoom: 10.8,
			layout: {
				"text-field": ["to-string", ["get", "value"]],
				"text-font": FONT_MEDIUM,
				"text-size": 14,
				"text-allow-overlap": true,
			},
			paint: { "text-color": "#FFFFFF" },
		},
		{
			id: "plot",
			type: "symbol",
			source: "plots",
			minzoom: 10.5,
			layout: {
				"icon-image": ["get", "icon"],
				"icon-size": ["interpolate", ["linear"], ["zoom"], 10.5, 0.26, 13, 0.5, 15, 0.82],
				"icon-allow-overlap": true,
				"text-field": ["step", ["zoom"], "", 14.5, ["get", "name"]],
				"text-font": FONT_MEDIUM,
				"text-size": 13,
				"text-anchor": "top",
				"text-offset": [0, 0.95],
				"text-optional": true,
				"text-max-width": 9,
			},
			paint: { "text-color": tokens.plot, ...halo },
		},
	];
}
