import "./maplibre.css";
import type { FeatureCollection } from "geojson";
import { type GeoJSONSource, Map as MapLibreMap, ScaleControl, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import type { BBox } from "../../geodata/units/position.ts";
import type { Language } from "../i18n/language.ts";
import type { Tokens } from "../styles/tokens.ts";
import { baseStyle, type OwnLayers } from "./base-style.ts";
import type { Camera } from "./camera.ts";
import { loadGlyphs, registerTileProtocol, throughProtocol } from "./label-fonts.ts";
import { NAME_LAYERS, nameField } from "./style-labels.ts";
import { TileRetry } from "./tile-retry.ts";

const FLY_MS = 900;
const MAX_ZOOM = 18.5;

/** Feature properties drawn as text. */
const WORDS = ["name", "peopleText"];

export interface Padding {
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
	readonly left: number;
}

export interface BaseMapEvents {
	readonly onCamera: (camera: Camera) => void;
	/** Called with true when base map tiles fail to load, with false when all have loaded. */
	readonly onTileTrouble: (missing: boolean) => void;
}

export interface BaseMapOptions {
	readonly cityId: string;
	readonly bbox: BBox;
	readonly camera: Camera | null;
	readonly padding: Padding;
	readonly tokens: Tokens;
	readonly events: BaseMapEvents;
	readonly scaleContainer: HTMLElement;
}

export interface MapImage {
	readonly data: ImageData;
	readonly pixelRatio: number;
}

/**
 * The map of a city without deck.gl: style, camera, tiles, fonts, and features in the page's own sources. Setters
 * skip equal values; their state survives a new style (another colour scheme) or a lost graphics context.
 */
export class BaseMap {
	protected readonly map: MapLibreMap;
	readonly #options: BaseMapOptions;
	readonly #layersOf: (tokens: Tokens) => OwnLayers;
	readonly #tileRetry: TileRetry;
	#tokens: Tokens;
	#data = new Map<string, FeatureCollection>();
	#lang: Language = "zh";
	#touched = false;

	/** @param layersOf The page's own sources and layers, in a colour scheme. */
	constructor(container: HTMLElement, options: BaseMapOptions, layersOf: (tokens: Tokens) => OwnLayers) {
		this.#options = options;
		this.#layersOf = layersOf;
		this.#tokens = options.tokens;
		start();
		const { camera, bbox, padding, events } = options;
		this.map = new MapLibreMap({
			container,
			style: this.#style(),
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
		this.map.touchZoomRotate.disableRotation();
		this.map.keyboard.disableRotation();
		this.#tileRetry = new TileRetry(this.map, (missing) => events.onTileTrouble(missing));
		const scale = new ScaleControl({ maxWidth: 120 });
		options.scaleContainer.replaceChildren(scale.onAdd(this.map));
		this.map.on("style.load", () => {
			for (const source of this.#data.keys()) this.#writeSource(source);
			this.setLanguage(this.#lang);
		});
		this.map.setMissingStyleImageResolver((id) => {
			if (this.map.hasImage(id)) return;
			const image = this.imageOf(id, this.#tokens);
			if (image) this.map.addImage(id, image.data, { pixelRatio: image.pixelRatio });
		});
		for (const type of ["mousedown", "wheel", "touchstart", "keydown"] as const)
			this.map.getCanvasContainer().addEventListener(type, () => {
				this.#touched = true;
			});
		this.map.on("moveend", () => events.onCamera(this.#camera()));
	}

	setTokens(tokens: Tokens): void {
		if (tokens === this.#tokens) return;
		this.#tokens = tokens;
		this.map.setStyle(this.#style(), { diff: false });
	}

	/** @param source One of the page's own. */
	setSource(source: string, data: FeatureCollection): void {
		if (this.#data.get(source) === data) return;
		this.#data.set(source, data);
		this.#writeSource(source);
	}

	/** Base map names in a language, where the data has them. */
	setLanguage(lang: Language): void {
		this.#lang = lang;
		for (const id of NAME_LAYERS)
			if (this.map.getLayer(id)) this.map.setLayoutProperty(id, "text-field", nameField(lang));
	}

	fit(
		bbox: BBox,
		padding: Padding,
		options: { readonly maxZoom?: number; readonly jump?: boolean } = {},
	): void {
		this.map.fitBounds([...bbox] as [number, number, number, number], {
			padding,
			maxZoom: options.maxZoom ?? 15,
			duration: options.jump ? 0 : FLY_MS,
		});
	}

	/** Moves to a camera from a link; does nothing when the map is already there. */
	setCamera(camera: Camera): void {
		const now = this.#camera();
		if (sameCamera(now, camera)) return;
		this.map.jumpTo({ center: [camera.lngDeg, camera.latDeg], zoom: camera.zoom });
	}

	/** Centres a place in the area that the panel leaves free. */
	look(camera: Camera, padding: Padding): void {
		this.map.easeTo({
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
		this.map.zoomTo(this.map.getZoom() + steps, { duration: 250 });
	}

	resize(): void {
		this.map.resize();
	}

	destroy(): void {
		this.#tileRetry.destroy();
		this.map.remove();
	}

	/** Creates an image of the style on first use; null for an unknown name. */
	protected imageOf(_id: string, _tokens: Tokens): MapImage | null {
		return null;
	}

	/** The current features of one of the page's own sources. */
	protected featuresOf(source: string): FeatureCollection["features"] {
		return this.#data.get(source)?.features ?? [];
	}

	#style() {
		return baseStyle(this.#options.cityId, location.origin, this.#tokens, this.#layersOf(this.#tokens));
	}

	#camera(): Camera {
		const { lng, lat } = this.map.getCenter();
		return { lngDeg: lng, latDeg: lat, zoom: this.map.getZoom() };
	}

	#writeSource(source: string): void {
		const data = this.#data.get(source);
		if (!data || !this.map.getSource(source)) return;
		const words = data.features.flatMap(({ properties }) => WORDS.map((word) => properties?.[word] ?? ""));
		// The write waits for the fonts of its text; a later write of the same source wins.
		void loadGlyphs(words.join("")).then(() => {
			if (this.#data.get(source) === data) this.map.getSource<GeoJSONSource>(source)?.setData(data);
		});
	}
}

let started = false;
function start(): void {
	if (started) return;
	started = true;
	setWorkerUrl(workerUrl);
	registerTileProtocol();
}

/** The middle third of a city: the first view, until it is known where people live. */
function closer([west, south, east, north]: BBox): BBox {
	const [lng, lat] = [(east - west) / 3, (north - south) / 3];
	return [west + lng, south + lat, east - lng, north - lat];
}

const sameCamera = (a: Camera, b: Camera) =>
	Math.abs(a.lngDeg - b.lngDeg) < 2e-5 &&
	Math.abs(a.latDeg - b.latDeg) < 2e-5 &&
	Math.abs(a.zoom - b.zoom) < 0.02;
