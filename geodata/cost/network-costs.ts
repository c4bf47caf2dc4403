import { WAY_FLAG } from "../graph/street-source.ts";
import type { WalkGraph } from "../graph/walk-graph.ts";
import { MS_PER_SEC, UNREACHED } from "../units/constants.ts";
import { GeodataError } from "../units/error.ts";
import type { Profile } from "./profile.ts";
import type { ImpedanceUnit } from "./rule.ts";

/**
 * Largest impedance a search counts to: 1073 km or 12 days. Sums of it and one arc still fit a signed 32-bit
 * integer, which is what keeps the inner loop on integers. What lies beyond is unreached.
 */
export const IMPEDANCE_MAX = 0x3fff_fffe;
/** Inside searches: not (yet) reached, or an arc that may not be walked. */
export const NEVER = 0x3fff_ffff;

/** What walking every edge costs one profile, laid out for searching. Immutable; share it between searches. */
export interface NetworkCosts {
	readonly unit: ImpedanceUnit;
	readonly speedMps: number;
	/** Shape [edgeCount]; the same both ways, ≥ 1, or UNREACHED where this profile cannot pass. */
	readonly edgeCost: Uint32Array;
	readonly forward: SearchArcs;
	/** The same object as `forward` when no edge is one-way. */
	readonly reverse: SearchArcs;
}

/** Arcs of one direction, head and cost side by side in memory. */
export interface SearchArcs {
	/** Shape [nodeCount + 1]; what leaves node n is arcs[row[n]] .. arcs[row[n + 1]), two numbers an arc. */
	readonly row: Int32Array;
	/**
	 * Shape [2 · arcCount]; of each arc its far node times two (plus one where that node is a dead end, which need
	 * not be searched from), then its cost, or NEVER.
	 */
	readonly arcs: Int32Array;
	/** Largest cost of an arc that may be walked. */
	readonly maxCost: number;
}

/**
 * Costs of all edges for one profile.
 *
 * Distance counts length alone. Time is length ÷ speed, plus the signals on the way and, on a footbridge or in an
 * underpass, the climb. A profile without steps passes no edge flagged STEPS or NO_WHEELCHAIR in either unit.
 *
 * @throws {GeodataError} SPEED_OUT_OF_RANGE outside (0, 3] m/s; PENALTY_OUT_OF_RANGE outside 0–3600 s.
 */
export function networkCosts(graph: WalkGraph, profile: Profile, unit: ImpedanceUnit): NetworkCosts {
	checkProfile(profile);
	const edgeCost = new Uint32Array(graph.edgeCount);
	const signalHalfMs = (profile.signalPenaltySec * MS_PER_SEC) / 2;
	const climbHalfMs = (profile.overpassPenaltySec * MS_PER_SEC) / 2;
	for (let edge = 0; edge < graph.edgeCount; edge++) {
		const flags = graph.edgeFlags[edge]!;
		if (!profile.stepsAllowed && (flags & (WAY_FLAG.STEPS | WAY_FLAG.NO_WHEELCHAIR)) !== 0) {
			edgeCost[edge] = UNREACHED;
			continue;
		}
		const lengthMm = graph.edgeLengthMm[edge]!;
		if (unit === "mm") {
			edgeCost[edge] = lengthMm;
			continue;
		}
		// mm ÷ (m/s) is ms.
		const walkMs = lengthMm / profile.speedMps;
		const waitMs = graph.edgeSignals[edge]! * signalHalfMs;
		const climbMs = graph.edgeClimbs[edge]! * climbHalfMs;
		edgeCost[edge] = Math.max(1, Math.round(walkMs + waitMs + climbMs));
	}
	const isDeadEnd = deadEnds(graph);
	const forward = searchArcs(graph.firstArc, graph.arcHead, graph.arcEdge, edgeCost, isDeadEnd);
	const reverse =
		graph.reverseFirstArc === graph.firstArc
			? forward
			: searchArcs(graph.reverseFirstArc, graph.reverseArcTail, graph.reverseArcEdge, edgeCost, isDeadEnd);
	return { unit, speedMps: profile.speedMps, edgeCost, forward, reverse };
}

/** Cost of a straight leg off the network. */
export function legCost(costs: NetworkCosts, legMm: number): number {
	return costs.unit === "mm" ? legMm : Math.round(legMm / costs.speedMps);
}

/**
 * Cost from the start of an edge to a position on it; the rest of the edge costs the edge's cost less this, so that
 * both parts always sum to the whole. Penalties are spread evenly along the edge.
 *
 * @param alongMm 0 … edgeLengthMm.
 */
export function costFromStart(graph: WalkGraph, costs: NetworkCosts, edge: number, alongMm: number): number {
	return costs.unit === "mm"
		? alongMm
		: Math.round((costs.edgeCost[edge]! * alongMm) / graph.edgeLengthMm[edge]!);
}

function checkProfile(profile: Profile): void {
	if (!(profile.speedMps > 0 && profile.speedMps <= 3)) {
		throw new GeodataError(
			"SPEED_OUT_OF_RANGE",
			`The speed is ${profile.speedMps} m/s; allowed is more than 0 and at most 3 m/s.`,
			{ value: profile.speedMps, allowed: [0, 3] },
		);
	}
	for (const penaltySec of [profile.signalPenaltySec, profile.overpassPenaltySec]) {
		if (!(penaltySec >= 0 && penaltySec <= 3600)) {
			throw new GeodataError(
				"PENALTY_OUT_OF_RANGE",
				`A penalty is ${penaltySec} s; allowed is 0 to 3600 s.`,
				{ value: penaltySec, allowed: [0, 3600] },
			);
		}
	}
}

/** Shape [nodeCount]; 1 where, but for loops, a single edge ends: whoever comes in can only turn back. */
function deadEnds(graph: WalkGraph): Uint8Array {
	const degree = new Uint32Array(graph.nodeCount);
	for (let edge = 0; edge < graph.edgeCount; edge++) {
		if (graph.edgeFrom[edge] === graph.edgeTo[edge]) continue;
		degree[graph.edgeFrom[edge]!]!++;
		degree[graph.edgeTo[edge]!]!++;
	}
	return Uint8Array.from(degree, (count) => (count === 1 ? 1 : 0));
}

function searchArcs(
	first: Uint32Array,
	node: Uint32Array,
	edge: Uint32Array,
	edgeCost: Uint32Array,
	isDeadEnd: Uint8Array,
): SearchArcs {
	const arcs = new Int32Array(node.length * 2);
	let maxCost = 0;
	for (let arc = 0; arc < node.length; arc++) {
		const cost = edgeCost[edge[arc]!]!;
		arcs[2 * arc] = node[arc]! * 2 + isDeadEnd[node[arc]!]!;
		if (cost > IMPEDANCE_MAX) arcs[2 * arc + 1] = NEVER;
		else {
			arcs[2 * arc + 1] = cost;
			if (cost > maxCost) maxCost = cost;
		}
	}
	return { row: Int32Array.from(first, (arc) => arc * 2), arcs, maxCost };
}
