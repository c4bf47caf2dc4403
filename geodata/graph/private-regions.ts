import { DisjointSets } from "./disjoint-sets.ts";
import type { StreetNetwork } from "./street-network.ts";
import { NODE_FLAG, type StreetSource, WAY_FLAG } from "./street-source.ts";

export interface SeparatedNetwork {
	readonly network: StreetNetwork;
	/** Shape [edgeCount]; edges with the same number are copies of one private street. */
	readonly original: Uint32Array;
}

/**
 * Makes private streets walked at the ends of a walk and never through, without a rule for the search to heed.
 *
 * A *region* is what hangs together by private ways and behind private gates, public ways that only lead into it
 * included; its *mouths* are where it meets the public network. A region of one mouth cannot be walked through and
 * stays as it is. One of several mouths is copied, once a mouth, each copy joined to the public at that mouth alone:
 * whoever lives or goes there stands on all copies and leaves by any mouth; whoever comes by one mouth finds no other.
 *
 * @param lengthOf Of an edge; decides which public part of a connected network is *the* public one (the longest).
 */
export function separatePrivate(
	network: StreetNetwork,
	source: StreetSource,
	lengthOf: (edge: number) => number,
): SeparatedNetwork {
	const { edgeFrom, edgeWay, vertexNode } = network;
	const edgeCount = edgeFrom.length;
	const isPrivate = new Uint8Array(edgeCount);
	let count = 0;
	for (let edge = 0; edge < edgeCount; edge++) {
		if ((source.wayFlags[edgeWay[edge]!]! & WAY_FLAG.PRIVATE) === 0) continue;
		isPrivate[edge] = 1;
		count++;
	}
	const isGate = new Uint8Array(vertexNode.length);
	for (let vertex = 0; vertex < vertexNode.length; vertex++) {
		if ((source.nodeFlags[vertexNode[vertex]!]! & NODE_FLAG.PRIVATE_GATE) === 0) continue;
		isGate[vertex] = 1;
		count++;
	}
	if (count === 0) return { network, original: Uint32Array.from(edgeFrom.keys()) };
	addEnclosed(network, isPrivate, isGate, lengthOf);
	const isPublic = publicVertices(network, isPrivate);
	const regionOf = regions(network, isPrivate, isGate, isPublic);
	return copied(network, { isPrivate, isGate, isPublic, regionOf });
}

/** Public parts that only private ways or gates lead into belong to what they lead into. */
function addEnclosed(
	network: StreetNetwork,
	isPrivate: Uint8Array,
	isGate: Uint8Array,
	lengthOf: (edge: number) => number,
): void {
	const whole = joined(network, () => true);
	const part = joined(network, (edge, vertex) => isPrivate[edge] === 0 && isGate[vertex] === 0);
	const length = new Map<number, number>();
	for (let edge = 0; edge < isPrivate.length; edge++) {
		if (isPrivate[edge] === 1) continue;
		length.set(part(edge), (length.get(part(edge)) ?? 0) + lengthOf(edge));
	}
	const longest = new Map<number, number>();
	for (const [root, total] of length) {
		const known = longest.get(whole(root));
		if (known === undefined || total > length.get(known)!) longest.set(whole(root), root);
	}
	for (let edge = 0; edge < isPrivate.length; edge++) {
		if (isPrivate[edge] === 0 && longest.get(whole(edge)) !== part(edge)) isPrivate[edge] = 1;
	}
}

/** Edges that hang together where `joins` holds of an edge and its end, as a root edge each. */
function joined(
	{ edgeFrom, edgeTo, vertexNode }: StreetNetwork,
	joins: (edge: number, vertex: number) => boolean,
): (edge: number) => number {
	const sets = new DisjointSets(edgeFrom.length);
	const first = new Int32Array(vertexNode.length).fill(-1);
	for (let edge = 0; edge < edgeFrom.length; edge++) {
		for (const vertex of [edgeFrom[edge]!, edgeTo[edge]!]) {
			if (!joins(edge, vertex)) continue;
			if (first[vertex]! < 0) first[vertex] = edge;
			else sets.join(edge, first[vertex]!);
		}
	}
	return (edge) => sets.rootOf(edge);
}

/** Shape [vertexCount]; 1 where a public edge ends. */
function publicVertices({ edgeFrom, edgeTo, vertexNode }: StreetNetwork, isPrivate: Uint8Array): Uint8Array {
	const isPublic = new Uint8Array(vertexNode.length);
	for (let edge = 0; edge < edgeFrom.length; edge++) {
		if (isPrivate[edge] === 1) continue;
		isPublic[edgeFrom[edge]!] = 1;
		isPublic[edgeTo[edge]!] = 1;
	}
	return isPublic;
}

/** Private edges that hang together without stepping onto the public network. */
function regions(
	network: StreetNetwork,
	isPrivate: Uint8Array,
	isGate: Uint8Array,
	isPublic: Uint8Array,
): (edge: number) => number {
	return joined(
		network,
		(edge, vertex) => isPrivate[edge] === 1 && (isGate[vertex] === 1 || isPublic[vertex] === 0),
	);
}

function copied(
	network: StreetNetwork,
	of: {
		isPrivate: Uint8Array;
		isGate: Uint8Array;
		isPublic: Uint8Array;
		regionOf: (edge: number) => number;
	},
): SeparatedNetwork {
	const { edgeFrom, edgeTo, edgeWay, shapeStart, shapeNode } = network;
	const { isPrivate, isGate, isPublic, regionOf } = of;
	const vertexNode = Array.from(network.vertexNode);
	const out = { from: [] as number[], to: [] as number[], original: [] as number[] };
	const add = (edge: number, from: number, to: number): void => {
		out.from.push(from);
		out.to.push(to);
		out.original.push(edge);
	};
	// Every public street end at a private gate stands before it on a vertex of its own.
	const before = new Map<number, number[]>();
	const publicEnd = (vertex: number): number => {
		if (isGate[vertex] === 0) return vertex;
		const own = vertexNode.push(network.vertexNode[vertex]!) - 1;
		const known = before.get(vertex);
		if (known) known.push(own);
		else before.set(vertex, [own]);
		return own;
	};
	const edgesOf = new Map<number, number[]>();
	for (let edge = 0; edge < edgeFrom.length; edge++) {
		if (isPrivate[edge] === 0) {
			add(edge, publicEnd(edgeFrom[edge]!), publicEnd(edgeTo[edge]!));
			continue;
		}
		const known = edgesOf.get(regionOf(edge));
		if (known) known.push(edge);
		else edgesOf.set(regionOf(edge), [edge]);
	}
	/** Public vertices that a region's vertex may be left by. */
	const mouthsAt = (vertex: number): readonly number[] =>
		isGate[vertex] === 1 ? (before.get(vertex) ?? []) : isPublic[vertex] === 1 ? [vertex] : [];
	for (const edges of edgesOf.values()) {
		const mouths = new Set<number>();
		for (const edge of edges) {
			for (const vertex of [edgeFrom[edge]!, edgeTo[edge]!]) for (const m of mouthsAt(vertex)) mouths.add(m);
		}
		// A region without a mouth is one copy by itself.
		for (const mouth of mouths.size > 0 ? mouths : [-1]) {
			const own = new Map<number, number>();
			const copyOf = (vertex: number): number => {
				if (mouthsAt(vertex).includes(mouth)) return mouth;
				let copy = own.get(vertex);
				if (copy === undefined) {
					copy = vertexNode.push(network.vertexNode[vertex]!) - 1;
					own.set(vertex, copy);
				}
				return copy;
			};
			for (const edge of edges) add(edge, copyOf(edgeFrom[edge]!), copyOf(edgeTo[edge]!));
		}
	}
	const points = out.original.reduce((sum, edge) => sum + shapeStart[edge + 1]! - shapeStart[edge]!, 0);
	const copies = { start: new Uint32Array(out.original.length + 1), node: new Uint32Array(points) };
	out.original.forEach((edge, i) => {
		copies.node.set(shapeNode.subarray(shapeStart[edge], shapeStart[edge + 1]), copies.start[i]);
		copies.start[i + 1] = copies.start[i]! + shapeStart[edge + 1]! - shapeStart[edge]!;
	});
	return {
		network: {
			vertexNode: Uint32Array.from(vertexNode),
			edgeFrom: Uint32Array.from(out.from),
			edgeTo: Uint32Array.from(out.to),
			edgeWay: Uint32Array.from(out.original, (edge) => edgeWay[edge]!),
			shapeStart: copies.start,
			shapeNode: copies.node,
		},
		original: Uint32Array.from(out.original),
	};
}
