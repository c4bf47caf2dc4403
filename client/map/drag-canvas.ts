import { Deck, MapView } from "@deck.gl/core";
import type { Map as MapLibreMap } from "maplibre-gl";
import { type DeckScene, dragLayers } from "./deck-layers.ts";

/**
 * Homes and links on a canvas of their own above the map. While a facility is dragged the ground stands still:
 * a step then repaints the homes and not the forty layers below and above them.
 */
export class DragCanvas {
	readonly #map: MapLibreMap;
	readonly #box: HTMLElement;
	readonly #deck: Deck<MapView>;
	#onDrawn: (() => void) | null = null;

	/** @param onReady Its graphics are there; they come late, which is why it is made ahead. */
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
			// As the map's own canvas; the homes soften their edges themselves.
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

	/** Takes a scene to the graphics card without showing it, so that the first step of a drag need not. */
	warm(scene: DeckScene): void {
		this.#deck.setProps({ layers: dragLayers(scene) });
	}

	/** @param onDrawn Called once, when this scene or a later one is on the screen. */
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
