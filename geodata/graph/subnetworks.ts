import { MM_PER_M } from "../units/constants.ts";
import { DisjointSets } from "./disjoint-sets.ts";
import type { StreetNetwork } from "./street-network.ts";
import type { WalkGraph } from "./walk-graph.ts";

export interface Subnetworks {
	/** Shape [vertexCount]; 1 where the vertex stays. */
	readonly keep: Uint8Array;
	readonly droppedSubnetworks: number;
	readonly droppedVertices: number;
}

/** An island with fewer nodes is small: a place beside it may also walk to another street. */
const SMALL_ISLAND_NODES = 200;
/** A fragment has fewer nodes and is short: a mapped courtyard, a roof, a stub at the edge of an extract. */
const FRAGMENT_NODES = 20;
const FRAGMENT_M = 1000;

/**
 * Finds the small subnetworks of a network, ignoring direction. The largest always stays, however small.
 *
 * @param minVertices Subnetworks with fewer vertices are dropped.
 */
export function smallSubnetworks(network: StreetNetwork, minVertices: number): Subnetworks {
	const vertexCount = network.vertexNode.length;
	const { rootOf, size, largest } = components(vertexCount, network.edgeFrom, network.edgeTo);
	const keep = new Uint8Array(vertexCount);
	let droppedSubnetworks = 0;
	let droppedVertices = 0;
	for (let vertex = 0; vertex < vertexCount; vertex++) {
		const root = rootOf[vertex]!;
		if (size[root]! >= minVertices || root === largest) keep[vertex] = 1;
		else {
			droppedVertices++;
			if (root === vertex) droppedSubnetworks++;
		}
	}
	return { keep, droppedSubnetworks, droppedVertices };
}

/** Shape [edgeCount]; 1 on subnetworks of fewer than 200 nodes, except the largest. */
export function smallIslands(graph: WalkGraph): Uint8Array {
	const { rootOf, size, largest } = components(graph.nodeCount, graph.edgeFrom, graph.edgeTo);
	return Uint8Array.from(graph.edgeFrom, (node) => {
		const root = rootOf[node]!;
		return size[root]! < SMALL_ISLAND_NODES && root !== largest ? 1 : 0;
	});
}

/**
 * Shape [edgeCount]; 1 on fragments: small, short subnetworks that are nearest to no place.
 *
 * @param nearest Edges that places are snapped to.
 */
export function fragmentEdges(graph: WalkGraph, nearest: Uint32Array): Uint8Array {
	const { rootOf, size, largest } = components(graph.nodeCount, graph.edgeFrom, graph.edgeTo);
	const lengthMm = new Float64Array(graph.nodeCount);
	for (let edge = 0; edge < graph.edgeCount; edge++) {
		lengthMm[rootOf[graph.edgeFrom[edge]!]!]! += graph.edgeLengthMm[edge]!;
	}
	const isWanted = new Uint8Array(graph.nodeCount);
	isWanted[largest] = 1;
	for (const edge of nearest) isWanted[rootOf[graph.edgeFrom[edge]!]!] = 1;
	return Uint8Array.from(graph.edgeFrom, (node) => {
		const root = rootOf[node]!;
		return isWanted[root] === 0 && size[root]! < FRAGMENT_NODES && lengthMm[root]! < FRAGMENT_M * MM_PER_M
			? 1
			: 0;
	});
}

/** Connected components of vertices. */
function components(count: number, from: Uint32Array, to: Uint32Array) {
	const sets = new DisjointSets(count);
	for (let edge = 0; edge < from.length; edge++) sets.join(from[edge]!, to[edge]!);
	const rootOf = new Uint32Array(count);
	for (let vertex = 0; vertex < count; vertex++) rootOf[vertex] = sets.rootOf(vertex);
	const size = new Uint32Array(count);
	for (const root of rootOf) size[root]!++;
	let largest = 0;
	for (let vertex = 0; vertex < count; vertex++) if (size[vertex]! > size[largest]!) largest = vertex;
	return { rootOf, size, largest };
}

/** Number and length of the subnetworks dropped in full. */
export function droppedOf(graph: WalkGraph, isDropped: Uint8Array): { subnetworks: number; lengthM: number } {
	const { rootOf } = components(graph.nodeCount, graph.edgeFrom, graph.edgeTo);
	const roots = new Set<number>();
	let lengthMm = 0;
	for (let edge = 0; edge < graph.edgeCount; edge++) {
		if (isDropped[edge] === 0) continue;
		roots.add(rootOf[graph.edgeFrom[edge]!]!);
		lengthMm += graph.edgeLengthMm[edge]!;
	}
	return { subnetworks: roots.size, lengthM: lengthMm / MM_PER_M };
}
