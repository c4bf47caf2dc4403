import type { FeatureCollection, Geometry } from "geojson";
import { useEffect, useMemo } from "react";
import type { Isochrones } from "../../geodata/isochrone/isochrones.ts";
import { useLanguage } from "../i18n/language.ts";
import type { MapShape } from "../map/city-map.ts";
import type { DataLayers } from "../map/data-layers.ts";
import { PICK_LAYERS } from "../map/pick-layers.ts";
import type { LayerName } from "../state/kinds.ts";
import type { Tokens } from "../styles/tokens.ts";
import { collection, EMPTY, feature, useSource } from "./features.ts";
import type { LayerProps } from "./thing.ts";
import { ALL_THINGS } from "./things.ts";

/** The layers of the map style in addition to the base map. */
export const DRAWN: readonly DataLayers[] = [PICK_LAYERS, ...ALL_THINGS.flatMap(({ drawn }) => drawn ?? [])];

/** Homes and areas have their own layer components, which switch them. */
const SWITCHED: readonly LayerName[] = ["gaps", "facilities", "parks", "plots", "courtyards", "communities"];

/** Draws a scene on the map: one component per kind of thing, each source with only its own dependencies. */
export function SceneLayers({ controller, scene }: LayerProps) {
	const { situation, hidden, tokens, isochrones } = scene;
	const kinds = situation.catalogue.kinds;
	useEffect(() => {
		const images = ALL_THINGS.flatMap((thing) => [...thing.images(kinds, tokens)]);
		controller.setSymbols(new Map<string, MapShape>(images));
	}, [controller, kinds, tokens]);
	// Gaps exist only in the streets view, so the circle view has no hatch.
	const gapsShown = scene.truth >= 0.5;
	useEffect(() => {
		for (const layer of SWITCHED)
			controller.setVisible(layer, !hidden.has(layer) && (layer !== "gaps" || gapsShown));
	}, [controller, hidden, gapsShown]);
	const lang = useLanguage();
	useEffect(() => controller.setLanguage(lang), [controller, lang]);
	const isochrone = useMemo(
		() => (isochrones ? isochroneFeatures(isochrones, tokens) : EMPTY),
		[isochrones, tokens],
	);
	useSource(controller, "isochrone", isochrone);
	return ALL_THINGS.map(({ Layer }, at) =>
		// The record of kinds never changes at runtime.
		// biome-ignore lint/suspicious/noArrayIndexKey: as said above.
		Layer ? <Layer key={at} controller={controller} scene={scene} /> : null,
	);
}

/** Largest first, so that smaller ones are drawn above; band colours, nearest darkest. */
function isochroneFeatures(isochrones: Isochrones, tokens: Tokens): FeatureCollection {
	const drawn = isochrones.features
		.filter((row) => row.geometry !== null)
		.toSorted((a, b) => b.properties.cutoff - a.properties.cutoff);
	const colours = [tokens.band1, tokens.band2, tokens.band3];
	return collection(
		drawn.map((row, index) =>
			feature(row.geometry as Geometry, {
				cutoff: row.properties.cutoff,
				colour: colours[drawn.length - 1 - index] ?? tokens.band3,
			}),
		),
	);
}
