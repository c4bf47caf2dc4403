import { DisjointSets } from "./disjoint-sets.ts";
import type { StreetNetwork } from "./street-network.ts";
import { NODE_FLAG, type StreetSource, WAY_FLAG } from "./street-source.ts";

export interface SeparatedNetwork {
	readonly network: StreetNetwork;
	/** Shape [edgeCount]; edges with the same number are copies of one private street. */
	readonly original: Uint32Array;
}

/**
 * Makes private streets usable at the ends of a walk but not as a through route, so that the search needs no rule.
 *
 * A *region* is connected by private ways and private gates and includes public ways reachable only through it. Its
 * *mouths* are the vertices where it meets the public network. A region with one mouth cannot be walked through and
 * stays unchanged. A region with several mouths is copied once per mouth, and each copy joins the public network at
 * that mouth alone. A place inside is snapped to all copies, so it is reached by any mouth; a walk that enters by one
 * mouth cannot leave by another.
 *
 * @param lengthOf Length of an edge. The longest public part of a connected network is *the* public one.
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

/** Adds public parts that are reachable only through private ways or gates to the region around them. */
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

/** Groups connected edges; `joins` says whether an edge connects at its end. Each group is named by a root edge. */
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

/** Private edges connected without entering the public network. */
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
	// A public street that ends at a private gate has its own vertex there.
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
	/** The public vertices at which a region vertex can be left. */
	const mouthsAt = (vertex: number): readonly number[] =>
		isGate[vertex] === 1 ? (before.get(vertex) ?? []) : isPublic[vertex] === 1 ? [vertex] : [];
	for (const edges of edgesOf.values()) {
		const mouths = new Set<number>();
		for (const edge of edges) {
			for (const vertex of [edgeFrom[edge]!, edgeTo[edge]!]) for (const m of mouthsAt(vertex)) mouths.add(m);
		}
		// A region without a mouth gives one copy.
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
