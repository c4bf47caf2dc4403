import type { IControl, Map as MapLibreMap } from "maplibre-gl";
import type { Tokens } from "../styles/tokens.ts";
import type { DeckOverlay, DeckScene } from "./deck-layers.ts";
import type { AreaDrawing } from "./layers/area-drawing.ts";

/** Feeds deck.gl: collects what is to be drawn and hands it over once a frame, after the library has come. */
export class DeckScenes {
	readonly #map: MapLibreMap;
	#tokens: Tokens;
	#overlay: DeckOverlay | null = null;
	#lngLat: Float64Array | null = null;
	#radiusM: Float32Array | null = null;
	#colours: Uint8Array | null = null;
	#areas: AreaDrawing | null = null;
	#frame = 0;
	#destroyed = false;

	constructor(map: MapLibreMap, tokens: Tokens) {
		this.#map = map;
		this.#tokens = tokens;
		void this.#load();
	}

	get homesShown(): boolean {
		return this.#colours !== null;
	}

	setTokens(tokens: Tokens): void {
		this.#tokens = tokens;
		this.#schedule();
	}

	setHomes(lngLat: Float64Array, radiusM: Float32Array): void {
		this.#lngLat = lngLat;
		this.#radiusM = radiusM;
		this.#schedule();
	}

	setColours(colours: Uint8Array | null): void {
		if (colours === this.#colours) return;
		this.#colours = colours;
		this.#schedule();
	}

	setAreas(areas: AreaDrawing | null): void {
		if (areas === this.#areas) return;
		this.#areas = areas;
		this.#schedule();
	}

	destroy(): void {
		this.#destroyed = true;
		cancelAnimationFrame(this.#frame);
		if (this.#overlay) this.#map.removeControl(this.#overlay.control as unknown as IControl);
	}

	async #load(): Promise<void> {
		const [{ createOverlay }] = await Promise.all([import("./deck-layers.ts"), this.#map.once("load")]);
		if (this.#destroyed) return;
		this.#overlay = createOverlay(this.#tokens);
		this.#map.addControl(this.#overlay.control as unknown as IControl);
		// A new style drops the overlay's layers from the stack; the next hand-over puts them back.
		this.#map.on("style.load", () => this.#schedule());
		this.#schedule();
	}

	#schedule(): void {
		cancelAnimationFrame(this.#frame);
		this.#frame = requestAnimationFrame(() => this.#draw());
	}

	#draw(): void {
		if (!this.#overlay) return;
		this.#overlay.draw(this.#scene());
		// The overlay takes its place among the map's layers only while every source is loaded.
		if (!this.#map.isStyleLoaded()) this.#map.once("idle", () => this.#schedule());
	}

	#scene(): DeckScene {
		const homes =
			this.#lngLat && this.#radiusM && this.#colours && this.#colours.length === this.#radiusM.length * 4
				? {
						count: this.#radiusM.length,
						lngLat: this.#lngLat,
						radiusM: this.#radiusM,
						colours: this.#colours,
					}
				: null;
		return { homes, areas: this.#areas, tokens: this.#tokens };
	}
}
