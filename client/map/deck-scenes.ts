import type { IControl, Map as MapLibreMap } from "maplibre-gl";
import type { Tokens } from "../styles/tokens.ts";
import type { DeckOverlay, DeckScene, Link } from "./deck-layers.ts";
import type { AreaDrawing } from "./layers/area-drawing.ts";
import type { LiftedCanvas } from "./lifted-canvas.ts";
import { HOMES_BEFORE } from "./style.ts";

/** How all homes are drawn. */
export interface HomeLook {
	/** Shape [homes × 4]; bytes r, g, b, a. */
	readonly colours: Uint8Array;
	/** Shape [homes]; 1 newly covered, 2 newly lost; null where none is marked. */
	readonly marks: Float32Array | null;
	/** Called once neither array is drawn or will be. */
	readonly release?: () => void;
}

/**
 * Feeds deck.gl: collects what is to be drawn and hands it over once a frame, after the library has come. Homes are
 * drawn among the map's layers, or, while they are lifted, on a canvas above a map that stands still.
 */
export class DeckScenes {
	readonly #map: MapLibreMap;
	#tokens: Tokens;
	/** null until the library has come. */
	/** Null until deck.gl is there. */
	#createLifted: ((map: MapLibreMap, onReady: () => void) => LiftedCanvas) | null = null;
	#ground: DeckOverlay | null = null;
	#lifted: LiftedCanvas | null = null;
	#wantsLift = false;
	#isLifting = false;
	#onBare: () => void = () => undefined;
	/** The homes are seen on the lifted canvas: the ground need not draw them. */
	#isGroundBare = false;
	/** The ground draws something else than it was handed last. */
	#isGroundStale = true;
	#lngLat: Float64Array | null = null;
	#radiusM: Float32Array | null = null;
	#look: HomeLook | null = null;
	/** What deck.gl was handed last on either canvas, and may still read. */
	#onGround: HomeLook | null = null;
	#onLifted: HomeLook | null = null;
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

	/** Makes the canvas for {@link lift} ahead of time, or lets it go. */
	prepareLift(wanted: boolean): void {
		this.#wantsLift = wanted;
		if (wanted) {
			this.#lifted ??= this.#createLifted?.(this.#map, () => this.#warm()) ?? null;
			return;
		}
		this.lift(false);
		this.#lifted?.destroy();
		this.#lifted = null;
		this.#handToLifted(null);
	}

	/**
	 * Draws the homes above the map, which need not be painted again for them, or among its layers.
	 * @param onBare Called when the ground is painted without them, once.
	 */
	lift(lifted: boolean, onBare: () => void = () => undefined): void {
		if (this.#isLifting === lifted) return;
		this.#isLifting = lifted;
		this.#onBare = onBare;
		if (!lifted) this.#isGroundBare = false;
		this.#changeGround();
	}

	destroy(): void {
		this.#destroyed = true;
		cancelAnimationFrame(this.#frame);
		this.#lifted?.destroy();
		this.#lifted = null;
		if (this.#ground) this.#map.removeControl(this.#ground.control as unknown as IControl);
	}

	async #load(): Promise<void> {
		const [{ createOverlay }, { LiftedCanvas }] = await Promise.all([
			import("./deck-layers.ts"),
			import("./lifted-canvas.ts"),
			this.#map.once("style.load"),
		]);
		if (this.#destroyed) return;
		// deck.gl asks this before it takes its place among the layers. MapLibre's own answer is no while any tile is
		// under way: one slow tile would keep the homes above every name.
		this.#map.isStyleLoaded = () => this.#map.getLayer(HOMES_BEFORE) !== undefined;
		this.#createLifted = (map, onReady) => new LiftedCanvas(map, onReady);
		this.#ground = createOverlay(this.#tokens);
		this.#map.addControl(this.#ground.control as unknown as IControl);
		if (this.#wantsLift) this.prepareLift(true);
		// A new style drops the overlay's layers from the stack; the next hand-over puts them back.
		this.#map.on("style.load", () => this.#changeGround());
		this.#changeGround();
	}

	#changeGround(): void {
		this.#isGroundStale = true;
		this.#schedule();
	}

	/** What comes while a hand-over is due goes with it: put off for every change it would come late, or never. */
	#schedule(): void {
		if (this.#frame === 0 && !this.#destroyed) this.#frame = requestAnimationFrame(() => this.#draw());
	}

	#draw(): void {
		this.#frame = 0;
		if (!this.#ground) return;
		const lifted = this.#isLifting && this.#lifted?.ready ? this.#lifted : null;
		if (lifted) {
			// Both show the homes for a frame; with neither they would blink.
			lifted.draw(this.#scene(false), this.#isGroundBare ? null : () => this.#bareGround());
			this.#handToLifted(this.#look);
		}
		if (lifted && !this.#isGroundStale) return;
		this.#drawGround(this.#ground);
		if (!lifted && this.#lifted?.shown) {
			const shown = this.#lifted;
			this.#map.once("render", () => {
				if (!this.#isLifting) shown.hide();
			});
		}
	}

	#bareGround(): void {
		// Put down again before the first scene was there.
		if (!this.#isLifting) return;
		this.#isGroundBare = true;
		this.#onBare();
		this.#changeGround();
	}

	#warm(): void {
		if (!this.#lifted || this.#lifted.shown) return;
		this.#lifted.warm(this.#scene(false));
		this.#handToLifted(this.#look);
	}

	#handToLifted(look: HomeLook | null): void {
		const before = this.#onLifted;
		this.#onLifted = look;
		if (before !== look) this.#letGo(before);
	}

	#drawGround(ground: DeckOverlay): void {
		this.#isGroundStale = false;
		const bare = this.#isGroundBare;
		const look = bare ? this.#onGround : this.#look;
		ground.draw({ ...this.#scene(bare, look), ...(bare ? { links: NO_LINKS } : {}) });
		const before = this.#onGround;
		this.#onGround = look;
		if (before !== look) this.#letGo(before);
	}

	/** Tells that nothing draws a look any longer, unless something does. */
	#letGo(look: HomeLook | null): void {
		if (look === this.#look || look === this.#onGround || look === this.#onLifted) return;
		look?.release?.();
	}

	#scene(homesLifted: boolean, look = this.#look): DeckScene {
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
		return { homes, homesLifted, areas: this.#areas, links: this.#links, tokens: this.#tokens };
	}

	#unmarked(count: number): Float32Array {
		if (this.#noMarks.length !== count) this.#noMarks = new Float32Array(count);
		return this.#noMarks;
	}
}

const NO_LINKS: readonly Link[] = [];
