import type { FeatureCollection } from "geojson";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Gap } from "../../../geodata/gaps/gaps.ts";
import { FONT_MEDIUM } from "../../base-map/style-labels.ts";
import { formatCount } from "../../i18n/format.ts";
import { type DataLayers, NO_LAYERS, textHalo } from "../../map/data-layers.ts";
import { pickedIdOf } from "../../state/kinds.ts";
import { collection, feature, pointFeature, useSource } from "../features.ts";
import type { LayerProps } from "../thing.ts";

export const GAP_LAYERS: DataLayers = {
	...NO_LAYERS,
	sources: ["gaps", "gap-names"],
	pressed: ["gap-name"],
	switched: { gaps: ["gap-fill", "gap-line", "gap-line-picked", "gap-name"] },
	layers: (tokens) => [
		{
			on: "onGround",
			z: 60,
			layer: {
				id: "gap-fill",
				type: "fill",
				source: "gaps",
				paint: {
					"fill-pattern": "gap-hatch",
					"fill-opacity": ["interpolate", ["linear"], ["zoom"], 9, 0.75, 13, 0.95],
				},
			},
		},
		{
			on: "onGround",
			z: 61,
			layer: {
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
		},
		{
			on: "onGround",
			z: 62,
			layer: {
				id: "gap-line-picked",
				type: "line",
				source: "gaps",
				filter: ["==", ["get", "picked"], true],
				layout: { "line-join": "round" },
				paint: { "line-color": tokens.gapEdge, "line-width": 3.2 },
			},
		},
		{
			on: "onNames",
			z: 80,
			layer: {
				id: "gap-name",
				type: "symbol",
				source: "gap-names",
				// Only the largest at low zooms, all at high zooms.
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
				paint: { "text-color": tokens.gapEdge, ...textHalo(tokens), "text-halo-width": 2.2 },
			},
		},
	],
};

const NONE: readonly Gap[] = [];

export function GapLayer({ controller, scene }: LayerProps): null {
	const { t } = useTranslation();
	const gaps = scene.lists.gaps ?? NONE;
	const pickedId = pickedIdOf(scene.selection, "gap");
	const areas = useMemo(() => gapFeatures(gaps, pickedId), [gaps, pickedId]);
	const names = useMemo(
		() => gapNameFeatures(gaps, (gap) => t("gap.people", { people: formatCount(gap.people) })),
		[gaps, t],
	);
	useSource(controller, "gaps", areas);
	useSource(controller, "gap-names", names);
	return null;
}

/** Gaps as areas. Their names are separate points: an area cut by tiles would be labelled in each tile. */
function gapFeatures(gaps: readonly Gap[], pickedId: string | null): FeatureCollection {
	return collection(gaps.map((gap) => feature(gap.polygon, { picked: gap.gapId === pickedId })));
}

/** @param peopleText The gap's people as text, for the label. */
function gapNameFeatures(gaps: readonly Gap[], peopleText: (gap: Gap) => string): FeatureCollection {
	return collection(
		gaps.map((gap, rank) =>
			pointFeature(gap.centre, { id: gap.gapId, name: gap.name, peopleText: peopleText(gap), rank }),
		),
	);
}
