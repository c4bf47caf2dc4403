import { MM_PER_M } from "../units/constants.ts";
import { GeodataError } from "../units/error.ts";
import { assembleGraph, quantised, shapeLengthMm } from "./assemble-graph.ts";
import { mergeEdges } from "./merge-edges.ts";
import { separatePrivate } from "./private-regions.ts";
import { checkSource, isWalkable, splitWays } from "./split-ways.ts";
import { withSquareChords } from "./square-chords.ts";
import type { StreetSource } from "./street-source.ts";
import { smallSubnetworks } from "./subnetworks.ts";
import type { BuildReport, WalkGraph } from "./walk-graph.ts";

export interface GraphOptions {
	/** Smaller subnetworks are dropped and counted; the largest always stays. Default 1: none is dropped. */
	readonly minSubnetworkNodes?: number;
}

/** Called at the start of each phase of a long build; `done` of `total` within the phase. */
export type BuildProgress = (phase: string, done: number, total: number) => void;

/**
 * Builds the walking network of a city from its streets.
 *
 * Ways are cut at shared nodes, squares get straight lines across, edges cut without a crossing are merged, private
 * streets are separated so that no walk leads through them. Nodes are in Hilbert order, edges in node order. Equal
 * input gives an equal graph, byte for byte.
 *
 * @throws {GeodataError} NETWORK_EMPTY, NETWORK_TOO_LARGE, STREET_SOURCE_INVALID, SUBNETWORK_SIZE_OUT_OF_RANGE
 * @example
 * const { graph, report } = buildWalkGraph(input.streets, { minSubnetworkNodes: 20 });
 */
export function buildWalkGraph(
	given: StreetSource,
	options: GraphOptions = {},
	onProgress?: BuildProgress,
): { graph: WalkGraph; report: BuildReport } {
	const minNodes = options.minSubnetworkNodes ?? 1;
	if (!Number.isInteger(minNodes) || minNodes < 1) {
		throw new GeodataError(
			"SUBNETWORK_SIZE_OUT_OF_RANGE",
			`The smallest subnetwork is ${minNodes} nodes; allowed is a whole number from 1.`,
			{ value: minNodes, allowed: [1, null] },
		);
	}
	onProgress?.("streets", 0, 3);
	checkSource(given);
	const coordinates = quantised(given);
	const { source, squares, isCorner } = withSquareChords(given, coordinates.lng, coordinates.lat);
	const split = splitWays(source, isCorner);
	if (split.edgeFrom.length === 0) {
		throw new GeodataError(
			"NETWORK_EMPTY",
			`None of the ${given.wayFlags.length} ways may be walked; a network needs at least one.`,
			{ value: 0, allowed: [1, null] },
		);
	}
	onProgress?.("streets", 1, 3);
	const subnetworks = smallSubnetworks(split, minNodes);
	const keepEdge = new Uint8Array(split.edgeFrom.length);
	let droppedEdges = 0;
	let droppedLengthMm = 0;
	for (let edge = 0; edge < keepEdge.length; edge++) {
		keepEdge[edge] = subnetworks.keep[split.edgeFrom[edge]!]!;
		if (keepEdge[edge] === 1) continue;
		droppedEdges++;
		droppedLengthMm += shapeLengthMm(split, edge, coordinates);
	}
	const merged = mergeEdges(split, source, keepEdge, isCorner);
	onProgress?.("streets", 2, 3);
	const separated = separatePrivate(merged, source, (edge) => shapeLengthMm(merged, edge, coordinates));
	const graph = assembleGraph(separated, source, coordinates, squares);
	onProgress?.("streets", 3, 3);

	let lengthMm = 0;
	for (let edge = 0; edge < merged.edgeFrom.length; edge++)
		// Lines across squares are not streets.
		if (merged.edgeWay[edge]! < given.wayFlags.length) lengthMm += shapeLengthMm(merged, edge, coordinates);
	let walkableWayCount = 0;
	for (const flags of given.wayFlags) if (isWalkable(flags)) walkableWayCount++;
	return {
		graph,
		report: {
			wayCount: given.wayFlags.length,
			walkableWayCount,
			nodeCount: graph.nodeCount,
			edgeCount: graph.edgeCount,
			lengthM: lengthMm / MM_PER_M,
			droppedSubnetworks: subnetworks.droppedSubnetworks,
			droppedNodes: subnetworks.droppedVertices,
			droppedEdges,
			droppedLengthM: droppedLengthMm / MM_PER_M,
		},
	};
}
