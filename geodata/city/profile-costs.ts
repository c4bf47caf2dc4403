import { networkCosts } from "../cost/network-costs.ts";
import type { Profile } from "../cost/profile.ts";
import type { ImpedanceUnit } from "../cost/rule.ts";
import type { WalkGraph } from "../graph/walk-graph.ts";
import { accessEnds } from "../search/access-ends.ts";
import type { CityCosts } from "../search/city-costs.ts";
import { coreEnds, coreNetwork } from "../search/core-network.ts";
import type { SweepNetwork } from "../search/sweep-network.ts";
import type { DemandSet } from "./demand.ts";
import { type FoldedCity, type FoldedCore, foldedCity } from "./folded-city.ts";

/** One profile's costs in an opened city, with the networks derived from them on first use. */
export class ProfileCosts implements CityCosts {
	readonly network: CityCosts["network"];
	readonly demandEnds: CityCosts["demandEnds"];
	/** Whole-city searches so far, and the network for sweeps once there were many. */
	searches = 0;
	sweep: SweepNetwork | null = null;
	readonly #graph: WalkGraph;
	readonly #isCore: Uint8Array;
	readonly #homes: number;
	#foldedCore: FoldedCore | null = null;
	#foldedCity: FoldedCity | null = null;

	/** @param isCore {@link coreNodes} of the graph. */
	constructor(
		graph: WalkGraph,
		isCore: Uint8Array,
		demand: DemandSet,
		profile: Profile,
		unit: ImpedanceUnit,
	) {
		this.network = networkCosts(graph, profile, unit);
		this.demandEnds = accessEnds(graph, this.network, demand.access, "from");
		this.#graph = graph;
		this.#isCore = isCore;
		this.#homes = demand.count;
	}

	/** For whole coverages; shared with what-ifs. */
	get foldedCore(): FoldedCore {
		if (this.#foldedCore === null) {
			const core = coreNetwork(this.#isCore, this.network.reverse);
			this.#foldedCore = { core, ends: coreEnds(core, this.demandEnds, this.#homes) };
		}
		return this.#foldedCore;
	}

	/** For what-ifs. */
	get foldedCity(): FoldedCity {
		this.#foldedCity ??= foldedCity(this.#graph, this.#isCore, this.network, this.foldedCore);
		return this.#foldedCity;
	}
}
