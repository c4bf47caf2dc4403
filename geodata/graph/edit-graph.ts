import { graphArcs } from "./arc-rows.ts";
import type { Squares, WalkGraph } from "./walk-graph.ts";

/** Straight streets to be added to a graph, between its nodes and new ones. */
export interface AddedStreets {
	/** Shape [added nodes]; 1e-7 degrees. They are numbered from graph.nodeCount. */
	readonly nodeLng: ArrayLike<number>;
	readonly nodeLat: ArrayLike<number>;
	/** Columns of one length. */
	readonly from: ArrayLike<number>;
	readonly to: ArrayLike<number>;
	readonly lengthMm: ArrayLike<number>;
	readonly streetClass: number;
	/** Bits of WAY_FLAG. */
	readonly flags: number;
	/** The squares after the addition. */
	readonly squares: Squares;
}

/** The graph with additional streets; existing nodes and edges keep their numbers. */
export function withStreets(graph: WalkGraph, added: AddedStreets): WalkGraph {
	const count = added.from.length;
	const edgeCount = graph.edgeCount + count;
	const edgeFrom = extended(graph.edgeFrom, added.from);
	const edgeTo = extended(graph.edgeTo, added.to);
	const edgeFlags = extended(graph.edgeFlags, { length: count, fill: added.flags });
	const nodeCount = graph.nodeCount + added.nodeLng.length;
	return {
		...graph,
		...arcsOf(nodeCount, edgeFrom, edgeTo, edgeFlags),
		nodeCount,
		edgeCount,
		nodeLng: extended(graph.nodeLng, added.nodeLng),
		nodeLat: extended(graph.nodeLat, added.nodeLat),
		edgeFrom,
		edgeTo,
		edgeFlags,
		edgeLengthMm: extended(graph.edgeLengthMm, added.lengthMm),
		edgeClass: extended(graph.edgeClass, { length: count, fill: added.streetClass }),
		edgeSignals: extended(graph.edgeSignals, { length: count, fill: 0 }),
		edgeClimbs: extended(graph.edgeClimbs, { length: count, fill: 0 }),
		edgeName: extended(graph.edgeName, { length: count, fill: 0 }),
		shapeStart: extended(graph.shapeStart, { length: count, fill: graph.shapeStart[graph.edgeCount]! }),
		squares: added.squares,
	};
}

/**
 * The graph without some of its edges and without nodes left isolated; the rest keeps its order.
 *
 * @param isDropped Shape [edgeCount].
 * @returns `edgeOf`, shape [old edgeCount]: the new number of an edge that stays.
 */
export function withoutEdges(
	graph: WalkGraph,
	isDropped: Uint8Array,
): { graph: WalkGraph; edgeOf: Uint32Array } {
	const kept = Uint32Array.from(graph.edgeFrom.keys()).filter((edge) => isDropped[edge] === 0);
	const edgeOf = new Uint32Array(graph.edgeCount);
	kept.forEach((edge, i) => {
		edgeOf[edge] = i;
	});
	const isUsed = new Uint8Array(graph.nodeCount);
	for (const edge of kept) {
		isUsed[graph.edgeFrom[edge]!] = 1;
		isUsed[graph.edgeTo[edge]!] = 1;
	}
	const nodes = Uint32Array.from(graph.nodeLng.keys()).filter((node) => isUsed[node] === 1);
	const nodeOf = new Uint32Array(graph.nodeCount);
	nodes.forEach((node, i) => {
		nodeOf[node] = i;
	});
	const edgeFrom = kept.map((edge) => nodeOf[graph.edgeFrom[edge]!]!);
	const edgeTo = kept.map((edge) => nodeOf[graph.edgeTo[edge]!]!);
	const edgeFlags = Uint16Array.from(kept, (edge) => graph.edgeFlags[edge]!);
	const shapeStart = new Uint32Array(kept.length + 1);
	kept.forEach((edge, i) => {
		shapeStart[i + 1] = shapeStart[i]! + graph.shapeStart[edge + 1]! - graph.shapeStart[edge]!;
	});
	const shapeLng = new Int32Array(shapeStart[kept.length]!);
	const shapeLat = new Int32Array(shapeLng.length);
	kept.forEach((edge, i) => {
		const [start, end] = [graph.shapeStart[edge]!, graph.shapeStart[edge + 1]!];
		shapeLng.set(graph.shapeLng.subarray(start, end), shapeStart[i]);
		shapeLat.set(graph.shapeLat.subarray(start, end), shapeStart[i]);
	});
	const { squares } = graph;
	const twins: number[] = [];
	for (let i = 0; i < graph.twins.length; i += 2) {
		// Copies of one street are dropped together: they lie in one subnetwork, or in two that both stay.
		const [edge, twin] = [graph.twins[i]!, graph.twins[i + 1]!];
		if (isDropped[edge] === 0 && isDropped[twin] === 0) twins.push(edgeOf[edge]!, edgeOf[twin]!);
	}
	return {
		edgeOf,
		graph: {
			...graph,
			...arcsOf(nodes.length, edgeFrom, edgeTo, edgeFlags),
			nodeCount: nodes.length,
			edgeCount: kept.length,
			nodeLng: Int32Array.from(nodes, (node) => graph.nodeLng[node]!),
			nodeLat: Int32Array.from(nodes, (node) => graph.nodeLat[node]!),
			edgeFrom,
			edgeTo,
			edgeFlags,
			edgeLengthMm: kept.map((edge) => graph.edgeLengthMm[edge]!),
			edgeClass: Uint8Array.from(kept, (edge) => graph.edgeClass[edge]!),
			edgeSignals: Uint8Array.from(kept, (edge) => graph.edgeSignals[edge]!),
			edgeClimbs: Uint8Array.from(kept, (edge) => graph.edgeClimbs[edge]!),
			edgeName: kept.map((edge) => graph.edgeName[edge]!),
			shapeStart,
			shapeLng,
			shapeLat,
			twins: Uint32Array.from(twins),
			squares: withoutNodes(squares, isUsed, nodeOf),
		},
	};
}

function withoutNodes(squares: Squares, isUsed: Uint8Array, nodeOf: Uint32Array): Squares {
	const nodeStart = new Uint32Array(squares.nodeStart.length);
	const node: number[] = [];
	for (let square = 0; square + 1 < nodeStart.length; square++) {
		for (let i = squares.nodeStart[square]!; i < squares.nodeStart[square + 1]!; i++) {
			if (isUsed[squares.node[i]!] === 1) node.push(nodeOf[squares.node[i]!]!);
		}
		nodeStart[square + 1] = node.length;
	}
	return { ...squares, nodeStart, node: Uint32Array.from(node) };
}

function arcsOf(nodeCount: number, edgeFrom: Uint32Array, edgeTo: Uint32Array, edgeFlags: Uint16Array) {
	const { forward, reverse } = graphArcs(nodeCount, edgeFrom, edgeTo, edgeFlags);
	return {
		arcCount: forward.node.length,
		firstArc: forward.first,
		arcHead: forward.node,
		arcEdge: forward.edge,
		reverseFirstArc: reverse.first,
		reverseArcTail: reverse.node,
		reverseArcEdge: reverse.edge,
	};
}

type Numbers = Int32Array | Uint32Array | Uint16Array | Uint8Array;

function extended<T extends Numbers>(
	column: T,
	more: ArrayLike<number> | { readonly length: number; readonly fill: number },
): T {
	const longer = new (column.constructor as new (length: number) => T)(column.length + more.length);
	longer.set(column);
	if ("fill" in more && typeof more.fill === "number") longer.fill(more.fill, column.length);
	else longer.set(more as ArrayLike<number>, column.length);
	return longer;
}
