import { PathLayer, ScatterplotLayer, SolidPolygonLayer } from "@deck.gl/layers";
import { MapLibreOverlay } from "@deck.gl/maplibre";
import { rgb, type Tokens } from "../styles/tokens.ts";
import type { AreaDrawing } from "./layers/area-drawing.ts";
import { AREAS_BEFORE, HOMES_BEFORE } from "./style.ts";

const AREA_FILL_ALPHA = 34;
const AREA_LINE_ALPHA = 190;

/** Homes as binary columns: the arrays go to the graphics card as they are. */
export interface HomeColumns {
	readonly count: number;
	/** Shape [count × 2]; degrees. */
	readonly lngLat: Float64Array;
	/** Shape [count]; metres on the ground. */
	readonly radiusM: Float32Array;
	/** Shape [count × 4]; bytes. A new array where colours changed. */
	readonly colours: Uint8Array;
}

export interface DeckScene {
	readonly homes: HomeColumns | null;
	readonly areas: AreaDrawing | null;
	readonly tokens: Tokens;
}

/** The overlay that draws between the layers of the map. Loaded on its own, after the map is there. */
export function createOverlay(): MapLibreOverlay {
	return new MapLibreOverlay({ interleaved: true, layers: [] });
}

/** Layers of a scene; equal input gives layers deck.gl recognises as unchanged. */
export function deckLayers(scene: DeckScene) {
	return [...areaLayers(scene), ...homeLayers(scene)];
}

function areaLayers({ areas, tokens }: DeckScene) {
	if (!areas) return [];
	const [pr, pg, pb] = rgb(tokens.promise);
	const [tr, tg, tb] = rgb(tokens.band2);
	const mix = (from: number, to: number) => Math.round(from + (to - from) * areas.truth);
	const colour = (alpha: number): [number, number, number, number] => [
		mix(pr, tr),
		mix(pg, tg),
		mix(pb, tb),
		alpha,
	];
	return [
		new SolidPolygonLayer({
			id: "areas",
			beforeId: AREAS_BEFORE,
			data: areas.rings,
			getPolygon: (ring: number[][]) => ring as [number, number][],
			getFillColor: colour(AREA_FILL_ALPHA),
			updateTriggers: { getFillColor: [areas.truth, tokens] },
			positionFormat: "XY",
		}),
		new PathLayer({
			id: "area-lines",
			beforeId: AREAS_BEFORE,
			data: areas.rings,
			getPath: (ring: number[][]) => ring as [number, number][],
			getColor: colour(AREA_LINE_ALPHA),
			getWidth: 1.3,
			widthUnits: "pixels",
			updateTriggers: { getColor: [areas.truth, tokens] },
			positionFormat: "XY",
		}),
	];
}

function homeLayers({ homes, tokens }: DeckScene) {
	if (!homes) return [];
	return [
		new ScatterplotLayer({
			id: "homes",
			beforeId: HOMES_BEFORE,
			data: {
				length: homes.count,
				attributes: {
					getPosition: { value: homes.lngLat, size: 2 },
					getRadius: { value: homes.radiusM, size: 1 },
					getFillColor: { value: homes.colours, size: 4, normalized: true },
				},
			},
			radiusUnits: "meters",
			radiusMinPixels: 1.8,
			radiusMaxPixels: 11,
			stroked: true,
			getLineColor: [...rgb(tokens.paper), 200],
			lineWidthUnits: "pixels",
			getLineWidth: 0.6,
		}),
	];
}
