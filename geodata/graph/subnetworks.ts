import type { StreetNetwork } from "./street-network.ts";

export interface Subnetworks {
	/** Shape [vertexCount]; 1 where the vertex stays. */
	readonly keep: Uint8Array;
	readonly droppedSubnetworks: number;
	readonly droppedVertices: number;
}

/**
 * Finds the small islands of a network: mapped courtyards, roofs, the far bank cut off at the edge of an
 * extract. Direction is ignored. The largest subnetwork always stays, however small.
 *
 * @param minVertices Subnetworks with fewer vertices are dropped.
 * Source: disjoint sets with path halving (Tarjan and van Leeuwen 1984).
 */
export function smallSubnetworks(network: StreetNetwork, minVertices: number): Subnetworks {
	const { edgeFrom, edgeTo } = network;
	const vertexCount = network.vertexNode.length;
	const parent = new Uint32Array(vertexCount);
	for (let vertex = 0; vertex < vertexCount; vertex++) parent[vertex] = vertex;
	const rootOf = (start: number): number => {
		let vertex = start;
		while (parent[vertex] !== vertex) {
			parent[vertex] = parent[parent[vertex]!]!;
			vertex = parent[vertex]!;
		}
		return vertex;
	};
	for (let edge = 0; edge < edgeFrom.length; edge++) {
		const a = rootOf(edgeFrom[edge]!);
		const b = rootOf(edgeTo[edge]!);
		if (a < b) parent[b] = a;
		else parent[a] = b;
	}

	const size = new Uint32Array(vertexCount);
	for (let vertex = 0; vertex < vertexCount; vertex++) size[rootOf(vertex)]!++;
	let largest = 0;
	for (let vertex = 0; vertex < vertexCount; vertex++) if (size[vertex]! > size[largest]!) largest = vertex;

	const keep = new Uint8Array(vertexCount);
	let droppedSubnetworks = 0;
	let droppedVertices = 0;
	for (let vertex = 0; vertex < vertexCount; vertex++) {
		const root = rootOf(vertex);
		if (size[root]! >= minVertices || root === largest) keep[vertex] = 1;
		else {
			droppedVertices++;
			if (root === vertex) droppedSubnetworks++;
		}
	}
	return { keep, droppedSubnetworks, droppedVertices };
}
