import type { FeatureCollection } from "geojson";
import {
	type GeoJSONSource,
	Map as MapLibreMap,
	type MapMouseEvent,
	ScaleControl,
	setWorkerUrl,
} from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import type { BBox, Position } from "../../geodata/units/position.ts";
import { loadGlyphs, registerTileProtocol, throughProtocol } from "../base-map/label-fonts.ts";
import { greenNames, NAME_LAYERS, nameField } from "../base-map/style-labels.ts";
import { TileRetry } from "../base-map/tile-retry.ts";
import type { Language } from "../i18n/language.ts";
import type { Camera } from "../state/url-state.ts";
import type { Tokens } from "../styles/tokens.ts";
import type { Link } from "./deck-layers.ts";
import { DeckScenes, type HomeLook } from "./deck-scenes.ts";
import { DragHandles } from "./drag-handles.ts";
import { type HomeIndex, indexHomes } from "./home-index.ts";
import type { AreaDrawing } from "./layers/area-drawing.ts";
import { homeRadiiM } from "./layers/home-colours.ts";
import { mapStyle } from "./style.ts";
import { CLICKED_LAYERS, type DataSource, SWITCHED_LAYERS } from "./style-data.ts";
import { hatchImage, type SymbolShape, symbolImage } from "./symbol-images.ts";
import { type Texture, textureImage } from "./textures.ts";

const HOME_REACH_PX = 12;
const TOUCH_REACH_PX = 22;
const FLY_MS = 900;
const MAX_ZOOM = 18.5;

export interface Padding {
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
	readonly left: number;
}

/** What lies under a pointer: a feature of a clicked layer, else a home, else the bare ground. */
export type MapHit =
	| { readonly kind: "feature"; readonly layer: (typeof CLICKED_LAYERS)[number]; readonly id: string }
	| { readonly kind: "home"; readonly home: number }
	| { readonly kind: "ground" };

export interface MapEvents {
	readonly onClick: (hit: MapHit, position: Position) => void;
	readonly onHover: (hit: MapHit | null, at: { readonly x: number; readonly y: number }) => void;
	readonly onCamera: (camera: Camera) => void;
	/** Tiles of the base map could not be had, or now all are there again. */
	readonly onTileTrouble: (missing: boolean) => void;
}

export interface MapOptions {
	readonly cityId: string;
	readonly bbox: BBox;
	readonly camera: Camera | null;
	readonly padding: Padding;
	readonly tokens: Tokens;
	readonly events: MapEvents;
	readonly scaleContainer: HTMLElement;
}

/** A symbol, or the pattern of an area. */
export type MapShape = SymbolShape | { readonly texture: Texture; readonly colour: string };

export type SwitchedLayer = keyof typeof SWITCHED_LAYERS;

/**
 * Owns the map: the only object that touches MapLibre. Setters take results, skip what is equal, and survive a
 * new style (another colour scheme) or a lost graphics context.
 */
export class MapController {
	readonly #map: MapLibreMap;
	readonly #options: MapOptions;
	readonly #deck: DeckScenes;
	readonly #handles: DragHandles;
	readonly #tileRetry: TileRetry;
	#tokens: Tokens;
	#homes: HomeIndex | null = null;
	#data = new Map<DataSource, FeatureCollection>();
	#hidden = new Set<SwitchedLayer>();
	#lang: Language = "zh";
	#touched = false;
	#signs = "";
	#symbols: ReadonlyMap<string, MapShape> = new Map();

	constructor(container: HTMLElement, options: MapOptions) {
		this.#options = options;
		this.#tokens = options.tokens;
		start();
		const { camera, bbox, padding } = options;
		this.#map = new MapLibreMap({
			container,
			style: mapStyle(options.cityId, location.origin, options.tokens),
			...(camera
				? { center: [camera.lngDeg, camera.latDeg] as [number, number], zoom: camera.zoom }
				: { bounds: [...closer(bbox)] as [number, number, number, number], fitBoundsOptions: { padding } }),
			attributionControl: false,
			maxZoom: MAX_ZOOM,
			dragRotate: false,
			pitchWithRotate: false,
			localIdeographFontFamily: false,
			transformRequest: (url, type) => ({ url: type === "Tile" ? throughProtocol(url) : url }),
			fadeDuration: 150,
		});
		this.#map.touchZoomRotate.disableRotation();
		this.#map.keyboard.disableRotation();
		this.#deck = new DeckScenes(this.#map, options.tokens);
		this.#handles = new DragHandles(this.#map);
		this.#tileRetry = new TileRetry(this.#map, (missing) => options.events.onTileTrouble(missing));
		const scale = new ScaleControl({ maxWidth: 120 });
		options.scaleContainer.replaceChildren(scale.onAdd(this.#map));
		this.#listen();
	}

	setTokens(tokens: Tokens): void {
		if (tokens === this.#tokens) return;
		this.#tokens = tokens;
		this.#map.setStyle(mapStyle(this.#options.cityId, location.origin, tokens), { diff: false });
		this.#deck.setTokens(tokens);
	}

	/** Symbols of facility kinds by image name; drawn when first asked for. */
	setSymbols(symbols: ReadonlyMap<string, MapShape>): void {
		this.#symbols = symbols;
	}

	setSource(source: DataSource, data: FeatureCollection): void {
		if (this.#data.get(source) === data) return;
		this.#data.set(source, data);
		this.#writeSource(source);
	}

	setVisible(layer: SwitchedLayer, visible: boolean): void {
		if (visible) this.#hidden.delete(layer);
		else this.#hidden.add(layer);
		this.#writeVisibility(layer);
	}

	/** Names of the base map in a language, where the data has them. */
	setLanguage(lang: Language): void {
		this.#lang = lang;
		for (const id of NAME_LAYERS)
			if (this.#map.getLayer(id)) this.#map.setLayoutProperty(id, "text-field", nameField(lang));
	}

	/** @param lngLat Shape [count × 2]; degrees. */
	setHomes(lngLat: Float64Array, people: Uint32Array): void {
		this.#homes = indexHomes(lngLat);
		this.#deck.setHomes(lngLat, homeRadiiM(people));
	}

	/** @param look New arrays for a new look; null hides the homes. */
	setHomeLook(look: HomeLook | null): void {
		this.#deck.setLook(look);
	}

	/** Lines from where facilities stood to where they stand in a what-if. */
	setLinks(links: readonly Link[]): void {
		this.#deck.setLinks(links);
	}

	/** Makes ready for {@link showDragged}, or gives it up, ending a drag under way. */
	prepareDrag(wanted: boolean): void {
		if (!wanted) {
			this.#handles.release();
			this.showDragged(null);
		}
		this.#deck.prepareDrag(wanted);
	}

	/**
	 * While a facility is dragged the map stands still: homes are drawn above it, and the facility's own sign,
	 * which stays behind, is hidden.
	 * @param id null: nothing is dragged any longer.
	 */
	showDragged(id: string | null): void {
		if (id !== null) {
			// With the homes' going, so that the map is painted once for both.
			this.#deck.setDragging(true, () =>
				this.#map.setFeatureState({ source: "facilities", id }, { dragged: true }),
			);
			return;
		}
		this.#deck.setDragging(false);
		// By then the sign has gone from its source, or belongs where it stands.
		this.#map.once("idle", () => {
			if (this.#handles.draggedId === null) this.#map.removeFeatureState({ source: "facilities" });
		});
	}

	/** What can be dragged, and the elements that stand on the map. */
	get handles(): DragHandles {
		return this.#handles;
	}

	setAreas(areas: AreaDrawing | null): void {
		this.#deck.setAreas(areas);
	}

	fit(
		bbox: BBox,
		padding: Padding,
		options: { readonly maxZoom?: number; readonly jump?: boolean } = {},
	): void {
		this.#map.fitBounds([...bbox] as [number, number, number, number], {
			padding,
			maxZoom: options.maxZoom ?? 15,
			duration: options.jump ? 0 : FLY_MS,
		});
	}

	/** Moves to a camera read from a link; nothing happens when the map is there already. */
	setCamera(camera: Camera): void {
		const now = this.#camera();
		if (sameCamera(now, camera)) return;
		this.#map.jumpTo({ center: [camera.lngDeg, camera.latDeg], zoom: camera.zoom });
	}

	/** Shows a camera's place in the middle of what the panel leaves free. */
	look(camera: Camera, padding: Padding): void {
		this.#map.easeTo({
			center: [camera.lngDeg, camera.latDeg],
			zoom: camera.zoom,
			offset: [(padding.left - padding.right) / 2, (padding.top - padding.bottom) / 2],
			duration: 0,
		});
	}

	/** True once the reader has moved the map. */
	get touched(): boolean {
		return this.#touched;
	}

	zoomBy(steps: number): void {
		this.#map.zoomTo(this.#map.getZoom() + steps, { duration: 250 });
	}

	resize(): void {
		this.#map.resize();
	}

	destroy(): void {
		this.#deck.destroy();
		this.#handles.destroy();
		this.#tileRetry.destroy();
		this.#map.remove();
	}

	#listen(): void {
		const { events } = this.#options;
		const map = this.#map;
		map.on("style.load", () => {
			this.#signs = "";
			for (const source of this.#data.keys()) this.#writeSource(source);
			for (const layer of this.#hidden) this.#writeVisibility(layer);
			this.setLanguage(this.#lang);
		});
		map.setMissingStyleImageResolver((id) => this.#drawImage(id));
		for (const type of ["mousedown", "wheel", "touchstart", "keydown"] as const)
			map.getCanvasContainer().addEventListener(type, () => {
				this.#touched = true;
			});
		map.on("moveend", () => events.onCamera(this.#camera()));
		map.on("click", (event) => {
			const touch = (event.originalEvent as PointerEvent).pointerType === "touch";
			events.onClick(this.#hitAt(event, touch ? TOUCH_REACH_PX : HOME_REACH_PX), [
				event.lngLat.lng,
				event.lngLat.lat,
			]);
		});
		let frame = 0;
		map.on("mousemove", (event) => {
			cancelAnimationFrame(frame);
			// Looking for what lies under the pointer takes longer than a frame may.
			if (this.#handles.draggedId !== null) return;
			frame = requestAnimationFrame(() => {
				const hit = this.#hitAt(event, HOME_REACH_PX);
				map.getCanvas().style.cursor = hit.kind === "ground" ? "crosshair" : "pointer";
				events.onHover(hit, event.point);
			});
		});
		map.on("mouseout", () => {
			cancelAnimationFrame(frame);
			events.onHover(null, { x: 0, y: 0 });
		});
		map.on("dragstart", () => events.onHover(null, { x: 0, y: 0 }));
		map.getCanvas().addEventListener("keydown", (event) => {
			if (event.key !== "Enter") return;
			const { lng, lat } = map.getCenter();
			events.onClick({ kind: "ground" }, [lng, lat]);
		});
	}

	#hitAt(event: MapMouseEvent, reachPx: number): MapHit {
		const layers = CLICKED_LAYERS.filter((layer) => this.#map.getLayer(layer) !== undefined);
		const { x, y } = event.point;
		const [feature] = this.#map.queryRenderedFeatures(
			[
				[x - 4, y - 4],
				[x + 4, y + 4],
			],
			{ layers: [...layers] },
		);
		const id: unknown = feature?.properties.id;
		if (feature && typeof id === "string")
			return { kind: "feature", layer: feature.layer.id as (typeof CLICKED_LAYERS)[number], id };
		const home = this.#deck.homesShown
			? (this.#homes?.nearest([event.lngLat.lng, event.lngLat.lat], this.#map.getZoom(), reachPx) ?? null)
			: null;
		return home === null ? { kind: "ground" } : { kind: "home", home };
	}

	#camera(): Camera {
		const { lng, lat } = this.#map.getCenter();
		return { lngDeg: lng, latDeg: lat, zoom: this.#map.getZoom() };
	}

	#drawImage(id: string): void {
		if (this.#map.hasImage(id)) return;
		const shape = this.#symbols.get(id);
		const image =
			id === "gap-hatch" ? hatchImage(this.#tokens) : shape ? shapeImage(shape, this.#tokens) : null;
		if (image) this.#map.addImage(id, image.data, { pixelRatio: image.pixelRatio });
	}

	/** The base map names no park that stands on the map with a sign of its own. */
	#writeGreenNames(): void {
		const signs = (["parks", "facilities"] as const).flatMap((source) =>
			(this.#data.get(source)?.features ?? []).map((feature) => String(feature.properties?.name ?? "")),
		);
		const key = signs.join("\n");
		// A facility that is dragged keeps its name: the map is not laid out anew for it.
		if (key === this.#signs) return;
		this.#signs = key;
		this.#map.setFilter("green-name", greenNames(signs));
	}

	#writeSource(source: DataSource): void {
		const data = this.#data.get(source);
		const target = this.#map.getSource<GeoJSONSource>(source);
		if (!data || !target) return;
		if (source === "parks" || source === "facilities") this.#writeGreenNames();
		const names = data.features.map(
			(feature) => `${feature.properties?.name ?? ""}${feature.properties?.peopleText ?? ""}`,
		);
		// The names wait for their font; a later write of the same source wins.
		void loadGlyphs(names.join("")).then(() => {
			if (this.#data.get(source) === data) this.#map.getSource<GeoJSONSource>(source)?.setData(data);
		});
	}

	#writeVisibility(layer: SwitchedLayer): void {
		for (const id of SWITCHED_LAYERS[layer])
			if (this.#map.getLayer(id))
				this.#map.setLayoutProperty(id, "visibility", this.#hidden.has(layer) ? "none" : "visible");
	}
}

const shapeImage = (shape: MapShape, tokens: Tokens) =>
	"texture" in shape ? textureImage(shape.texture, shape.colour) : symbolImage(shape, tokens);

let started = false;
function start(): void {
	if (started) return;
	started = true;
	setWorkerUrl(workerUrl);
	registerTileProtocol();
}

/** The middle third of a city: the first look, until it is known where its people live. */
function closer([west, south, east, north]: BBox): BBox {
	const [lng, lat] = [(east - west) / 3, (north - south) / 3];
	return [west + lng, south + lat, east - lng, north - lat];
}

const sameCamera = (a: Camera, b: Camera) =>
	Math.abs(a.lngDeg - b.lngDeg) < 2e-5 &&
	Math.abs(a.latDeg - b.latDeg) < 2e-5 &&
	Math.abs(a.zoom - b.zoom) < 0.02;
