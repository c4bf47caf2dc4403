import type { LayerSpecification, SourceSpecification, StyleSpecification } from "maplibre-gl";
import type { Tokens } from "../styles/tokens.ts";
import { DATA_SOURCES, groundDataLayers, pickDataLayers, symbolDataLayers } from "./style-data.ts";
import { labelLayers } from "./style-labels.ts";
import { streetLayers } from "./style-streets.ts";
import { baseLayer, TILE_LAYERS, tileSource } from "./tile-layer.ts";

/** Outlines of results are simplified by this many units of a tile of 512 px, and tiled down to this zoom. */
const SIMPLIFY_PX = 0.6;
const DATA_MAX_ZOOM = 16;

/** deck.gl puts service areas before the first and homes before the second of these layers. */
export const AREAS_BEFORE = "circle-line";
export const HOMES_BEFORE = "water-name";

/**
 * The whole map in one style: the printed-map ground (paper, water, green, buildings, streets, limits, names)
 * with the layers of results between and above it. Everything in it is served by the product itself; the
 * sources of results start empty.
 * @param origin Scheme and host of the page: tiles are fetched in a worker, which needs whole addresses.
 */
export function mapStyle(cityId: string, origin: string, tokens: Tokens): StyleSpecification {
	const sources: Record<string, SourceSpecification> = {};
	for (const layer of TILE_LAYERS)
		sources[tileSource(layer)] = {
			type: "vector",
			url: `${origin}/tiles/${encodeURIComponent(cityId)}/${layer}.json`,
		};
	for (const id of DATA_SOURCES)
		sources[id] = {
			type: "geojson",
			data: { type: "FeatureCollection", features: [] },
			tolerance: SIMPLIFY_PX,
			maxzoom: DATA_MAX_ZOOM,
		};
	return {
		version: 8,
		sources,
		layers: [
			{ id: "paper", type: "background", paint: { "background-color": tokens.paper } },
			...groundLayers(tokens),
			...streetLayers(tokens),
			...limitLayers(tokens),
			...groundDataLayers(tokens),
			...pickDataLayers(tokens),
			...labelLayers(tokens),
			...symbolDataLayers(tokens),
		],
	};
}

function groundLayers(tokens: Tokens): LayerSpecification[] {
	return [
		baseLayer("land", "fill", "land", {
			paint: {
				"fill-color": [
					"match",
					["get", "kind"],
					["industrial", "commercial", "retail", "railway", "construction"],
					tokens.industrial,
					tokens.quarter,
				],
				"fill-opacity": ["interpolate", ["linear"], ["zoom"], 9, 0.7, 13, 1],
			},
		}),
		baseLayer("green", "fill", "green", {
			paint: {
				"fill-color": tokens.green,
				"fill-opacity": ["interpolate", ["linear"], ["zoom"], 9, 0.6, 13, 0.95],
			},
		}),
		baseLayer("water", "fill", "water", { paint: { "fill-color": tokens.water } }),
		baseLayer("waterway", "line", "waterway", {
			filter: ["!=", ["get", "tunnel"], true],
			layout: { "line-cap": "round", "line-join": "round" },
			paint: {
				"line-color": tokens.water,
				"line-width": [
					"interpolate",
					["exponential", 1.7],
					["zoom"],
					9,
					["match", ["get", "kind"], "river", 1.1, "canal", 0.7, 0.3],
					13,
					["match", ["get", "kind"], "river", 3, "canal", 1.8, 1],
					17,
					["match", ["get", "kind"], "river", 12, "canal", 7, 4],
				],
			},
		}),
		baseLayer("building", "fill", "building", {
			minzoom: 12.5,
			paint: {
				"fill-color": tokens.building,
				"fill-opacity": ["interpolate", ["linear"], ["zoom"], 12.5, 0, 13.5, 1],
			},
		}),
		baseLayer("wall", "line", "wall", {
			minzoom: 13.5,
			paint: {
				"line-color": tokens.boundary,
				"line-width": ["interpolate", ["linear"], ["zoom"], 13.5, 0.4, 17, 1.6],
				"line-opacity": 0.7,
			},
		}),
	];
}

function limitLayers(tokens: Tokens): LayerSpecification[] {
	return [
		baseLayer("railway-bed", "line", "railway", {
			filter: ["!=", ["get", "tunnel"], true],
			paint: {
				"line-color": tokens.railway,
				"line-width": ["interpolate", ["linear"], ["zoom"], 9, 0.8, 14, 2.6, 17, 5],
			},
		}),
		baseLayer("railway-ties", "line", "railway", {
			minzoom: 12,
			filter: ["!=", ["get", "tunnel"], true],
			paint: {
				"line-color": tokens.paper,
				"line-width": ["interpolate", ["linear"], ["zoom"], 12, 0.8, 17, 3],
				"line-dasharray": [4, 4],
			},
		}),
		baseLayer("town-limit", "line", "town", {
			paint: {
				"line-color": tokens.boundary,
				"line-width": ["interpolate", ["linear"], ["zoom"], 9, 0.6, 13, 1.1],
				"line-dasharray": [5, 3],
				"line-opacity": 0.7,
			},
		}),
		baseLayer("city-limit", "line", "boundary", {
			layout: { "line-join": "round" },
			paint: {
				"line-color": tokens.boundary,
				"line-width": ["interpolate", ["linear"], ["zoom"], 8, 1.2, 13, 2.4],
			},
		}),
	];
}
