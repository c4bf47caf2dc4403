import { IMPEDANCE_MAX, NEVER, type SearchArcs } from "../cost/network-costs.ts";
import { type ArcRows, arcRows } from "../graph/arc-rows.ts";
import type { WalkGraph } from "../graph/walk-graph.ts";
import type { AccessEnds } from "../search/access-ends.ts";
import { coreNetwork, coreSeeds } from "../search/core-network.ts";
import { type Elimination, eliminate } from "../search/elimination.ts";
import { type Seeds, searchFrom } from "../search/search.ts";
import { SearchWorkspace } from "../search/search-workspace.ts";
import { SWEPT_LABELS, type SweepNetwork, sweepFrom, sweepNetwork } from "../search/sweep-network.ts";
import { WalksToCore } from "../search/walks-to-core.ts";
import { NONE, UNREACHED } from "../units/constants.ts";
import type { DemandSet } from "./demand.ts";
import type { FoldedCore } from "./folded-city.ts";
import type { ProfileCosts } from "./profile-costs.ts";

/**
 * Searches of a profile before its core is preprocessed for sweeps. Preprocessing a city pays for itself after about
 * 300 sweeps, a province after fewer.
 */
export const SEARCHES_BEFORE_SWEEP = 32;

/** Nearest facility of every home; see `Coverage`. */
export interface NearestWalks {
	readonly impedance: Uint32Array;
	readonly nearest: Int32Array;
}

/**
 * Searches a whole city on its core: dead ends and chains are folded into arcs once per profile, so a search settles
 * about half the nodes. Results equal those of a search over all nodes, bit for bit.
 */
export class CoreSearch {
	/** Access slots of the homes by node: the `edge` of a row is a slot. */
	readonly slotsAt: ArcRows;
	readonly #isCore: Uint8Array;
	readonly #demand: DemandSet;
	readonly #workspace: SearchWorkspace;
	readonly #fringe: WalksToCore;
	/** Workspace of sweeps, shared by all profiles. Shape [core nodes + homes]. */
	#walks: Float64Array | null = null;
	readonly #graph: WalkGraph;
	#elimination: Elimination | null = null;

	/** @param isCore {@link coreNodes} of the graph. */
	constructor(graph: WalkGraph, isCore: Uint8Array, demand: DemandSet) {
		this.#graph = graph;
		this.#isCore = isCore;
		this.#demand = demand;
		const nodeCount = this.#isCore.reduce((sum, core) => sum + core, 0);
		this.#workspace = new SearchWorkspace({ nodeCount, edgeCount: 0 });
		this.#fringe = new WalksToCore(graph.nodeCount);
		const { edge } = demand.access;
		const slots = Uint32Array.from({ length: edge.length * 2 }, (_, slot) => slot);
		const nodes = slots.map((slot) => (slot & 1 ? graph.edgeTo : graph.edgeFrom)[edge[slot >> 1]!]!);
		this.slotsAt = arcRows(graph.nodeCount, nodes, nodes, slots);
	}

	/**
	 * The nearest seed of every home, through the end nodes of its streets.
	 *
	 * @param seeds Of facilities, direction `to`, labelled by facility.
	 */
	nearest(costs: ProfileCosts, seeds: AccessEnds): NearestWalks {
		const coreWalks = coreSeeds(costs.foldedCore.core, seeds, this.#fringe);
		const sweep = (seeds.label.at(-1) ?? 0) < SWEPT_LABELS ? this.#sweepOf(costs) : null;
		const walks =
			sweep === null ? this.#searched(costs.foldedCore, coreWalks) : this.#swept(sweep, coreWalks);
		this.#withinFringe(costs.demandEnds, walks);
		return walks;
	}

	#swept(sweep: SweepNetwork, seeds: Seeds): NearestWalks {
		const { targetAt } = sweep;
		const count = targetAt.length;
		this.#walks ??= new Float64Array(sweep.parent.length);
		const walks = this.#walks;
		sweepFrom(sweep, seeds, walks);
		const impedance = new Uint32Array(count);
		const nearest = new Int32Array(count);
		for (let point = 0; point < count; point++) {
			const walk = walks[targetAt[point]!]!;
			const cost = Math.trunc(walk);
			const isReached = cost < NEVER;
			impedance[point] = isReached ? cost : UNREACHED;
			nearest[point] = isReached ? (walk - cost) * SWEPT_LABELS : NONE;
		}
		return { impedance, nearest };
	}

	/** By bucket queue, while a profile has few searches. */
	#searched({ core, ends }: FoldedCore, seeds: Seeds): NearestWalks {
		const { cost, label } = searchFrom(this.#workspace, core.arcs, seeds, IMPEDANCE_MAX);
		const { count } = this.#demand;
		const impedance = new Uint32Array(count).fill(UNREACHED);
		const nearest = new Int32Array(count).fill(NONE);
		for (let point = 0; point < count; point++) {
			for (let slot = ends.start[point]!; slot < ends.start[point + 1]!; slot++) {
				const node = ends.node[slot]!;
				const walk = cost[node]! + ends.cost[slot]!;
				if (walk < NEVER) offer({ impedance, nearest }, point, walk, label[node]!);
			}
		}
		return { impedance, nearest };
	}

	/** Built once a profile has been searched {@link SEARCHES_BEFORE_SWEEP} times. */
	#sweepOf(costs: ProfileCosts): SweepNetwork | null {
		if (costs.sweep !== null || costs.searches++ < SEARCHES_BEFORE_SWEEP) return costs.sweep;
		const { core, ends } = costs.foldedCore;
		// All streets, whatever the profile: one elimination order for all profiles.
		this.#elimination ??= eliminate(core.coreCount, coreNetwork(this.#isCore, streetsOf(this.#graph)).arcs);
		costs.sweep = sweepNetwork(this.#elimination, core.arcs, ends);
		return costs.sweep;
	}

	/** Adds walks between a home and a facility in the same dead end or chain, which do not enter the core. */
	#withinFringe(ends: AccessEnds, walks: NearestWalks): void {
		const { cost, label } = this.#fringe;
		const { first, edge: slots } = this.slotsAt;
		for (const node of this.#fringe.met) {
			// Walks through a core node are found already.
			if (this.#isCore[node] === 1) continue;
			for (let i = first[node]!; i < first[node + 1]!; i++) {
				const slot = slots[i]!;
				const walk = cost[node]! + ends.cost[slot]!;
				if (walk < NEVER) offer(walks, ends.label[slot]!, walk, label[node]!);
			}
		}
	}
}

/** Keeps a walk to a facility if it is shorter, or equal with a lower facility index. */
export function offer(
	{ impedance, nearest }: NearestWalks,
	point: number,
	walk: number,
	facility: number,
): void {
	if (walk > impedance[point]! || (walk === impedance[point] && facility >= nearest[point]!)) return;
	impedance[point] = walk;
	nearest[point] = facility;
}

/** The streets of a graph as arcs of equal cost; one-way streets in one direction. */
function streetsOf({ firstArc, arcHead }: WalkGraph): SearchArcs {
	const arcs = new Int32Array(arcHead.length * 2).fill(1);
	arcHead.forEach((head, arc) => {
		arcs[2 * arc] = 2 * head;
	});
	return { row: Int32Array.from(firstArc, (arc) => 2 * arc), arcs, maxCost: 1 };
}
