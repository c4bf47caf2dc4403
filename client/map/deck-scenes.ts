import type { IControl, Map as MapLibreMap } from "maplibre-gl";
import type { Tokens } from "../styles/tokens.ts";
import { HOMES_BEFORE } from "./city-style.ts";
import type { DeckOverlay, DeckScene, Link } from "./deck-layers.ts";
import type { DragCanvas } from "./drag-canvas.ts";
import type { AreaDrawing } from "./layers/area-drawing.ts";

/** How all homes are drawn. */
export interface HomeLook {
	/** Shape [homes × 4]; bytes r, g, b, a. */
	readonly colours: Uint8Array;
	/** Shape [homes]; 1 newly covered, 2 newly lost; null where none is marked. */
	readonly marks: Float32Array | null;
	/** Called once neither array is in use any more. */
	readonly release?: () => void;
}

/**
 * Feeds deck.gl: collects changes and passes them on once per frame, after the library has loaded. Homes are
 * drawn among the map's layers or, while a facility is dragged, on a canvas above a map that is not repainted.
 */
export class DeckScenes {
	readonly #map: MapLibreMap;
	#tokens: Tokens;
	/** null until deck.gl has loaded. */
	#createDragCanvas: ((map: MapLibreMap, onReady: () => void) => DragCanvas) | null = null;
	#ground: DeckOverlay | null = null;
	#dragCanvas: DragCanvas | null = null;
	#wantsDragCanvas = false;
	#isDragging = false;
	#onHomesElsewhere: () => void = () => undefined;
	/** The drag canvas shows the homes, so the map need not draw them. */
	#areHomesElsewhere = false;
	/** The map's overlay must be given a new scene. */
	#isGroundStale = true;
	#lngLat: Float64Array | null = null;
	#radiusM: Float32Array | null = null;
	#look: HomeLook | null = null;
	/** The last data passed to deck.gl on either canvas, which may still be read. */
	#onGround: HomeLook | null = null;
	#onDragCanvas: HomeLook | null = null;
	#noMarks = new Float32Array(0);
	#links: readonly Link[] = [];
	#areas: AreaDrawing | null = null;
	#frame = 0;
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
		this.#changeGround();
	}

	setHomes(lngLat: Float64Array, radiusM: Float32Array): void {
		this.#lngLat = lngLat;
		this.#radiusM = radiusM;
		this.#changeGround();
	}

	setLook(look: HomeLook | null): void {
		if (look === this.#look) return;
		const before = this.#look;
		this.#look = look;
		this.#letGo(before);
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
		this.#changeGround();
	}

	/** Creates the canvas for {@link setDragging} ahead of time, or removes it. */
	prepareDrag(wanted: boolean): void {
		this.#wantsDragCanvas = wanted;
		if (wanted) {
			this.#dragCanvas ??= this.#createDragCanvas?.(this.#map, () => this.#warm()) ?? null;
			return;
		}
		this.setDragging(false);
		this.#dragCanvas?.destroy();
		this.#dragCanvas = null;
		this.#handToDragCanvas(null);
	}

	/**
	 * Draws the homes above the map, which then needs no repaint for them, or among its layers.
	 * @param onHomesElsewhere Called when the map has been painted without them, once.
	 */
	setDragging(dragging: boolean, onHomesElsewhere: () => void = () => undefined): void {
		if (this.#isDragging === dragging) return;
		this.#isDragging = dragging;
		this.#onHomesElsewhere = onHomesElsewhere;
		if (!dragging) this.#areHomesElsewhere = false;
		this.#changeGround();
	}

	destroy(): void {
		this.#destroyed = true;
		cancelAnimationFrame(this.#frame);
		this.#dragCanvas?.destroy();
		this.#dragCanvas = null;
		if (this.#ground) this.#map.removeControl(this.#ground.control as unknown as IControl);
	}

	async #load(): Promise<void> {
		const [{ createOverlay }, { DragCanvas }] = await Promise.all([
			import("./deck-layers.ts"),
			import("./drag-canvas.ts"),
			this.#map.once("style.load"),
		]);
		if (this.#destroyed) return;
		// deck.gl checks this before it inserts its layers. MapLibre's own answer is false while any tile is loading: one
		// slow tile would keep the homes above every name. deck.gl is added after the map has requested its tiles, finds
		// its layer groups by this map, and uses the method for nothing else (`style-loaded.test.ts`).
		this.#map.isStyleLoaded = () => this.#map.getLayer(HOMES_BEFORE) !== undefined;
		this.#createDragCanvas = (map, onReady) => new DragCanvas(map, onReady);
		this.#ground = createOverlay(this.#tokens);
		this.#map.addControl(this.#ground.control as unknown as IControl);
		if (this.#wantsDragCanvas) this.prepareDrag(true);
		// A new style drops the overlay's layers; the next draw adds them again.
		this.#map.on("style.load", () => this.#changeGround());
		this.#changeGround();
	}

	#changeGround(): void {
		this.#isGroundStale = true;
		this.#schedule();
	}

	/** Changes join a frame already scheduled: rescheduling at every change would delay it, or starve it. */
	#schedule(): void {
		if (this.#frame === 0 && !this.#destroyed) this.#frame = requestAnimationFrame(() => this.#draw());
	}

	#draw(): void {
		this.#frame = 0;
		if (!this.#ground) return;
		const above = this.#isDragging && this.#dragCanvas?.ready ? this.#dragCanvas : null;
		if (above) {
			// Both canvases show the homes for a frame; with neither they would blink.
			above.draw(this.#scene(false), this.#areHomesElsewhere ? null : () => this.#takeHomesOffGround());
			this.#handToDragCanvas(this.#look);
		}
		if (above && !this.#isGroundStale) return;
		this.#drawGround(this.#ground);
		if (!above && this.#dragCanvas?.shown) {
			const shown = this.#dragCanvas;
			this.#map.once("render", () => {
				if (!this.#isDragging) shown.hide();
			});
		}
	}

	#takeHomesOffGround(): void {
		// The drag ended before the first scene was drawn.
		if (!this.#isDragging) return;
		this.#areHomesElsewhere = true;
		this.#onHomesElsewhere();
		this.#changeGround();
	}

	#warm(): void {
		if (!this.#dragCanvas || this.#dragCanvas.shown) return;
		this.#dragCanvas.warm(this.#scene(false));
		this.#handToDragCanvas(this.#look);
	}

	#handToDragCanvas(look: HomeLook | null): void {
		const before = this.#onDragCanvas;
		this.#onDragCanvas = look;
		if (before !== look) this.#letGo(before);
	}

	#drawGround(ground: DeckOverlay): void {
		this.#isGroundStale = false;
		const elsewhere = this.#areHomesElsewhere;
		const look = elsewhere ? this.#onGround : this.#look;
		ground.draw({ ...this.#scene(elsewhere, look), ...(elsewhere ? { links: NO_LINKS } : {}) });
		const before = this.#onGround;
		this.#onGround = look;
		if (before !== look) this.#letGo(before);
	}

	/** Releases a look that is no longer in use anywhere. */
	#letGo(look: HomeLook | null): void {
		if (look === this.#look || look === this.#onGround || look === this.#onDragCanvas) return;
		look?.release?.();
	}

	#scene(homesElsewhere: boolean, look = this.#look): DeckScene {
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
		return { homes, homesElsewhere, areas: this.#areas, links: this.#links, tokens: this.#tokens };
	}

	#unmarked(count: number): Float32Array {
		if (this.#noMarks.length !== count) this.#noMarks = new Float32Array(count);
		return this.#noMarks;
	}
}

const NO_LINKS: readonly Link[] = [];
