import type { ErrorEvent, Map as MapLibreMap, VectorTileSource } from "maplibre-gl";

const AGAIN_AFTER_MS = 4000;

interface TileId {
	readonly x: number;
	readonly y: number;
	readonly z: number;
}

/** Retries failed tiles, which MapLibre does not, and reports whether any are missing. */
export class TileRetry {
	readonly #map: MapLibreMap;
	readonly #onTrouble: (missing: boolean) => void;
	/** By source; an empty list where the source's TileJSON failed. */
	#failed = new Map<string, TileId[]>();
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(map: MapLibreMap, onTrouble: (missing: boolean) => void) {
		this.#map = map;
		this.#onTrouble = onTrouble;
		map.on("error", this.#onError);
	}

	destroy(): void {
		clearTimeout(this.#timer);
		this.#map.off("error", this.#onError);
	}

	readonly #onError = (event: ErrorEvent): void => {
		if (!("sourceId" in event)) return;
		const { sourceId, tile } = event as ErrorEvent & {
			readonly sourceId: string;
			readonly tile?: { readonly tileID: { readonly canonical: TileId } };
		};
		const failed = this.#failed.get(sourceId) ?? [];
		if (tile) failed.push(tile.tileID.canonical);
		this.#failed.set(sourceId, failed);
		this.#onTrouble(true);
		this.#timer ??= setTimeout(() => this.#again(), AGAIN_AFTER_MS);
	};

	#again(): void {
		this.#timer = undefined;
		const failed = this.#failed;
		this.#failed = new Map();
		for (const [sourceId, tiles] of failed) {
			const source = this.#map.getSource<VectorTileSource>(sourceId);
			if (source && tiles.length > 0) this.#map.refreshTiles(sourceId, tiles);
			else if (source?.type === "vector") source.setUrl(source.url);
		}
		this.#map.once("idle", () => {
			if (this.#failed.size === 0) this.#onTrouble(false);
		});
		// If no failed tile is visible any more, the map would not draw and `idle` would not fire.
		this.#map.triggerRepaint();
	}
}
