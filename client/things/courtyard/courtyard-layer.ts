import type { FeatureCollection, Geometry } from "geojson";
import type { ExpressionSpecification } from "maplibre-gl";
import { useMemo } from "react";
import type { CourtyardFeature } from "../../api/city-api.ts";
import { type DataLayers, NO_LAYERS, SIGN_LAYOUT, symbolSizes, textHalo } from "../../map/data-layers.ts";
import { collection, feature, useSource } from "../features.ts";
import type { LayerProps } from "../thing.ts";

export const COURTYARD_IMAGE = "courtyard";
/** From this zoom courtyards are shown with any service; below it only with their own list. */
const NEAR_ZOOM = 11.5;

const LAYOUT = {
	...SIGN_LAYOUT,
	// Symbol area proportional to the village's five-star households.
	"icon-size": symbolSizes(["*", 0.3, ["get", "scale"]], ["*", 0.8, ["get", "scale"]]),
	"symbol-sort-key": ["-", ["get", "rank"]] as ExpressionSpecification,
};

export const COURTYARD_LAYERS: DataLayers = {
	...NO_LAYERS,
	sources: ["courtyards"],
	pressed: ["courtyard", "courtyard-far"],
	switched: { courtyards: ["courtyard-far", "courtyard"] },
	layers: (tokens) => [
		{
			on: "onNames",
			z: 50,
			layer: {
				id: "courtyard-far",
				type: "symbol",
				source: "courtyards",
				filter: ["==", ["get", "far"], true],
				maxzoom: NEAR_ZOOM,
				layout: LAYOUT,
			},
		},
		{
			on: "onNames",
			z: 51,
			layer: {
				id: "courtyard",
				type: "symbol",
				source: "courtyards",
				minzoom: NEAR_ZOOM,
				layout: LAYOUT,
				paint: { "text-color": tokens.gold, ...textHalo(tokens) },
			},
		},
	],
};

export function CourtyardLayer({ controller, scene }: LayerProps): null {
	const { courtyards } = scene.lists;
	const far = scene.system === "courtyard";
	const villages = useMemo(() => courtyardFeatures(courtyards ?? [], far), [courtyards, far]);
	useSource(controller, "courtyards", villages);
	return null;
}

/** Villages with star households; where symbols collide, more five-star households win. */
function courtyardFeatures(courtyards: readonly CourtyardFeature[], far: boolean): FeatureCollection {
	return collection(
		courtyards.map(({ geometry, properties: { communityCode, community, fiveStar } }) =>
			feature(geometry as Geometry, {
				id: communityCode,
				name: `${community} ★${fiveStar}`,
				icon: COURTYARD_IMAGE,
				rank: fiveStar,
				scale: starScale(fiveStar),
				far,
			}),
		),
	);
}

const STAR_SCALES = [0.6, 1.5] as const;
const MEAN_FIVE_STAR = 8;

/** Size of a village's star: area proportional to the five-star households, within readable limits. */
const starScale = (fiveStar: number): number =>
	Math.min(STAR_SCALES[1], Math.max(STAR_SCALES[0], Math.sqrt(fiveStar / MEAN_FIVE_STAR)));
