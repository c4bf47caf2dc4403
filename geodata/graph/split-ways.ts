import { GeodataError } from "../units/error.ts";
import { isPosition } from "../units/position.ts";
import type { StreetNetwork } from "./street-network.ts";
import { NODE_FLAG, type StreetSource, WAY_FLAG } from "./street-source.ts";

/** Nobody may pass a blocked node; a private gate is passed only by walks that start or end behind it. */
const CUTS = NODE_FLAG.BLOCKED | NODE_FLAG.PRIVATE_GATE;
const WALKABLE = WAY_FLAG.WALK_FORWARD | WAY_FLAG.WALK_BACKWARD;

export function isWalkable(flags: number): boolean {
	return (flags & WALKABLE) !== 0;
}

/**
 * Cuts walkable ways into edges: at their ends, at nodes that two ways share or one way visits twice, at blocked
 * nodes and at corners of squares. Each street end at a blocked node gets its own vertex, so nothing walks through.
 */
export function splitWays(source: StreetSource, isCorner?: Uint8Array): StreetNetwork {
	const { wayNode, wayStart, wayFlags, nodeFlags } = source;
	const wayCount = wayFlags.length;
	const isCut = cutNodes(source);
	isCorner?.forEach((corner, node) => {
		if (corner === 1) isCut[node] = 1;
	});

	let maxEdges = 0;
	for (let way = 0; way < wayCount; way++) {
		if (!isWalkable(wayFlags[way]!)) continue;
		maxEdges++;
		for (let i = wayStart[way]! + 1; i < wayStart[way + 1]! - 1; i++) maxEdges += isCut[wayNode[i]!]!;
	}

	const vertexNode = new Uint32Array(maxEdges * 2);
	const vertexOf = new Int32Array(nodeFlags.length).fill(-1);
	let vertexCount = 0;
	const vertexAt = (node: number): number => {
		const blocked = (nodeFlags[node]! & NODE_FLAG.BLOCKED) !== 0;
		const known = vertexOf[node]!;
		if (known >= 0 && !blocked) return known;
		vertexNode[vertexCount] = node;
		vertexOf[node] = vertexCount;
		return vertexCount++;
	};

	const edgeFrom = new Uint32Array(maxEdges);
	const edgeTo = new Uint32Array(maxEdges);
	const edgeWay = new Uint32Array(maxEdges);
	const shapeStart = new Uint32Array(maxEdges + 1);
	const shapeNode = new Uint32Array(wayNode.length + maxEdges);
	let edgeCount = 0;
	let shapeEnd = 0;
	for (let way = 0; way < wayCount; way++) {
		if (!isWalkable(wayFlags[way]!)) continue;
		const end = wayStart[way + 1]!;
		let first = shapeEnd;
		for (let i = wayStart[way]!; i < end; i++) {
			const node = wayNode[i]!;
			if (shapeEnd > first && shapeNode[shapeEnd - 1] === node) continue;
			shapeNode[shapeEnd++] = node;
			if (shapeEnd - first < 2 || isCut[node] === 0) continue;
			edgeFrom[edgeCount] = vertexAt(shapeNode[first]!);
			edgeTo[edgeCount] = vertexAt(node);
			edgeWay[edgeCount] = way;
			edgeCount++;
			shapeStart[edgeCount] = shapeEnd;
			first = shapeEnd;
			shapeNode[shapeEnd++] = node;
		}
		// The last cut of a way starts a piece of one node, which leads nowhere.
		shapeEnd = first;
	}
	return {
		vertexNode: vertexNode.slice(0, vertexCount),
		edgeFrom: edgeFrom.slice(0, edgeCount),
		edgeTo: edgeTo.slice(0, edgeCount),
		edgeWay: edgeWay.slice(0, edgeCount),
		shapeStart: shapeStart.slice(0, edgeCount + 1),
		shapeNode: shapeNode.slice(0, shapeEnd),
	};
}

/** Shape [sourceNodeCount]; 1 where an edge ends. */
function cutNodes(source: StreetSource): Uint8Array {
	const { wayNode, wayStart, wayFlags, nodeFlags } = source;
	const seen = new Uint8Array(nodeFlags.length);
	const isCut = new Uint8Array(nodeFlags.length);
	for (let way = 0; way < wayFlags.length; way++) {
		if (!isWalkable(wayFlags[way]!)) continue;
		const start = wayStart[way]!;
		const end = wayStart[way + 1]!;
		for (let i = start; i < end; i++) {
			const node = wayNode[i]!;
			if (i > start && node === wayNode[i - 1]) continue;
			if (seen[node] === 1 || (nodeFlags[node]! & CUTS) !== 0) isCut[node] = 1;
			seen[node] = 1;
		}
		isCut[wayNode[start]!] = 1;
		isCut[wayNode[end - 1]!] = 1;
	}
	return isCut;
}

/** @throws {GeodataError} STREET_SOURCE_INVALID when columns differ in length or a position is invalid. */
export function checkSource(source: StreetSource): void {
	const nodeCount = source.nodeLngDeg.length;
	const wayCount = source.wayFlags.length;
	const invalid = (message: string, details: Record<string, unknown>): never => {
		throw new GeodataError("STREET_SOURCE_INVALID", message, details);
	};
	if (source.nodeLatDeg.length !== nodeCount || source.nodeFlags.length !== nodeCount) {
		invalid(
			`Node columns differ in length: ${nodeCount} longitudes, ${source.nodeLatDeg.length} latitudes.`,
			{
				value: source.nodeLatDeg.length,
				allowed: nodeCount,
			},
		);
	}
	if (source.wayStart.length !== wayCount + 1 || source.wayStart[wayCount] !== source.wayNode.length) {
		invalid(`Way offsets do not close: ${source.wayStart.length} offsets for ${wayCount} ways.`, {
			value: source.wayStart.length,
			allowed: wayCount + 1,
		});
	}
	for (let node = 0; node < nodeCount; node++) {
		const lngDeg = source.nodeLngDeg[node]!;
		const latDeg = source.nodeLatDeg[node]!;
		if (!isPosition(lngDeg, latDeg)) {
			invalid(`Street node ${node} lies at [${lngDeg}, ${latDeg}]; allowed are ±180, ±90 degrees.`, {
				value: [lngDeg, latDeg],
				allowed: [-180, -90, 180, 90],
			});
		}
	}
	for (let way = 0; way < wayCount; way++) {
		if (source.wayStart[way + 1]! - source.wayStart[way]! < 2) {
			invalid(`Way ${source.wayId[way]} has fewer than two nodes.`, { value: source.wayId[way] });
		}
	}
	for (const node of source.wayNode) {
		if (node >= nodeCount) {
			invalid(`A way runs over node ${node}; nodes are 0 … ${nodeCount - 1}.`, {
				value: node,
				allowed: [0, nodeCount - 1],
			});
		}
	}
}
