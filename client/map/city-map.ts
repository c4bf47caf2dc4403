import type { FeatureCollection } from "geojson";
import type { MapMouseEvent } from "maplibre-gl";
import { BaseMap, type BaseMapEvents, type BaseMapOptions, type MapImage } from "../base-map/base-map.ts";
import { featureUnder, listenToPointer, type PointerEvents } from "../base-map/listen-to-pointer.ts";
import { greenNames } from "../base-map/style-labels.ts";
import type { Tokens } from "../styles/tokens.ts";
import { cityLayers } from "./city-style.ts";
import type { DataLayers } from "./data-layers.ts";
import type { Link } from "./deck-layers.ts";
import { DeckScenes, type HomeLook } from "./deck-scenes.ts";
import { DragHandles } from "./drag-handles.ts";
import { type HomeIndex, indexHomes } from "./home-index.ts";
import type { AreaDrawing } from "./layers/area-drawing.ts";
import { homeRadiiM } from "./layers/home-radii.ts";
import { hatchImage, type SymbolShape, symbolImage } from "./symbol-images.ts";
import { type Texture, textureImage } from "./textures.ts";

/** What is under a pointer: a feature of a clickable layer, else a home, else the ground. */
export type MapHit =
	| { readonly kind: "feature"; readonly layer: string; readonly id: string }
	| { readonly kind: "home"; readonly home: number }
	| { readonly kind: "ground" };

export type MapEvents = BaseMapEvents & Pick<PointerEvents<MapHit>, "onClick" | "onHover">;

export type MapOptions = BaseMapOptions & {
	readonly events: MapEvents;
	/** The layers of every kind of thing. */
	readonly drawn: readonly DataLayers[];
};

/** A symbol, or the pattern of an area. */
export type MapShape = SymbolShape | { readonly texture: Texture; readonly colour: string };

/** The map of the workspaces: the base map, the layers of things, deck.gl's homes and areas, and draggable things. */
export class CityMap extends BaseMap {
	/** Draggable things, and HTML elements placed on the map. */
	readonly handles: DragHandles;
	readonly #deck: DeckScenes;
	#homes: HomeIndex | null = null;
	readonly #pressed: readonly string[];
	readonly #signSources: readonly string[];
	/** Style layers by the name of their switch. */
	readonly #switched: ReadonlyMap<string, readonly string[]>;
	#hidden = new Set<string>();
	#signs = "";
	#symbols: ReadonlyMap<string, MapShape> = new Map();

	constructor(container: HTMLElement, options: MapOptions) {
		const { drawn } = options;
		super(container, options, (tokens) => cityLayers(drawn, tokens));
		this.#pressed = drawn.flatMap(({ pressed }) => pressed);
		this.#signSources = drawn.flatMap(({ signs }) => signs);
		this.#switched = new Map(drawn.flatMap(({ switched }) => Object.entries(switched)));
		this.#deck = new DeckScenes(this.map, options.tokens);
		this.handles = new DragHandles(this.map);
		this.map.on("style.load", () => {
			this.#signs = "";
			this.#writeGreenNames();
			for (const layer of this.#hidden) this.#writeVisibility(layer);
		});
		listenToPointer<MapHit>(
			this.map,
			{ kind: "ground" },
			{
				hitAt: (event, reachPx) => this.#hitAt(event, reachPx),
				isBusy: () => this.handles.draggedId !== null,
				onClick: (hit, position) => options.events.onClick(hit, position),
				onHover: (hit, at) => options.events.onHover(hit, at),
			},
		);
	}

	override setTokens(tokens: Tokens): void {
		super.setTokens(tokens);
		this.#deck.setTokens(tokens);
	}

	/** Symbols of facility kinds by image name; created on first use. */
	setSymbols(symbols: ReadonlyMap<string, MapShape>): void {
		this.#symbols = symbols;
	}

	override setSource(source: string, data: FeatureCollection): void {
		super.setSource(source, data);
		if (this.#signSources.includes(source)) this.#writeGreenNames();
	}

	/** @param layer Name of a switch in {@link DataLayers}. */
	setVisible(layer: string, visible: boolean): void {
		if (visible) this.#hidden.delete(layer);
		else this.#hidden.add(layer);
		this.#writeVisibility(layer);
	}

	/** @param lngLat Shape [count × 2]; degrees. */
	setHomes(lngLat: Float64Array, people: Uint32Array): void {
		this.#homes = indexHomes(lngLat);
		this.#deck.setHomes(lngLat, homeRadiiM(people));
	}

	/** @param look New arrays for new colours; null hides the homes. */
	setHomeLook(look: HomeLook | null): void {
		this.#deck.setLook(look);
	}

	/** Lines from the original to the current positions of facilities in a what-if. */
	setLinks(links: readonly Link[]): void {
		this.#deck.setLinks(links);
	}

	/** Prepares {@link showDragged}, or drops it and ends a current drag. */
	prepareDrag(wanted: boolean): void {
		if (!wanted) {
			this.handles.release();
			this.showDragged(null);
		}
		this.#deck.prepareDrag(wanted);
	}

	/**
	 * While a facility is dragged the map is not repainted: homes are drawn above it, and the facility's own symbol,
	 * which stays behind, is hidden.
	 * @param id null ends the drag.
	 */
	showDragged(id: string | null): void {
		if (id !== null) {
			// Together with hiding the homes, so that the map is repainted only once.
			this.#deck.setDragging(true, () =>
				this.map.setFeatureState({ source: "facilities", id }, { dragged: true }),
			);
			return;
		}
		this.#deck.setDragging(false);
		// By then the symbol has left its source, or is back in its place.
		this.map.once("idle", () => {
			if (this.handles.draggedId === null) this.map.removeFeatureState({ source: "facilities" });
		});
	}

	setAreas(areas: AreaDrawing | null): void {
		this.#deck.setAreas(areas);
	}

	override destroy(): void {
		this.#deck.destroy();
		this.handles.destroy();
		super.destroy();
	}

	protected override imageOf(id: string, tokens: Tokens): MapImage | null {
		if (id === "gap-hatch") return hatchImage(tokens);
		const shape = this.#symbols.get(id);
		if (!shape) return null;
		return "texture" in shape ? textureImage(shape.texture, shape.colour) : symbolImage(shape, tokens);
	}

	#hitAt(event: MapMouseEvent, reachPx: number): MapHit {
		const feature = featureUnder(this.map, event.point, this.#pressed);
		if (feature) return { kind: "feature", ...feature };
		const home = this.#deck.homesShown
			? (this.#homes?.nearest([event.lngLat.lng, event.lngLat.lat], this.map.getZoom(), reachPx) ?? null)
			: null;
		return home === null ? { kind: "ground" } : { kind: "home", home };
	}

	/** The base map does not label parks that have a symbol on the map. */
	#writeGreenNames(): void {
		if (!this.map.getLayer("green-name")) return;
		const signs = this.#signSources.flatMap((source) =>
			this.featuresOf(source).map((feature) => String(feature.properties?.name ?? "")),
		);
		const key = signs.join("\n");
		// A dragged facility keeps its name: the labels are not laid out again for it.
		if (key === this.#signs) return;
		this.#signs = key;
		this.map.setFilter("green-name", greenNames(signs));
	}

	#writeVisibility(layer: string): void {
		for (const id of this.#switched.get(layer) ?? [])
			if (this.map.getLayer(id))
				this.map.setLayoutProperty(id, "visibility", this.#hidden.has(layer) ? "none" : "visible");
	}
}
