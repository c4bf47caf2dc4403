import { IMPEDANCE_MAX, NEVER, type SearchArcs } from "../cost/network-costs.ts";
import { type ArcRows, arcRows } from "../graph/arc-rows.ts";
import type { WalkGraph } from "../graph/walk-graph.ts";
import type { AccessEnds } from "../search/access-ends.ts";
import { type CoreEnds, type CoreNetwork, coreEnds, coreNetwork, coreSeeds } from "../search/core-network.ts";
import { coreNodes } from "../search/core-nodes.ts";
import { type Elimination, eliminate } from "../search/elimination.ts";
import { FringeWalk } from "../search/fringe.ts";
import { type Seeds, searchFrom } from "../search/search.ts";
import { SearchWorkspace } from "../search/search-workspace.ts";
import { type SweepNetwork, sweepFrom, sweepNetwork } from "../search/sweep-network.ts";
import { NONE, UNREACHED } from "../units/constants.ts";
import type { CityCosts } from "./city-model.ts";
import type { DemandSet } from "./demand.ts";

/** The core of a network under one profile's costs, and how homes leave for it. */
interface CoreCosts {
	readonly core: CoreNetwork;
	readonly ends: CoreEnds;
	/** Searches so far. */
	searches: number;
	/** Made when a profile is searched often. */
	sweep: CoreSweep | null;
}

interface CoreSweep {
	readonly network: SweepNetwork;
	/** Shape [slots of ends]; twice the rank of a slot's node. */
	readonly at: Uint32Array;
}

/** Searches of a profile before its core is made ready for sweeps, which costs what some 200 of them then save. */
export const SEARCHES_BEFORE_SWEEP = 32;
/** Larger cores are always searched by queue: what an elimination adds to them grows faster than they do. */
const SWEPT_NODES_MAX = 250_000;

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
	readonly #fringe: FringeWalk;
	readonly #folded = new WeakMap<CityCosts, CoreCosts>();
	/** Shape [2 · core nodes]; impedance and label, by the node's number or, after a sweep, by its rank. */
	readonly #walks: Int32Array;
	readonly #graph: WalkGraph;
	#elimination: Elimination | null = null;

	constructor(graph: WalkGraph, demand: DemandSet) {
		this.#graph = graph;
		this.#isCore = coreNodes(graph);
		this.#demand = demand;
		const nodeCount = this.#isCore.reduce((sum, core) => sum + core, 0);
		this.#workspace = new SearchWorkspace({ nodeCount, edgeCount: 0 });
		this.#walks = new Int32Array(2 * nodeCount);
		this.#fringe = new FringeWalk(graph.nodeCount);
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
		const { core, ends } = folded;
		const at = this.#search(folded, coreSeeds(core, seeds, this.#fringe));
		const walks = this.#walks;
		const { count } = this.#demand;
		const impedance = new Uint32Array(count).fill(UNREACHED);
		const nearest = new Int32Array(count).fill(NONE);
		for (let point = 0; point < count; point++) {
			let best = NEVER;
			let facility = NONE;
			// As in a sweep, no branch hangs on which way is nearer.
			for (let slot = ends.start[point]!; slot < ends.start[point + 1]!; slot++) {
				const node = at[slot]!;
				const gain = (walks[node]! + ends.cost[slot]! - best) | 0;
				const label = walks[node + 1]!;
				const mask = (gain - ((label - facility) >>> 31)) >> 31;
				best += gain & mask;
				facility ^= (facility ^ label) & mask;
			}
			if (facility === NONE) continue;
			impedance[point] = best;
			nearest[point] = facility;
		}
		this.#withinFringe(costs.demandEnds, impedance, nearest);
		return { impedance, nearest };
	}

	/** Fills {@link #walks}. @returns Shape [slots of ends]; where in it a slot's node is. */
	#search(folded: CoreCosts, seeds: Seeds): Uint32Array {
		const { core } = folded;
		if (folded.sweep === null && core.coreCount <= SWEPT_NODES_MAX) {
			if (folded.searches++ >= SEARCHES_BEFORE_SWEEP) folded.sweep = this.#sweepOf(folded);
		}
		if (folded.sweep !== null) {
			sweepFrom(folded.sweep.network, seeds, this.#walks);
			return folded.sweep.at;
		}
		searchFrom(this.#workspace, core.arcs, seeds, IMPEDANCE_MAX);
		const { cost, label } = this.#workspace;
		for (let node = 0; node < core.coreCount; node++) {
			this.#walks[2 * node] = cost[node]!;
			this.#walks[2 * node + 1] = label[node]!;
		}
		return folded.ends.node.map((node) => 2 * node);
	}

	#sweepOf({ core, ends }: CoreCosts): CoreSweep {
		// Every street, whoever may walk it: one order for all profiles.
		this.#elimination ??= eliminate(core.coreCount, coreNetwork(this.#isCore, streetsOf(this.#graph)).arcs);
		const network = sweepNetwork(this.#elimination, core.arcs);
		return { network, at: ends.node.map((node) => 2 * network.rankOf[node]!) };
	}

	/** Homes beside a facility in one dead end or chain walk there without leaving it. */
	#withinFringe(ends: AccessEnds, impedance: Uint32Array, nearest: Int32Array): void {
		const { cost, label } = this.#fringe;
		const { first, edge: slots } = this.slotsAt;
		for (const node of this.#fringe.met) {
			for (let i = first[node]!; i < first[node + 1]!; i++) {
				const slot = slots[i]!;
				const walk = cost[node]! + ends.cost[slot]!;
				if (walk >= NEVER) continue;
				const point = ends.label[slot]!;
				if (walk > impedance[point]! || (walk === impedance[point] && label[node]! >= nearest[point]!))
					continue;
				impedance[point] = walk;
				nearest[point] = label[node]!;
			}
		}
	}

	#coreCosts(costs: CityCosts): CoreCosts {
		const known = this.#folded.get(costs);
		if (known !== undefined) return known;
		const core = coreNetwork(this.#isCore, costs.network.reverse);
		const ends = coreEnds(core, costs.demandEnds, this.#demand.count);
		const folded: CoreCosts = { core, ends, searches: 0, sweep: null };
		this.#folded.set(costs, folded);
		return folded;
	}
}

/** The streets of a graph as arcs that all cost the same, one-way streets one way. */
function streetsOf({ firstArc, arcHead }: WalkGraph): SearchArcs {
	const arcs = new Int32Array(arcHead.length * 2).fill(1);
	arcHead.forEach((head, arc) => {
		arcs[2 * arc] = 2 * head;
	});
	return { row: Int32Array.from(firstArc, (arc) => 2 * arc), arcs, maxCost: 1 };
}
