import type { DataLayers } from "./data-layers.ts";
import { NO_LAYERS } from "./data-layers.ts";

/** The selection: its isochrone, below the homes so that they stay readable, and its mark. */
export const PICK_LAYERS: DataLayers = {
	...NO_LAYERS,
	sources: ["isochrone", "pick"],
	layers: (tokens) => [
		{
			on: "onGround",
			z: 80,
			layer: {
				id: "isochrone-fill",
				type: "fill",
				source: "isochrone",
				paint: { "fill-color": ["get", "colour"], "fill-opacity": 0.2 },
			},
		},
		{
			on: "onGround",
			z: 81,
			layer: {
				id: "isochrone-line",
				type: "line",
				source: "isochrone",
				layout: { "line-join": "round" },
				paint: { "line-color": ["get", "colour"], "line-width": 2 },
			},
		},
		{
			on: "onNames",
			z: 90,
			layer: {
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
		},
		{
			on: "onNames",
			z: 91,
			layer: {
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
		},
	],
};
