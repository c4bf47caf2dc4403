import type { IControl, Map as MapLibreMap } from "maplibre-gl";
import type { Tokens } from "../styles/tokens.ts";
import type { DeckOverlay, DeckScene, Link } from "./deck-layers.ts";
import type { AreaDrawing } from "./layers/area-drawing.ts";

/** How all homes are drawn. */
export interface HomeLook {
	/** Shape [homes × 4]; bytes r, g, b, a. */
	readonly colours: Uint8Array;
	/** Shape [homes]; 1 newly covered, 2 newly lost; null where none is marked. */
	readonly marks: Float32Array | null;
	/** Called once neither array is drawn or will be. */
	readonly release?: () => void;
}

/** Feeds deck.gl: collects what is to be drawn and hands it over once a frame, after the library has come. */
export class DeckScenes {
	readonly #map: MapLibreMap;
	#tokens: Tokens;
	#overlay: DeckOverlay | null = null;
	#lngLat: Float64Array | null = null;
	#radiusM: Float32Array | null = null;
	#look: HomeLook | null = null;
	/** What deck.gl was handed last, and may still read. */
	#drawn: HomeLook | null = null;
	#noMarks = new Float32Array(0);
	#links: readonly Link[] = [];
	#areas: AreaDrawing | null = null;
	#frame = 0;
	#awaitsIdle = false;
	#destroyed = false;

	constructor(map: MapLibreMap, tokens: Tokens) {
		this.#map = map;
		this.#tokens = tokens;
		void this.#load();
	}

	get homesShown(): boolean {
		return this.#look !== null;
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

	setLook(look: HomeLook | null): void {
		if (look === this.#look) return;
		if (this.#look !== this.#drawn) this.#look?.release?.();
		this.#look = look;
		this.#schedule();
	}

	setLinks(links: readonly Link[]): void {
		if (links === this.#links) return;
		this.#links = links;
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

	/** What comes while a hand-over is due goes with it: put off for every change it would come late, or never. */
	#schedule(): void {
		if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#draw());
	}

	#draw(): void {
		this.#frame = 0;
		if (!this.#overlay) return;
		this.#overlay.draw(this.#scene());
		const before = this.#drawn;
		this.#drawn = this.#look;
		if (before !== this.#drawn) before?.release?.();
		// The overlay takes its place among the map's layers only while every source is loaded.
		if (this.#map.isStyleLoaded() || this.#awaitsIdle) return;
		this.#awaitsIdle = true;
		this.#map.once("idle", () => {
			this.#awaitsIdle = false;
			this.#schedule();
		});
	}

	#scene(): DeckScene {
		const look = this.#look;
		const homes =
			this.#lngLat && this.#radiusM && look && look.colours.length === this.#radiusM.length * 4
				? {
						count: this.#radiusM.length,
						lngLat: this.#lngLat,
						radiusM: this.#radiusM,
						colours: look.colours,
						marks: look.marks ?? this.#unmarked(this.#radiusM.length),
					}
				: null;
		return { homes, areas: this.#areas, links: this.#links, tokens: this.#tokens };
	}

	#unmarked(count: number): Float32Array {
		if (this.#noMarks.length !== count) this.#noMarks = new Float32Array(count);
		return this.#noMarks;
	}
}
