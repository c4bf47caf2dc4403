// @vitest-environment happy-dom
import { readFileSync } from "node:fs";
import { ScatterplotLayer } from "@deck.gl/layers";
import { MapLibreOverlay } from "@deck.gl/maplibre";
import type { Map as MapLibreMap } from "maplibre-gl";
import { afterEach, expect, it, vi } from "vitest";

// `DeckScenes` gives the map another answer to `isStyleLoaded`. Where one of these fails, the pinned libraries no
// longer need it: take that line out, and this file.
afterEach(() => vi.unstubAllGlobals());

it("deck.gl takes its place among a map's layers only once the map says that its style is loaded", () => {
	vi.stubGlobal("WebGLRenderingContext", class {});
	const layers: string[] = [];
	let isLoaded = false;
	const map = {
		isStyleLoaded: () => isLoaded,
		getLayer: () => undefined,
		getLayersOrder: () => layers,
		addLayer: ({ id }: { readonly id: string }) => layers.push(id),
		// A device that never comes: nothing is drawn here.
		getCanvas: () => ({ getContext: () => ({ luma: { device: new Promise(() => undefined) } }) }),
		getCenter: () => ({ lng: 120.9, lat: 31.4 }),
		getPadding: () => ({}),
		getZoom: () => 12,
		getRenderWorldCopies: () => true,
		getBearing: () => 0,
		getPitch: () => 0,
		on: () => undefined,
	};
	const homes = () => [new ScatterplotLayer({ id: "homes", data: [] })];
	const overlay = new MapLibreOverlay({ interleaved: true, layers: homes() });
	overlay.onAdd(map as unknown as MapLibreMap);
	expect(layers).toEqual([]);
	isLoaded = true;
	overlay.setProps({ layers: homes() });
	expect(layers).toHaveLength(1);
});

it("MapLibre says no while any tile is under way", () => {
	// Without WebGL no map can be made, so its source is read.
	const source = readFileSync("node_modules/maplibre-gl/src/style/style.ts", "utf8");
	const asked = /\n {4}loaded\(\): boolean \{([\s\S]*?)\n {4}\}/.exec(source)?.[1];
	expect(asked).toMatch(/if \(!this\.tileManagers\[id\]\.loaded\(\)\)\s+return false;/);
});
