import type { FeatureCollection, Geometry } from "geojson";
import type { ExpressionSpecification } from "maplibre-gl";
import { useEffect, useMemo } from "react";
import type { Position } from "../../../geodata/units/position.ts";
import type { FacilityFeature } from "../../api/city-api.ts";
import { isOpen } from "../../derived/facility-places.ts";
import { type DataLayers, NO_LAYERS, SIGN_LAYOUT, symbolSizes, textHalo } from "../../map/data-layers.ts";
import { type AreaShape, drawAreas } from "../../map/layers/area-drawing.ts";
import { circlePoints } from "../../map/layers/morph.ts";
import { collection, EMPTY, feature, kindImage, useSource } from "../features.ts";
import type { LayerProps } from "../thing.ts";

const CIRCLE_LINE_POINTS = 72;

// A dragged facility is a separate HTML element.
const unlessDragged: ExpressionSpecification = [
	"case",
	["boolean", ["feature-state", "dragged"], false],
	0,
	1,
];

export const FACILITY_LAYERS: DataLayers = {
	...NO_LAYERS,
	sources: ["circles", "areas", "facilities"],
	pressed: ["facility"],
	switched: { facilities: ["facility"], areas: ["area-fill", "area-line"] },
	signs: ["facilities"],
	layers: (tokens) => [
		{
			on: "onGround",
			z: 50,
			layer: {
				id: "area-fill",
				type: "fill",
				source: "areas",
				paint: { "fill-color": tokens.band2, "fill-opacity": 0.1, "fill-antialias": false },
			},
		},
		{
			on: "onGround",
			z: 51,
			layer: {
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
		},
		{
			on: "onGround",
			z: 70,
			layer: {
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
		},
		{
			on: "onNames",
			z: 70,
			layer: {
				id: "facility",
				type: "symbol",
				source: "facilities",
				layout: {
					...SIGN_LAYOUT,
					"icon-size": symbolSizes(0.34, 1),
					"symbol-sort-key": ["get", "rank"],
				},
				paint: {
					"text-color": tokens.ink,
					...textHalo(tokens),
					"icon-opacity": unlessDragged,
					"text-opacity": unlessDragged,
				},
			},
		},
	],
};

export function FacilityLayer(props: LayerProps): null {
	const { controller, scene } = props;
	const { situation, lists, result, hidden, whatIf } = scene;
	const facilities = whatIf?.standing ?? lists.facilities;
	const radiusM = result?.figures.totals.circleRadiusM ?? null;
	const circles = useMemo(
		() =>
			facilities && radiusM !== null
				? circleFeatures(
						facilities.filter(isOpen).map((row) => row.geometry.coordinates),
						radiusM,
					)
				: EMPTY,
		[facilities, radiusM],
	);
	const kinds = situation.service.kinds;
	const pinned = whatIf?.pinned ?? null;
	const places = useMemo(
		() =>
			facilities
				? facilityFeatures(
						facilities.filter((row) => !pinned?.has(row.properties.facilityId)),
						kinds,
					)
				: EMPTY,
		[facilities, pinned, kinds],
	);
	useSource(controller, "circles", hidden.has("areas") ? EMPTY : circles);
	useSource(controller, "facilities", places);
	useAreaShapes(props);
	return null;
}

/** The final true areas are a layer of the map; deck.gl draws the circles and the morph. */
function useAreaShapes({ controller, scene: { areas, situation, truth, hidden } }: LayerProps): void {
	const { shapes, of } = areas;
	const shown = !hidden.has("areas") && of?.input.key === situation.placesKey;
	const resting = truth >= 1;
	const features = useMemo(() => (shapes ? areaFeatures(shapes) : EMPTY), [shapes]);
	useSource(controller, "areas", features);
	useEffect(() => controller.setVisible("areas", shown && resting), [controller, shown, resting]);
	const drawing = useMemo(
		() => (shapes && shown && !resting ? drawAreas(shapes, truth) : null),
		[shapes, shown, resting, truth],
	);
	useEffect(() => controller.setAreas(drawing), [controller, drawing]);
}

/** True service areas, with their holes and islands. */
function areaFeatures(shapes: readonly AreaShape[]): FeatureCollection {
	return collection(shapes.flatMap(({ area }) => (area ? feature(area, {}) : [])));
}

/** Nominal circles as closed lines. */
function circleFeatures(centres: readonly Position[], radiusM: number): FeatureCollection {
	return collection(
		centres.map((centre) => {
			const points = circlePoints(centre, radiusM, CIRCLE_LINE_POINTS);
			const line: [number, number][] = [];
			for (let i = 0; i <= CIRCLE_LINE_POINTS; i++) {
				const at = (i % CIRCLE_LINE_POINTS) * 2;
				line.push([points[at]!, points[at + 1]!]);
			}
			return feature({ type: "LineString", coordinates: line }, {});
		}),
	);
}

/** Draws centres above stations and stations above points: the service's kinds in reverse order. */
function facilityFeatures(features: readonly FacilityFeature[], kinds: readonly string[]): FeatureCollection {
	return collection(
		features.map(({ geometry, properties }) =>
			feature(geometry as Geometry, {
				id: properties.facilityId,
				name: properties.name,
				icon: kindImage(properties.kind),
				rank: kinds.length - kinds.indexOf(properties.kind),
			}),
		),
	);
}
