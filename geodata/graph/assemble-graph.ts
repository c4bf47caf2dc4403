import { COORD_UNITS_PER_DEG, MM_PER_M } from "../units/constants.ts";
import { distanceM } from "../units/position.ts";
import { arcRows, graphArcs } from "./arc-rows.ts";
import { hilbertOrder } from "./hilbert.ts";
import type { SeparatedNetwork } from "./private-regions.ts";
import type { ChordedSquare } from "./square-chords.ts";
import type { StreetNetwork } from "./street-network.ts";
import { NODE_FLAG, type StreetSource, WAY_FLAG } from "./street-source.ts";
import type { Squares, WalkGraph } from "./walk-graph.ts";

export interface Coordinates {
	/** Shape [sourceNodeCount]; 1e-7 degrees. */
	readonly lng: Int32Array;
	readonly lat: Int32Array;
}

export function quantised(source: StreetSource): Coordinates {
	const lng = Int32Array.from(source.nodeLngDeg, (deg) => Math.round(deg * COORD_UNITS_PER_DEG));
	const lat = Int32Array.from(source.nodeLatDeg, (deg) => Math.round(deg * COORD_UNITS_PER_DEG));
	return { lng, lat };
}

/** Measures the stored coordinates, so the length matches the decoded shape. */
export function shapeLengthMm(network: StreetNetwork, edge: number, { lng, lat }: Coordinates): number {
	let lengthM = 0;
	for (let i = network.shapeStart[edge]! + 1; i < network.shapeStart[edge + 1]!; i++) {
		const a = network.shapeNode[i - 1]!;
		const b = network.shapeNode[i]!;
		lengthM += distanceM(
			lng[a]! / COORD_UNITS_PER_DEG,
			lat[a]! / COORD_UNITS_PER_DEG,
			lng[b]! / COORD_UNITS_PER_DEG,
			lat[b]! / COORD_UNITS_PER_DEG,
		);
	}
	return Math.max(1, Math.round(lengthM * MM_PER_M));
}

/**
 * Signals in halves: 2 for a signal inside the edge, 1 for one at an end, so a walk through a signal passes both
 * halves. A stretch between two nodes of one junction has none.
 */
function signalHalves(
	network: StreetNetwork,
	edge: number,
	{ nodeFlags, nodeJunction }: StreetSource,
): number {
	let halves = 0;
	for (let i = network.shapeStart[edge]! + 1; i < network.shapeStart[edge + 1]!; i++) {
		const a = network.shapeNode[i - 1]!;
		const b = network.shapeNode[i]!;
		const junction = nodeJunction?.[a] ?? 0;
		if (junction !== 0 && junction === nodeJunction?.[b]) continue;
		for (const node of [a, b]) if ((nodeFlags[node]! & NODE_FLAG.SIGNAL) !== 0) halves++;
	}
	// The column is one byte. 127 signals between two crossings would be a mapping error.
	return Math.min(halves, 255);
}

/**
 * Climbs in halves: 1 at each end of a footbridge edge where no other footbridge edge continues, so a bridge of
 * several pieces, or with three stairs, is climbed once.
 */
function climbHalves(network: StreetNetwork, wayFlags: Uint16Array): Uint8Array {
	const { edgeFrom, edgeTo, edgeWay, vertexNode } = network;
	const isBridge = (edge: number) => (wayFlags[edgeWay[edge]!]! & WAY_FLAG.OVERPASS) !== 0;
	const pieces = new Uint8Array(vertexNode.length);
	for (let edge = 0; edge < edgeFrom.length; edge++) {
		if (!isBridge(edge)) continue;
		for (const vertex of [edgeFrom[edge]!, edgeTo[edge]!]) if (pieces[vertex]! < 2) pieces[vertex]!++;
	}
	return Uint8Array.from(edgeFrom, (from, edge) =>
		isBridge(edge) ? (pieces[from] === 1 ? 1 : 0) + (pieces[edgeTo[edge]!] === 1 ? 1 : 0) : 0,
	);
}

/** Builds the graph from cut, merged and separated streets: nodes in Hilbert order, edges in node order. */
export function assembleGraph(
	{ network, original }: SeparatedNetwork,
	source: StreetSource,
	coordinates: Coordinates,
	squares: readonly ChordedSquare[],
): WalkGraph {
	const edgeCount = network.edgeFrom.length;
	const nodeOfVertex = hilbertNodes(network, coordinates);
	const nodeCount = nodeOfVertex.vertexOfNode.length;
	const { nodeOf, vertexOfNode } = nodeOfVertex;

	const nodeLng = new Int32Array(nodeCount);
	const nodeLat = new Int32Array(nodeCount);
	for (let node = 0; node < nodeCount; node++) {
		const sourceNode = network.vertexNode[vertexOfNode[node]!]!;
		nodeLng[node] = coordinates.lng[sourceNode]!;
		nodeLat[node] = coordinates.lat[sourceNode]!;
	}

	const edgeOrder = edgesByNode(network, nodeOf, nodeCount);
	const climbs = climbHalves(network, source.wayFlags);
	const names: string[] = [""];
	const nameIndex = new Map<string, number>([["", 0]]);
	const edgeFrom = new Uint32Array(edgeCount);
	const edgeTo = new Uint32Array(edgeCount);
	const edgeLengthMm = new Uint32Array(edgeCount);
	const edgeClass = new Uint8Array(edgeCount);
	const edgeFlags = new Uint16Array(edgeCount);
	const edgeSignals = new Uint8Array(edgeCount);
	const edgeClimbs = new Uint8Array(edgeCount);
	const edgeName = new Uint32Array(edgeCount);
	const shapeStart = new Uint32Array(edgeCount + 1);
	const shapeLng = new Int32Array(network.shapeNode.length - 2 * edgeCount);
	const shapeLat = new Int32Array(shapeLng.length);
	let point = 0;
	for (let edge = 0; edge < edgeCount; edge++) {
		const raw = edgeOrder[edge]!;
		const way = network.edgeWay[raw]!;
		edgeFrom[edge] = nodeOf[network.edgeFrom[raw]!]!;
		edgeTo[edge] = nodeOf[network.edgeTo[raw]!]!;
		edgeLengthMm[edge] = shapeLengthMm(network, raw, coordinates);
		edgeClass[edge] = source.wayClass[way]!;
		edgeFlags[edge] = source.wayFlags[way]!;
		edgeSignals[edge] = signalHalves(network, raw, source);
		edgeClimbs[edge] = climbs[raw]!;
		const name = source.wayName[way] ?? "";
		let index = nameIndex.get(name);
		if (index === undefined) {
			index = names.push(name) - 1;
			nameIndex.set(name, index);
		}
		edgeName[edge] = index;
		for (let i = network.shapeStart[raw]! + 1; i < network.shapeStart[raw + 1]! - 1; i++) {
			shapeLng[point] = coordinates.lng[network.shapeNode[i]!]!;
			shapeLat[point] = coordinates.lat[network.shapeNode[i]!]!;
			point++;
		}
		shapeStart[edge + 1] = point;
	}

	const arcs = graphArcs(nodeCount, edgeFrom, edgeTo, edgeFlags);
	return {
		nodeCount,
		edgeCount,
		arcCount: arcs.forward.node.length,
		nodeLng,
		nodeLat,
		edgeFrom,
		edgeTo,
		edgeLengthMm,
		edgeClass,
		edgeFlags,
		edgeSignals,
		edgeClimbs,
		edgeName,
		names,
		shapeStart,
		shapeLng,
		shapeLat,
		firstArc: arcs.forward.first,
		arcHead: arcs.forward.node,
		arcEdge: arcs.forward.edge,
		reverseFirstArc: arcs.reverse.first,
		reverseArcTail: arcs.reverse.node,
		reverseArcEdge: arcs.reverse.edge,
		twins: twinsOf(edgeOrder, original),
		squares: squareColumns(squares, coordinates, nodesOnSquares(squares, network, nodeOf)),
	};
}

/** Rings of copies of one street, by graph edge; see {@link WalkGraph.twins}. */
function twinsOf(edgeOrder: Uint32Array, original: Uint32Array): Uint32Array {
	if (original.length === 0 || original.every((street, raw) => street === raw)) return new Uint32Array(0);
	const copies = new Map<number, number[]>();
	edgeOrder.forEach((raw, edge) => {
		const known = copies.get(original[raw]!);
		if (known) known.push(edge);
		else copies.set(original[raw]!, [edge]);
	});
	const pairs = [...copies.values()]
		.filter((edges) => edges.length > 1)
		.flatMap((edges) => edges.map((edge, i) => [edge, edges[(i + 1) % edges.length]!] as const));
	return Uint32Array.from(pairs.sort(([a], [b]) => a - b).flat());
}

/** The graph nodes on each square. A private square has copies; its first copy's nodes are taken. */
function nodesOnSquares(
	squares: readonly ChordedSquare[],
	network: StreetNetwork,
	nodeOf: Uint32Array,
): number[][] {
	if (squares.length === 0) return [];
	const nodeAt = new Map<number, number>();
	for (const vertex of network.edgeFrom) nodeAt.set(network.vertexNode[vertex]!, nodeOf[vertex]!);
	for (const vertex of network.edgeTo) nodeAt.set(network.vertexNode[vertex]!, nodeOf[vertex]!);
	return squares.map(({ nodes }) => nodes.map((node) => nodeAt.get(node) ?? -1).filter((node) => node >= 0));
}

function squareColumns(
	squares: readonly ChordedSquare[],
	{ lng, lat }: Coordinates,
	nodes: readonly (readonly number[])[],
): Squares {
	const rings = squares.flatMap(({ square }) => square.rings);
	const corners = rings.flatMap((ring) => Array.from(ring));
	const starts = (lengths: readonly number[]): Uint32Array => {
		let end = 0;
		return Uint32Array.from([0, ...lengths.map((length) => (end += length))]);
	};
	return {
		ringStart: starts(squares.map(({ square }) => square.rings.length)),
		cornerStart: starts(rings.map((ring) => ring.length)),
		cornerLng: Int32Array.from(corners, (node) => lng[node]!),
		cornerLat: Int32Array.from(corners, (node) => lat[node]!),
		nodeStart: starts(nodes.map((of) => of.length)),
		node: Uint32Array.from(nodes.flat()),
	};
}

/** Numbers the vertices that still have an edge along the Hilbert curve. */
function hilbertNodes(network: StreetNetwork, coordinates: Coordinates) {
	const used = new Uint8Array(network.vertexNode.length);
	for (const vertex of network.edgeFrom) used[vertex] = 1;
	for (const vertex of network.edgeTo) used[vertex] = 1;
	const vertices = Uint32Array.from(network.vertexNode.keys()).filter((vertex) => used[vertex] === 1);
	const lng = Int32Array.from(vertices, (vertex) => coordinates.lng[network.vertexNode[vertex]!]!);
	const lat = Int32Array.from(vertices, (vertex) => coordinates.lat[network.vertexNode[vertex]!]!);
	const vertexOfNode = hilbertOrder(lng, lat).map((index) => vertices[index]!);
	const nodeOf = new Uint32Array(network.vertexNode.length);
	for (let node = 0; node < vertexOfNode.length; node++) nodeOf[vertexOfNode[node]!] = node;
	return { nodeOf, vertexOfNode };
}

/** Sorts edges by their lower node, so edges and nodes have the same memory order. */
function edgesByNode(network: StreetNetwork, nodeOf: Uint32Array, nodeCount: number): Uint32Array {
	const edgeCount = network.edgeFrom.length;
	const lower = new Uint32Array(edgeCount);
	const edges = new Uint32Array(edgeCount);
	for (let edge = 0; edge < edgeCount; edge++) {
		lower[edge] = Math.min(nodeOf[network.edgeFrom[edge]!]!, nodeOf[network.edgeTo[edge]!]!);
		edges[edge] = edge;
	}
	return arcRows(nodeCount, lower, lower, edges).edge;
}
