import { WAY_FLAG } from "../graph/street-source.ts";
import type { WalkGraph } from "../graph/walk-graph.ts";
import { MS_PER_SEC, UNREACHED } from "../units/constants.ts";
import { GeodataError } from "../units/error.ts";
import type { Profile } from "./profile.ts";
import type { ImpedanceUnit } from "./rule.ts";

/**
 * Largest impedance a search counts to: 1073 km or 12 days. Its sum with one arc still fits a signed 32-bit integer,
 * so the inner loop uses integers only. Larger values are unreached.
 */
export const IMPEDANCE_MAX = 0x3fff_fffe;
/** Inside searches: not reached yet, or an arc that cannot be walked. */
export const NEVER = 0x3fff_ffff;

/** The cost of every edge for one profile, laid out for searching. Immutable; share it between searches. */
export interface NetworkCosts {
	readonly unit: ImpedanceUnit;
	readonly speedMps: number;
	/** Shape [edgeCount]; equal in both directions, ≥ 1, or UNREACHED where this profile cannot pass. */
	readonly edgeCost: Uint32Array;
	readonly forward: SearchArcs;
	/** The same object as `forward` where no edge is one-way. */
	readonly reverse: SearchArcs;
}

/** Arcs of one direction, head and cost adjacent in memory. */
export interface SearchArcs {
	/** Shape [nodeCount + 1]; the arcs that leave node n are arcs[row[n]] .. arcs[row[n + 1]), two numbers per arc. */
	readonly row: Int32Array;
	/**
	 * Shape [2 · arcCount]; for each arc the far node times two (plus one where that node is a dead end, which need not
	 * be searched from), then its cost, or NEVER.
	 */
	readonly arcs: Int32Array;
	/** Largest cost of a walkable arc. */
	readonly maxCost: number;
}

/**
 * Costs of all edges for one profile.
 *
 * Under a distance rule the cost is the length. Under a time rule it is length ÷ speed, plus signal penalties and, on
 * a footbridge or in an underpass, the climb. A profile without steps passes no edge flagged STEPS or NO_WHEELCHAIR
 * in either unit.
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

/** Cost of a straight leg outside the network. */
export function legCost(costs: NetworkCosts, legMm: number): number {
	return costs.unit === "mm" ? legMm : Math.round(legMm / costs.speedMps);
}

/**
 * Cost from the start of an edge to a position on it. The other part costs the remainder, so both parts always sum to
 * the whole. Penalties are spread evenly along the edge.
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

/** Shape [nodeCount]; 1 at nodes with a single edge (loops aside), where a walker can only turn back. */
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
