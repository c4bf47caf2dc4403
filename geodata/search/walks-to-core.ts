import { IMPEDANCE_MAX, NEVER, type SearchArcs } from "../cost/network-costs.ts";
import { NONE } from "../units/constants.ts";

/** Workspace for walks within the fringe of a network, up to its core. */
export class WalksToCore {
	/** Shape [nodeCount]; cheapest walk to a visited node, core nodes included, or NEVER. */
	readonly cost: Int32Array;
	/** Shape [nodeCount]; label of that walk, the lowest on a tie. */
	readonly label: Int32Array;
	/** Visited nodes, each once. */
	readonly met: number[] = [];
	readonly #open: number[] = [];

	constructor(nodeCount: number) {
		this.cost = new Int32Array(nodeCount).fill(NEVER);
		this.label = new Int32Array(nodeCount).fill(NONE);
	}

	clear(): void {
		for (const node of this.met) {
			this.cost[node] = NEVER;
			this.label[node] = NONE;
		}
		this.met.length = 0;
	}

	/** Adds a start, or improves one. */
	reach(node: number, cost: number, label: number): void {
		const known = this.cost[node]!;
		if (cost > IMPEDANCE_MAX || cost > known || (cost === known && label >= this.label[node]!)) return;
		if (known === NEVER) this.met.push(node);
		this.cost[node] = cost;
		this.label[node] = label;
		this.#open.push(node);
	}

	/** Extends every walk as far as possible; core nodes are reached and not left. */
	spread({ row, arcs }: SearchArcs, isCore: Uint8Array): void {
		for (let node = this.#open.pop(); node !== undefined; node = this.#open.pop()) {
			if (isCore[node] === 1) continue;
			this.#leave(row, arcs, node);
		}
	}

	/** Extends walks one step out of a core node, and on through the fringe. */
	spreadFrom({ row, arcs }: SearchArcs, isCore: Uint8Array, node: number): void {
		this.cost[node] = 0;
		this.label[node] = 0;
		this.met.push(node);
		this.#leave(row, arcs, node);
		this.spread({ row, arcs, maxCost: 0 }, isCore);
	}

	#leave(row: Int32Array, arcs: Int32Array, node: number): void {
		const cost = this.cost[node]!;
		const label = this.label[node]!;
		for (let arc = row[node]!; arc < row[node + 1]!; arc += 2) {
			this.reach(arcs[arc]! >> 1, cost + arcs[arc + 1]!, label);
		}
	}
}
