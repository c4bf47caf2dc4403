import { IMPEDANCE_MAX, NEVER } from "../cost/network-costs.ts";
import { type ArcRows, arcRows } from "../graph/arc-rows.ts";
import type { WalkGraph } from "../graph/walk-graph.ts";
import type { AccessEnds } from "../search/access-ends.ts";
import { type CoreEnds, type CoreNetwork, coreEnds, coreNetwork, coreSeeds } from "../search/core-network.ts";
import { coreNodes } from "../search/core-nodes.ts";
import { FringeWalk } from "../search/fringe.ts";
import { searchFrom } from "../search/search.ts";
import { SearchWorkspace } from "../search/search-workspace.ts";
import { NONE, UNREACHED } from "../units/constants.ts";
import type { CityCosts } from "./city-model.ts";
import type { DemandSet } from "./demand.ts";

/** The core of a network under one profile's costs, and how homes leave for it. */
interface CoreCosts {
	readonly core: CoreNetwork;
	readonly ends: CoreEnds;
}

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

	constructor(graph: WalkGraph, demand: DemandSet) {
		this.#isCore = coreNodes(graph);
		this.#demand = demand;
		const nodeCount = this.#isCore.reduce((sum, core) => sum + core, 0);
		this.#workspace = new SearchWorkspace({ nodeCount, edgeCount: 0 });
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
		const { core, ends } = this.#coreCosts(costs);
		searchFrom(this.#workspace, core.arcs, coreSeeds(core, seeds, this.#fringe), IMPEDANCE_MAX);
		const { cost, label } = this.#workspace;
		const { count } = this.#demand;
		const impedance = new Uint32Array(count).fill(UNREACHED);
		const nearest = new Int32Array(count).fill(NONE);
		for (let point = 0; point < count; point++) {
			let best = NEVER;
			let facility = NONE;
			for (let slot = ends.start[point]!; slot < ends.start[point + 1]!; slot++) {
				const node = ends.node[slot]!;
				const walk = cost[node]! + ends.cost[slot]!;
				if (walk < best || (walk === best && label[node]! < facility)) {
					best = walk;
					facility = label[node]!;
				}
			}
			if (facility === NONE) continue;
			impedance[point] = best;
			nearest[point] = facility;
		}
		this.#withinFringe(costs.demandEnds, impedance, nearest);
		return { impedance, nearest };
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
		const folded = { core, ends: coreEnds(core, costs.demandEnds, this.#demand.count) };
		this.#folded.set(costs, folded);
		return folded;
	}
}
