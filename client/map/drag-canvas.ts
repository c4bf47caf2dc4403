import { Deck, MapView } from "@deck.gl/core";
import type { Map as MapLibreMap } from "maplibre-gl";
import { type DeckScene, dragLayers } from "./deck-layers.ts";

/**
 * Homes and links on a separate canvas above the map. While a facility is dragged the map is not repainted: a step
 * repaints the homes without the forty layers below and above them.
 */
export class DragCanvas {
	readonly #map: MapLibreMap;
	readonly #box: HTMLElement;
	readonly #deck: Deck<MapView>;
	#onDrawn: (() => void) | null = null;

	/** @param onReady Called when its graphics context is ready; that takes time, so it is created early. */
	constructor(map: MapLibreMap, onReady: () => void) {
		this.#map = map;
		this.#box = document.createElement("div");
		this.#box.className = "map-drag-canvas";
		// Not `display: none`: the canvas keeps its size.
		this.#box.style.visibility = "hidden";
		map.getCanvasContainer().after(this.#box);
		this.#deck = new Deck({
			parent: this.#box as HTMLDivElement,
			views: new MapView({ id: "drag" }),
			viewState: viewStateOf(map),
			controller: false,
			// As the map's own canvas; the homes antialias their edges themselves.
			deviceProps: { webgl: { antialias: false } },
			layers: [],
			onLoad: onReady,
			onAfterRender: () => {
				const told = this.#onDrawn;
				this.#onDrawn = null;
				told?.();
			},
		});
	}

	get ready(): boolean {
		return this.#deck.isInitialized;
	}

	get shown(): boolean {
		return this.#box.style.visibility === "";
	}

	/** Uploads a scene to the GPU without showing it, so that the first step of a drag is fast. */
	warm(scene: DeckScene): void {
		this.#deck.setProps({ layers: dragLayers(scene) });
	}

	/** @param onDrawn Called once, when this scene or a later one is displayed. */
	draw(scene: DeckScene, onDrawn: (() => void) | null): void {
		this.#onDrawn = onDrawn;
		if (!this.shown) {
			this.#box.style.visibility = "";
			this.#map.on("move", this.#follow);
			this.#follow();
		}
		this.#deck.setProps({ layers: dragLayers(scene) });
	}

	hide(): void {
		this.#box.style.visibility = "hidden";
		this.#onDrawn = null;
		this.#map.off("move", this.#follow);
	}

	destroy(): void {
		this.hide();
		this.#deck.finalize();
		this.#box.remove();
	}

	readonly #follow = (): void => this.#deck.setProps({ viewState: viewStateOf(this.#map) });
}

function viewStateOf(map: MapLibreMap) {
	const { lng, lat } = map.getCenter();
	return {
		longitude: lng,
		latitude: lat,
		zoom: map.getZoom(),
		bearing: map.getBearing(),
		pitch: map.getPitch(),
	};
}
