import { IMPEDANCE_MAX, NEVER, type SearchArcs } from "../cost/network-costs.ts";
import { type ArcRows, arcRows } from "../graph/arc-rows.ts";
import type { WalkGraph } from "../graph/walk-graph.ts";
import type { AccessEnds } from "../search/access-ends.ts";
import type { CityCosts } from "../search/city-costs.ts";
import { coreNetwork, coreSeeds } from "../search/core-network.ts";
import { type Elimination, eliminate } from "../search/elimination.ts";
import { type Seeds, searchFrom } from "../search/search.ts";
import { SearchWorkspace } from "../search/search-workspace.ts";
import { SWEPT_LABELS, type SweepNetwork, sweepFrom, sweepNetwork } from "../search/sweep-network.ts";
import { WalksToCore } from "../search/walks-to-core.ts";
import { NONE, UNREACHED } from "../units/constants.ts";
import type { DemandSet } from "./demand.ts";
import { coreNodesOf, type FoldedCore, foldedCore } from "./folded-core.ts";

interface CoreCosts extends FoldedCore {
	/** Searches so far. */
	searches: number;
	/** Made when a profile is searched often. */
	sweep: SweepNetwork | null;
}

/** Searches of a profile before its core is made ready for sweeps, which costs what some 300 of them then save, and of a province fewer. */
export const SEARCHES_BEFORE_SWEEP = 32;

/** Nearest facility of every home; see `Coverage`. */
export interface NearestWalks {
	readonly impedance: Uint32Array;
	readonly nearest: Int32Array;
}

/**
 * Searches whole cities by their core alone: dead ends and chains are folded into arcs once a profile, so that a
 * search settles about half the nodes. The answer is that of searching every node, bit for bit.
 */
export class CoreSearch {
	/** Slots of the demand's ends by their node: `edge` of a row are slots. */
	readonly slotsAt: ArcRows;
	readonly #isCore: Uint8Array;
	readonly #demand: DemandSet;
	readonly #workspace: SearchWorkspace;
	readonly #fringe: WalksToCore;
	readonly #folded = new WeakMap<CityCosts, CoreCosts>();
	/** Of sweeps, whichever profile's. Shape [core nodes + homes]. */
	#walks: Float64Array | null = null;
	readonly #graph: WalkGraph;
	#elimination: Elimination | null = null;

	constructor(graph: WalkGraph, demand: DemandSet) {
		this.#graph = graph;
		this.#isCore = coreNodesOf(graph);
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
	 * The nearest of some seeds for every home, by way of the ends of its streets.
	 *
	 * @param seeds Of facilities, direction `to`, labelled by facility.
	 */
	nearest(costs: CityCosts, seeds: AccessEnds): NearestWalks {
		const folded = this.#coreCosts(costs);
		const coreWalks = coreSeeds(folded.core, seeds, this.#fringe);
		const sweep = (seeds.label.at(-1) ?? 0) < SWEPT_LABELS ? this.#sweepOf(folded) : null;
		const walks = sweep === null ? this.#searched(folded, coreWalks) : this.#swept(sweep, coreWalks);
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

	/** By queue, as long as a profile is searched but a few times. */
	#searched({ core, ends }: CoreCosts, seeds: Seeds): NearestWalks {
		searchFrom(this.#workspace, core.arcs, seeds, IMPEDANCE_MAX);
		const { cost, label } = this.#workspace;
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

	/** Made when a profile has been searched often. */
	#sweepOf(folded: CoreCosts): SweepNetwork | null {
		if (folded.sweep !== null || folded.searches++ < SEARCHES_BEFORE_SWEEP) return folded.sweep;
		const { core, ends } = folded;
		// Every street, whoever may walk it: one order for all profiles.
		this.#elimination ??= eliminate(core.coreCount, coreNetwork(this.#isCore, streetsOf(this.#graph)).arcs);
		folded.sweep = sweepNetwork(this.#elimination, core.arcs, ends);
		return folded.sweep;
	}

	/** Homes beside a facility in one dead end or chain walk there without leaving it. */
	#withinFringe(ends: AccessEnds, walks: NearestWalks): void {
		const { cost, label } = this.#fringe;
		const { first, edge: slots } = this.slotsAt;
		for (const node of this.#fringe.met) {
			// Whoever leaves by a core node has been searched.
			if (this.#isCore[node] === 1) continue;
			for (let i = first[node]!; i < first[node + 1]!; i++) {
				const slot = slots[i]!;
				const walk = cost[node]! + ends.cost[slot]!;
				if (walk < NEVER) offer(walks, ends.label[slot]!, walk, label[node]!);
			}
		}
	}

	#coreCosts(costs: CityCosts): CoreCosts {
		const known = this.#folded.get(costs);
		if (known !== undefined) return known;
		const folded: CoreCosts = { ...foldedCore(this.#graph, this.#demand, costs), searches: 0, sweep: null };
		this.#folded.set(costs, folded);
		return folded;
	}
}

/** Takes a walk to a facility where it is the shorter one, or as short and to one that comes first. */
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

/** The streets of a graph as arcs that all cost the same, one-way streets one way. */
function streetsOf({ firstArc, arcHead }: WalkGraph): SearchArcs {
	const arcs = new Int32Array(arcHead.length * 2).fill(1);
	arcHead.forEach((head, arc) => {
		arcs[2 * arc] = 2 * head;
	});
	return { row: Int32Array.from(firstArc, (arc) => 2 * arc), arcs, maxCost: 1 };
}
