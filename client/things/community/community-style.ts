import { FONT_MEDIUM } from "../../base-map/style-labels.ts";
import { between10And15, type DataLayers, ifPicked, NO_LAYERS, textHalo } from "../../map/data-layers.ts";

export const COMMUNITY_LAYERS: DataLayers = {
	...NO_LAYERS,
	sources: ["communities", "community-names", "system-areas", "system-counts"],
	pressed: ["system-count", "community-name", "system-area"],
	switched: {
		communities: ["community-line", "community-name"],
		/** Not a user's switch: place names that communities already have. */
		villages: ["village-name"],
	},
	layers: (tokens) => [
		{
			// Tints are below water, buildings and streets, so that the map stays readable.
			on: "onLand",
			z: 10,
			layer: {
				id: "system-area",
				type: "fill",
				source: "system-areas",
				paint: { "fill-pattern": ["get", "pattern"], "fill-opacity": between10And15(1, 0.85) },
			},
		},
		{
			on: "onGround",
			z: 10,
			layer: {
				id: "system-area-line",
				type: "line",
				source: "system-areas",
				layout: { "line-join": "round" },
				paint: {
					"line-color": ["get", "colour"],
					"line-width": between10And15(0.5, 1.8),
					"line-opacity": 0.8,
				},
			},
		},
		{
			on: "onGround",
			z: 30,
			layer: {
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
		},
		{
			on: "onGround",
			z: 90,
			layer: {
				id: "community-picked",
				type: "line",
				source: "communities",
				filter: ["==", ["get", "picked"], true],
				layout: { "line-join": "round" },
				paint: { "line-color": tokens.pick, "line-width": 2.4 },
			},
		},
		{
			on: "onNames",
			z: 20,
			layer: {
				id: "system-count",
				type: "circle",
				source: "system-counts",
				layout: { "circle-sort-key": ["-", ["get", "value"]] },
				paint: {
					"circle-color": tokens.team,
					"circle-opacity": 0.72,
					"circle-stroke-color": tokens.card,
					"circle-stroke-width": 1.2,
					// Circle area proportional to its number.
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
		},
		{
			on: "onNames",
			z: 21,
			layer: {
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
		},
		{
			on: "onNames",
			z: 40,
			layer: {
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
				paint: { "text-color": ifPicked(tokens.pick, tokens.muted), ...textHalo(tokens) },
			},
		},
	],
};
