import { LineLayer, PathLayer, ScatterplotLayer, SolidPolygonLayer } from "@deck.gl/layers";
import { MapLibreOverlay } from "@deck.gl/maplibre";
import type { Position } from "../../geodata/units/position.ts";
import { rgb, type Tokens } from "../styles/tokens.ts";
import { AREAS_BEFORE, HOMES_BEFORE } from "./city-style.ts";
import type { AreaDrawing } from "./layers/area-drawing.ts";
import { HomesLayer } from "./layers/homes-layer.ts";

const AREA_FILL_ALPHA = 34;
const AREA_LINE_ALPHA = 130;

/** Homes as binary columns, uploaded to the GPU unchanged. */
export interface HomeColumns {
	readonly count: number;
	/** Shape [count × 2]; degrees. */
	readonly lngLat: Float64Array;
	/** Shape [count]; metres on the ground. */
	readonly radiusM: Float32Array;
	/** Shape [count × 4]; bytes. A new array for new colours. */
	readonly colours: Uint8Array;
	/** Shape [count]; 1 newly covered, 2 newly lost, 0 neither. */
	readonly marks: Float32Array;
}

/** A moved facility: its original and current position. */
export interface Link {
	readonly from: Position;
	readonly to: Position;
}

export interface DeckScene {
	readonly homes: HomeColumns | null;
	/** Whether the homes are currently drawn on the other canvas; their columns stay on the GPU. */
	readonly homesElsewhere: boolean;
	readonly areas: AreaDrawing | null;
	readonly links: readonly Link[];
	readonly tokens: Tokens;
}

/** The overlay among the map's layers, with a function that draws a scene on it. */
export interface DeckOverlay {
	readonly control: MapLibreOverlay;
	readonly draw: (scene: DeckScene) => void;
}

/** The overlay that draws between the layers of the map. Loaded separately, after the map. */
export function createOverlay(tokens: Tokens): DeckOverlay {
	const control = new MapLibreOverlay({
		interleaved: true,
		layers: deckLayers({ homes: null, homesElsewhere: false, areas: null, links: [], tokens }),
	});
	return { control, draw: (scene) => control.setProps({ layers: deckLayers(scene) }) };
}

const NO_AREAS: AreaDrawing = { rings: [], truth: 1 };
const NO_HOMES: HomeColumns = {
	count: 0,
	lngLat: new Float64Array(0),
	radiusM: new Float32Array(0),
	colours: new Uint8Array(0),
	marks: new Float32Array(0),
};

type Column = Float64Array | Float32Array | Uint8Array;
interface BinaryColumn {
	readonly value: Column;
	readonly size: number;
	readonly normalized: boolean;
}
const columns = new WeakMap<Column, BinaryColumn>();

/** One cached descriptor per array: deck.gl uploads a column again when its descriptor is another object. */
function columnOf(value: Column, size: number, normalized = false): BinaryColumn {
	const known = columns.get(value);
	if (known) return known;
	const column = { value, size, normalized };
	columns.set(value, column);
	return column;
}

/** Layers of a scene, empty ones included; equal input gives layers that deck.gl treats as unchanged. */
function deckLayers(scene: DeckScene) {
	return [...areaLayers(scene), ...homeLayers(scene), ...linkLayers(scene)];
}

/** The layers on the drag canvas above the map while a facility is dragged. */
export function dragLayers(scene: DeckScene) {
	return [...homeLayers(scene), ...linkLayers(scene)];
}

function areaLayers({ areas, tokens }: DeckScene) {
	const { rings, truth } = areas ?? NO_AREAS;
	const [pr, pg, pb] = rgb(tokens.promise);
	const [tr, tg, tb] = rgb(tokens.band2);
	const mix = (from: number, to: number) => Math.round(from + (to - from) * truth);
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
			data: rings,
			getPolygon: (ring: number[][]) => ring as [number, number][],
			getFillColor: colour(AREA_FILL_ALPHA),
			updateTriggers: { getFillColor: [truth, tokens] },
			positionFormat: "XY",
		}),
		new PathLayer({
			id: "area-lines",
			beforeId: AREAS_BEFORE,
			data: rings,
			getPath: (ring: number[][]) => ring as [number, number][],
			getColor: colour(AREA_LINE_ALPHA),
			getWidth: 1.3,
			widthUnits: "pixels",
			updateTriggers: { getColor: [truth, tokens] },
			positionFormat: "XY",
		}),
	];
}

function homeLayers({ homes, homesElsewhere, tokens }: DeckScene) {
	const { count, lngLat, radiusM, colours, marks } = homes ?? NO_HOMES;
	return [
		new HomesLayer({
			id: "homes",
			beforeId: HOMES_BEFORE,
			visible: !homesElsewhere,
			data: {
				length: count,
				attributes: {
					getPosition: columnOf(lngLat, 2),
					getRadius: columnOf(radiusM, 1),
					getFillColor: columnOf(colours, 4, true),
					getMark: columnOf(marks, 1),
				},
			},
			rimColour: [...rgb(tokens.paper), 200],
		}),
	];
}

/** A thin line back to the original position of a facility, with a ring there. */
function linkLayers({ links, tokens }: DeckScene) {
	const [r, g, b] = rgb(tokens.pick);
	return [
		new LineLayer({
			id: "what-if-links",
			beforeId: HOMES_BEFORE,
			data: links,
			getSourcePosition: ({ from }: Link) => [from[0], from[1]],
			getTargetPosition: ({ to }: Link) => [to[0], to[1]],
			getColor: [r, g, b, 210],
			getWidth: 1.6,
			widthUnits: "pixels",
			updateTriggers: { getColor: tokens },
		}),
		new ScatterplotLayer({
			id: "what-if-ghosts",
			beforeId: HOMES_BEFORE,
			data: links,
			getPosition: ({ from }: Link) => [from[0], from[1]],
			getRadius: 8,
			radiusUnits: "pixels",
			filled: true,
			getFillColor: [...rgb(tokens.card), 150],
			stroked: true,
			getLineColor: [r, g, b, 210],
			getLineWidth: 1.6,
			lineWidthUnits: "pixels",
			updateTriggers: { getFillColor: tokens, getLineColor: tokens },
		}),
	];
}
