import type { Geometry } from "geojson";
import { useMemo } from "react";
import { FONT_MEDIUM } from "../../base-map/style-labels.ts";
import { between10And15, type DataLayers, NO_LAYERS, textHalo } from "../../map/data-layers.ts";
import { collection, EMPTY, feature, pointFeature, useSource } from "../features.ts";
import type { LayerProps } from "../thing.ts";

export const PLOT_HATCH = "plot-hatch";
export const plotImage = (kind: string) => `plot:${kind}`;

export const PLOT_LAYERS: DataLayers = {
	...NO_LAYERS,
	sources: ["plot-areas", "plots"],
	pressed: ["plot", "plot-area"],
	switched: { plots: ["plot-area", "plot-area-line", "plot"] },
	layers: (tokens) => [
		{
			on: "onGround",
			z: 20,
			layer: {
				id: "plot-area",
				type: "fill",
				source: "plot-areas",
				minzoom: 12,
				paint: { "fill-pattern": PLOT_HATCH },
			},
		},
		{
			on: "onGround",
			z: 21,
			layer: {
				id: "plot-area-line",
				type: "line",
				source: "plot-areas",
				minzoom: 12,
				paint: { "line-color": tokens.plot, "line-width": between10And15(0.8, 1.8) },
			},
		},
		{
			on: "onNames",
			z: 30,
			layer: {
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
				paint: { "text-color": tokens.plot, ...textHalo(tokens) },
			},
		},
	],
};

export function PlotLayer({ controller, scene }: LayerProps): null {
	const { plots } = scene.lists;
	const signs = useMemo(
		() =>
			plots
				? collection(
						plots.map(({ properties: { plotId, name, kind, centre } }) =>
							pointFeature(centre, { id: plotId, name, icon: plotImage(kind) }),
						),
					)
				: EMPTY,
		[plots],
	);
	const areas = useMemo(
		() =>
			plots
				? collection(
						plots.map(({ geometry, properties }) => feature(geometry as Geometry, { id: properties.plotId })),
					)
				: EMPTY,
		[plots],
	);
	useSource(controller, "plots", signs);
	useSource(controller, "plot-areas", areas);
	return null;
}
