// @vitest-environment happy-dom
import { readFileSync } from "node:fs";
import { ScatterplotLayer } from "@deck.gl/layers";
import { MapLibreOverlay } from "@deck.gl/maplibre";
import type { Map as MapLibreMap } from "maplibre-gl";
import { afterEach, expect, it, vi } from "vitest";

// `DeckScenes` overrides the map's `isStyleLoaded`. If one of these tests fails, the pinned libraries no longer need
// it: remove the override and this file.
afterEach(() => vi.unstubAllGlobals());

it("deck.gl inserts its layers only once the map reports a loaded style", () => {
	vi.stubGlobal("WebGLRenderingContext", class {});
	const layers: string[] = [];
	let isLoaded = false;
	const map = {
		isStyleLoaded: () => isLoaded,
		getLayer: () => undefined,
		getLayersOrder: () => layers,
		addLayer: ({ id }: { readonly id: string }) => layers.push(id),
		// A device that never arrives: nothing is drawn here.
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

it("MapLibre reports false while any tile is loading", () => {
	// A map cannot be created without WebGL, so its source is read.
	const source = readFileSync("node_modules/maplibre-gl/src/style/style.ts", "utf8");
	const asked = /\n {4}loaded\(\): boolean \{([\s\S]*?)\n {4}\}/.exec(source)?.[1];
	expect(asked).toMatch(/if \(!this\.tileManagers\[id\]\.loaded\(\)\)\s+return false;/);
});
