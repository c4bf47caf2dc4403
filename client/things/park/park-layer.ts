import type { Geometry } from "geojson";
import { useMemo } from "react";
import { type DataLayers, NO_LAYERS, SIGN_LAYOUT, symbolSizes, textHalo } from "../../map/data-layers.ts";
import { collection, EMPTY, feature, kindImage, pointFeature, useSource } from "../features.ts";
import type { LayerProps } from "../thing.ts";

export const PARK_LAYERS: DataLayers = {
	...NO_LAYERS,
	sources: ["park-areas", "parks"],
	pressed: ["park"],
	switched: { parks: ["park-area", "park"] },
	signs: ["parks"],
	layers: (tokens) => [
		{
			on: "onGround",
			z: 40,
			layer: {
				id: "park-area",
				type: "fill",
				source: "park-areas",
				minzoom: 12,
				paint: { "fill-color": tokens.park, "fill-opacity": 0.28, "fill-outline-color": tokens.park },
			},
		},
		{
			on: "onNames",
			z: 60,
			layer: {
				id: "park",
				type: "symbol",
				source: "parks",
				minzoom: 13,
				layout: { ...SIGN_LAYOUT, "icon-size": symbolSizes(0.2, 0.85) },
				paint: { "text-color": tokens.greenText, ...textHalo(tokens) },
			},
		},
	],
};

export function ParkLayer({ controller, scene }: LayerProps): null {
	const { parks } = scene.lists;
	const kinds = scene.situation.service.kinds;
	// Parks that are facilities of the service are already drawn as facilities.
	const signs = useMemo(
		() =>
			collection(
				(parks ?? []).flatMap(({ properties: { parkId, name, kind, centre } }) =>
					kinds.includes(kind) ? [] : pointFeature(centre, { id: parkId, name, icon: kindImage(kind) }),
				),
			),
		[parks, kinds],
	);
	const areas = useMemo(
		() =>
			parks
				? collection(
						parks.map(({ geometry, properties }) => feature(geometry as Geometry, { id: properties.parkId })),
					)
				: EMPTY,
		[parks],
	);
	useSource(controller, "parks", signs);
	useSource(controller, "park-areas", areas);
	return null;
}
