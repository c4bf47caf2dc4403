import { IMPEDANCE_MAX, legCost, type NetworkCosts } from "../../cost/network-costs.ts";
import { type AccessEnds, walkAlong } from "../../search/access-ends.ts";
import { NONE, UNREACHED } from "../../units/constants.ts";
import type { CityCosts, CityModel } from "../city-model.ts";
import { Chains } from "./chains.ts";

/**
 * The nearest two facilities of every demand point, read from those of its end nodes and from the entrances on its
 * own edges. Index of a facility as in the scenario; the lowest on a tie.
 */
export class HomeWalks {
	/** Shape [demand.count]; mm or ms to the nearest facility, legs included; UNREACHED where none. */
	readonly impedance: Uint32Array;
	/** Shape [demand.count]; that facility; NONE where none. */
	readonly nearest: Int32Array;
	/** Shape [demand.count]; mm or ms to the nearest of all others; UNREACHED where none. */
	readonly secondImpedance: Uint32Array;
	/** Shape [demand.count]; that facility; NONE where none. */
	readonly second: Int32Array;

	readonly #model: CityModel;
	readonly #network: NetworkCosts;
	readonly #ends: AccessEnds;
	/** Shape [4 · nodeCount]; as of {@link TwoNearest}. */
	readonly #pairs: Int32Array;
	/** By edge, of each entrance on it the position along it and the cost of its leg. */
	readonly #entrances: Chains;

	#best = 0;
	#facility = NONE;
	#nextBest = 0;
	#nextFacility = NONE;

	constructor(model: CityModel, costs: CityCosts, pairs: Int32Array) {
		const { count } = model.demand;
		this.impedance = new Uint32Array(count).fill(UNREACHED);
		this.nearest = new Int32Array(count).fill(NONE);
		this.secondImpedance = new Uint32Array(count).fill(UNREACHED);
		this.second = new Int32Array(count).fill(NONE);
		this.#model = model;
		this.#network = costs.network;
		this.#ends = costs.demandEnds;
		this.#pairs = pairs;
		this.#entrances = new Chains(model.graph.edgeCount);
	}

	addEntrance(facility: number, edge: number, alongMm: number, offsetMm: number): void {
		this.#entrances.add(edge, facility, alongMm, legCost(this.#network, offsetMm));
	}

	/** Takes every entrance of a facility off an edge. */
	removeEntrances(facility: number, edge: number): void {
		this.#entrances.removeOwner(edge, facility);
	}

	/** Works out a demand point anew. @returns Whether its nearest facility or the way there changed. */
	update(point: number): boolean {
		this.#best = IMPEDANCE_MAX + 1;
		this.#facility = NONE;
		this.#nextBest = IMPEDANCE_MAX + 1;
		this.#nextFacility = NONE;
		const { start } = this.#model.demand.access;
		for (let entry = start[point]!; entry < start[point + 1]!; entry++) {
			this.#byEndNode(2 * entry);
			this.#byEndNode(2 * entry + 1);
			this.#alongEdge(entry);
		}
		const impedance = this.#facility === NONE ? UNREACHED : this.#best;
		const changed = impedance !== this.impedance[point] || this.#facility !== this.nearest[point];
		this.impedance[point] = impedance;
		this.nearest[point] = this.#facility;
		this.secondImpedance[point] = this.#nextFacility === NONE ? UNREACHED : this.#nextBest;
		this.second[point] = this.#nextFacility;
		return changed;
	}

	#byEndNode(slot: number): void {
		const pairs = this.#pairs;
		const leg = this.#ends.cost[slot]!;
		const at = 4 * this.#ends.node[slot]!;
		this.#offer((pairs[at]! + leg) | 0, pairs[at + 1]!);
		this.#offer((pairs[at + 2]! + leg) | 0, pairs[at + 3]!);
	}

	/** Straight along the one edge both stand on. */
	#alongEdge(entry: number): void {
		const { access } = this.#model.demand;
		const edge = access.edge[entry]!;
		const { head, records } = this.#entrances;
		for (let record = head[edge]!; record !== NONE; record = records[record]!) {
			const fromMm = access.alongMm[entry]!;
			const along = walkAlong(this.#model.graph, this.#network, edge, fromMm, records[record + 2]!);
			const leg = legCost(this.#network, access.offsetMm[entry]!);
			this.#offer(leg + along + records[record + 3]!, records[record + 1]!);
		}
	}

	#offer(walk: number, facility: number): void {
		if (walk > this.#nextBest || (walk === this.#nextBest && facility >= this.#nextFacility)) return;
		if (facility === this.#facility) {
			if (walk < this.#best) this.#best = walk;
		} else if (walk < this.#best || (walk === this.#best && facility < this.#facility)) {
			this.#nextBest = this.#best;
			this.#nextFacility = this.#facility;
			this.#best = walk;
			this.#facility = facility;
		} else {
			this.#nextBest = walk;
			this.#nextFacility = facility;
		}
	}
}
