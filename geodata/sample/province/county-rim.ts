import type { Geometry, Position as GeoPosition } from "geojson";
import type { CityInput } from "../../city/city-input.ts";
import { isWalkable } from "../../graph/split-ways.ts";
import { STREET_CLASSES, type StreetSource, WAY_FLAG } from "../../graph/street-source.ts";
import type { Position } from "../../units/position.ts";
import { type Point, toPlane } from "../plane/plane.ts";

/** One side of a county as its neighbour needs it: streets where a road may start, and obstacles. */
export interface RimSide {
	readonly nodes: readonly RimNode[];
	readonly obstacles: readonly Segment[];
	readonly water: readonly (readonly Point[])[];
}

export interface RimNode {
	/** Index into the county's own streets. */
	readonly node: number;
	readonly position: Position;
	readonly at: Point;
}

export type Segment = readonly [Point, Point];

export const SIDES = ["east", "north", "west", "south"] as const;
export type Side = (typeof SIDES)[number];
export type CountyRim = Readonly<Record<Side, RimSide>>;

/** Length of border represented by one street end. */
const STRETCH_M = 400;
/** Maximum difference along the border between the two ends of a road. */
export const SLANT_M = 2400;
const WINDOW = Math.ceil(SLANT_M / STRETCH_M) + 1;

/** Ways inside compounds and works, and expressways: no public road starts there. */
const CLOSED = new Set(["footway", "service", "motorway", "trunk", "steps"]);

/** For each side, a point's distance outwards and its position along the side. */
const AXES: Readonly<Record<Side, (p: Point) => readonly [outM: number, alongM: number]>> = {
	east: ([x, y]) => [x, y],
	west: ([x, y]) => [-x, y],
	north: ([x, y]) => [y, x],
	south: ([x, y]) => [-y, x],
};

/** The rim of a county at its final place. */
export function countyRim({ streets, baseFeatures }: CityInput): CountyRim {
	const points = Array.from(streets.nodeLngDeg, (lngDeg, i) => toPlane([lngDeg, streets.nodeLatDeg[i]!]));
	const open = openNodes(streets).map((node) => ({
		node,
		position: [streets.nodeLngDeg[node]!, streets.nodeLatDeg[node]!] as const,
		at: points[node]!,
	}));
	const lines: (readonly Point[])[] = [];
	for (let way = 0; way < streets.wayClass.length; way++) {
		const nodes = streets.wayNode.subarray(streets.wayStart[way]!, streets.wayStart[way + 1]!);
		lines.push(Array.from(nodes, (node) => points[node]!));
	}
	const water: (readonly Point[])[] = [];
	for (const { layer, geometry } of baseFeatures) {
		if (layer === "water") water.push(...linesOf(geometry).map((ring) => ring.slice(1)));
		if (layer === "building" || layer === "wall" || layer === "railway") lines.push(...linesOf(geometry));
	}
	const sideOf = (side: Side): RimSide => rimSide(AXES[side], open, lines, water);
	return { east: sideOf("east"), north: sideOf("north"), west: sideOf("west"), south: sideOf("south") };
}

function rimSide(
	axes: (typeof AXES)[Side],
	open: readonly RimNode[],
	lines: readonly (readonly Point[])[],
	water: readonly (readonly Point[])[],
): RimSide {
	const outermost = new Map<number, { node: RimNode; outM: number }>();
	for (const node of open) {
		const [outM, alongM] = axes(node.at);
		const stretch = Math.floor(alongM / STRETCH_M);
		if (outM > (outermost.get(stretch)?.outM ?? Number.NEGATIVE_INFINITY))
			outermost.set(stretch, { node, outM });
	}
	/** For each section of border, the innermost distance that a road starting nearby can touch. */
	const innerM = new Map<number, number>();
	for (const [stretch, { outM }] of outermost) {
		for (let near = stretch - WINDOW; near <= stretch + WINDOW; near++) {
			innerM.set(near, Math.min(innerM.get(near) ?? Number.POSITIVE_INFINITY, outM));
		}
	}
	const isOut = (p: Point): boolean => {
		const [outM, alongM] = axes(p);
		return outM >= (innerM.get(Math.floor(alongM / STRETCH_M)) ?? Number.POSITIVE_INFINITY) - STRETCH_M;
	};
	const obstacles: Segment[] = [];
	for (const line of lines) {
		for (let i = 1; i < line.length; i++) {
			const a = line[i - 1]!;
			const b = line[i]!;
			if (isOut(a) || isOut(b)) obstacles.push([a, b]);
		}
	}
	return {
		nodes: [...outermost.values()].map(({ node }) => node),
		obstacles,
		water: water.filter((ring) => ring.some(isOut)),
	};
}

/** Nodes of public streets at grade in the county's largest network. */
function openNodes(streets: StreetSource): number[] {
	const { wayStart, wayNode, wayFlags, wayClass } = streets;
	const parent = Int32Array.from(streets.nodeFlags.keys());
	const rootOf = (node: number): number => {
		let root = node;
		while (parent[root] !== root) {
			parent[root] = parent[parent[root]!]!;
			root = parent[root]!;
		}
		return root;
	};
	const isOpen = new Uint8Array(parent.length);
	for (let way = 0; way < wayFlags.length; way++) {
		const flags = wayFlags[way]!;
		if (!isWalkable(flags)) continue;
		const atGrade = (flags & (WAY_FLAG.BRIDGE | WAY_FLAG.TUNNEL)) === 0;
		const isPublic = atGrade && !CLOSED.has(STREET_CLASSES[wayClass[way]!]!);
		for (let i = wayStart[way]!; i < wayStart[way + 1]!; i++) {
			if (isPublic) isOpen[wayNode[i]!] = 1;
			if (i > wayStart[way]!) parent[rootOf(wayNode[i - 1]!)] = rootOf(wayNode[i]!);
		}
	}
	const size = new Uint32Array(parent.length);
	let largest = 0;
	for (let node = 0; node < parent.length; node++) {
		const root = rootOf(node);
		size[root]!++;
		if (size[root]! > size[largest]!) largest = root;
	}
	return [...parent.keys()].filter((node) => isOpen[node] === 1 && rootOf(node) === largest);
}

/** Lines and rings of a geometry in the plane. */
function linesOf(geometry: Geometry): (readonly Point[])[] {
	const line = (positions: readonly GeoPosition[]): Point[] =>
		positions.map(([lngDeg = 0, latDeg = 0]) => toPlane([lngDeg, latDeg]));
	switch (geometry.type) {
		case "LineString":
			return [line(geometry.coordinates)];
		case "MultiLineString":
		case "Polygon":
			return geometry.coordinates.map(line);
		case "MultiPolygon":
			return geometry.coordinates.flat().map(line);
		default:
			return [];
	}
}
