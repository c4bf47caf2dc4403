import { type Feature, fromVectorTileJs, GeoJSONWrapper } from "@maplibre/vt-pbf";
import { TILE_EXTENT, tileGeometries } from "./tile-geometry.ts";

export interface TileRow {
	/** Clipped and simplified, EPSG:3857. */
	readonly wkb: Uint8Array;
	/** Text, numbers and booleans; null is left out. */
	readonly properties: Readonly<Record<string, unknown>>;
}

/**
 * One layer of a Mapbox Vector Tile (version 2), features in the order of `rows`.
 *
 * @returns The tile, or null where no geometry remains.
 */
export function encodeTile(
	layer: string,
	rows: readonly TileRow[],
	z: number,
	x: number,
	y: number,
): Uint8Array | null {
	const features: Feature[] = [];
	for (const { wkb, properties } of rows) {
		for (const { type, parts } of tileGeometries(wkb, z, x, y)) {
			const tags = { ...properties };
			features.push(type === 1 ? { type, geometry: parts[0] ?? [], tags } : { type, geometry: parts, tags });
		}
	}
	if (features.length === 0) return null;
	const encoded = new GeoJSONWrapper(features, { version: 2, extent: TILE_EXTENT });
	encoded.name = layer;
	return fromVectorTileJs({ layers: { [layer]: encoded } });
}
