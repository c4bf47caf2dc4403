import type {
	ExpressionSpecification,
	LayerSpecification,
	SourceSpecification,
	StyleSpecification,
} from "maplibre-gl";
import type { Tokens } from "../styles/tokens.ts";
import { labelLayers } from "./style-labels.ts";
import { streetLayers } from "./style-streets.ts";
import { BASE_SOURCE, baseLayer, TILE_LAYERS } from "./tile-layer.ts";

/** Urban railways, as opposed to national ones. */
const METRO: ExpressionSpecification = [
	"in",
	["get", "kind"],
	["literal", ["metro", "subway", "light_rail", "monorail"]],
];

/** At low zooms a thousand canals would fill the map, so lakes and rivers dominate. */
const SMALL_WATER: ExpressionSpecification = [
	"in",
	["get", "kind"],
	["literal", ["canal", "stream", "ditch", "pond"]],
];
const SMALL_WATER_OPACITY: ExpressionSpecification = [
	"interpolate",
	["linear"],
	["zoom"],
	9,
	["case", SMALL_WATER, 0.15, 1],
	10.5,
	["case", SMALL_WATER, 0.35, 1],
	12.5,
	1,
];

/** The page's own layers between and above those of the base map. */
export interface OwnLayers {
	readonly sources: Readonly<Record<string, SourceSpecification>>;
	/** Between land and water. */
	readonly onLand: readonly LayerSpecification[];
	/** Above streets and limits, below every name. */
	readonly onGround: readonly LayerSpecification[];
	/** Above the names of the base map. */
	readonly onNames: readonly LayerSpecification[];
}

/**
 * The base map (paper, water, green, buildings, streets, limits, names) in one style with a page's own layers. The
 * product itself serves everything of the base map.
 * @param origin Scheme and host of the page: workers fetch tiles and need absolute URLs.
 */
export function baseStyle(
	cityId: string,
	origin: string,
	tokens: Tokens,
	own: OwnLayers,
): StyleSpecification {
	return {
		version: 8,
		sources: {
			[BASE_SOURCE]: {
				type: "vector",
				url: `${origin}/tiles/${encodeURIComponent(cityId)}/${TILE_LAYERS.join()}.json`,
			},
			...own.sources,
		},
		layers: [
			{ id: "beyond", type: "background", paint: { "background-color": tokens.beyond } },
			baseLayer("paper", "fill", "boundary", { paint: { "fill-color": tokens.paper } }),
			...landLayers(tokens),
			...own.onLand,
			...waterLayers(tokens),
			...streetLayers(tokens),
			...limitLayers(tokens),
			...own.onGround,
			...labelLayers(tokens),
			...own.onNames,
		],
	};
}

function landLayers(tokens: Tokens): LayerSpecification[] {
	return [
		baseLayer("land", "fill", "land", {
			paint: {
				"fill-color": [
					"match",
					["get", "kind"],
					["industrial", "commercial", "retail", "railway", "construction"],
					tokens.industrial,
					["farmland", "farmyard", "orchard"],
					tokens.field,
					tokens.quarter,
				],
				"fill-antialias": false,
			},
		}),
		baseLayer("green", "fill", "green", {
			paint: {
				"fill-color": tokens.green,
				"fill-opacity": ["interpolate", ["linear"], ["zoom"], 9, 0.6, 13, 0.95],
			},
		}),
	];
}

function waterLayers(tokens: Tokens): LayerSpecification[] {
	return [
		baseLayer("water", "fill", "water", {
			paint: {
				"fill-color": ["match", ["get", "kind"], ["pond", "basin", "reservoir"], tokens.pond, tokens.water],
				"fill-opacity": SMALL_WATER_OPACITY,
			},
		}),
		baseLayer("waterway", "line", "waterway", {
			filter: ["!=", ["get", "tunnel"], true],
			layout: { "line-cap": "round", "line-join": "round" },
			paint: {
				"line-color": tokens.water,
				"line-opacity": SMALL_WATER_OPACITY,
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
			minzoom: 13,
			paint: {
				"fill-color": tokens.building,
				"fill-opacity": ["interpolate", ["linear"], ["zoom"], 13, 0, 14.5, 1],
			},
		}),
		baseLayer("wall", "line", "wall", {
			minzoom: 14,
			paint: {
				"line-color": tokens.boundary,
				"line-width": ["interpolate", ["linear"], ["zoom"], 14, 0.3, 17, 1.2],
				"line-opacity": ["interpolate", ["linear"], ["zoom"], 14, 0.2, 16, 0.6],
			},
		}),
	];
}

function limitLayers(tokens: Tokens): LayerSpecification[] {
	return [
		baseLayer("railway-bed", "line", "railway", {
			filter: ["all", ["!=", ["get", "tunnel"], true], ["!", METRO]],
			paint: {
				"line-color": tokens.railway,
				"line-width": ["interpolate", ["linear"], ["zoom"], 9, 0.9, 12, 1.8, 14, 3, 17, 6],
			},
		}),
		baseLayer("railway-ties", "line", "railway", {
			minzoom: 11,
			filter: ["all", ["!=", ["get", "tunnel"], true], ["!", METRO]],
			paint: {
				"line-color": tokens.paper,
				"line-width": ["interpolate", ["linear"], ["zoom"], 11, 0.5, 12, 0.9, 14, 1.8, 17, 4],
				"line-dasharray": [6, 6],
			},
		}),
		baseLayer("metro-deck", "line", "railway", {
			minzoom: 13.5,
			filter: ["all", METRO, ["==", ["get", "bridge"], true]],
			layout: { "line-join": "round" },
			paint: {
				"line-color": tokens.mainCasing,
				"line-width": ["interpolate", ["exponential", 1.5], ["zoom"], 13.5, 2.6, 17, 11],
			},
		}),
		baseLayer("metro", "line", "railway", {
			minzoom: 9.5,
			filter: ["all", METRO, ["!=", ["get", "tunnel"], true]],
			layout: { "line-join": "round" },
			paint: {
				"line-color": tokens.metro,
				"line-width": ["interpolate", ["linear"], ["zoom"], 9.5, 0.8, 13, 1.6, 17, 4],
			},
		}),
		baseLayer("town-limit", "line", "town", {
			layout: { "line-join": "round" },
			paint: {
				"line-color": tokens.boundary,
				"line-width": ["interpolate", ["linear"], ["zoom"], 9, 1.2, 13, 3.4, 16, 7],
				"line-opacity": ["interpolate", ["linear"], ["zoom"], 9, 0.4, 12, 0.3, 14, 0.2],
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
