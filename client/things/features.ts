import type { Feature, FeatureCollection, Geometry } from "geojson";
import { useEffect } from "react";
import type { BBox, Position } from "../../geodata/units/position.ts";
import { around } from "../derived/geometry-bbox.ts";
import type { CityMap } from "../map/city-map.ts";

export const collection = (features: Feature[]): FeatureCollection => ({
	type: "FeatureCollection",
	features,
});
export const feature = (geometry: Geometry, properties: Record<string, unknown>): Feature => ({
	type: "Feature",
	geometry,
	properties,
});
export const pointFeature = (position: Position, properties: Record<string, unknown>): Feature =>
	feature({ type: "Point", coordinates: [...position] }, properties);

export const EMPTY = collection([]);
export const kindImage = (kindId: string) => `kind:${kindId}`;

/** Half the width of the view when the map flies to a point, m. */
const NEAR_M = 700;
export const placeAt = (
	at: Position,
	communityCode: string | null,
): { readonly at: Position; readonly bbox: BBox; readonly communityCode: string | null } => ({
	at,
	bbox: around(at, NEAR_M),
	communityCode,
});

/** Keeps a map source equal to `data`. */
export function useSource(controller: CityMap, source: string, data: FeatureCollection): void {
	useEffect(() => controller.setSource(source, data), [controller, source, data]);
}
