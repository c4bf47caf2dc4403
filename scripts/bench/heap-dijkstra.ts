import type { NetworkCosts } from "../../geodata/cost/network-costs.ts";
import type { WalkGraph } from "../../geodata/graph/walk-graph.ts";
import type { Seeds } from "../../geodata/search/search.ts";
import { UNREACHED } from "../../geodata/units/constants.ts";

/** Textbook Dijkstra with a binary heap of (cost, node) and lazy deletion, on typed arrays. */
export class HeapDijkstra {
	readonly cost: Float64Array;
	readonly label: Int32Array;
	#keys = new Float64Array(1 << 16);
	#nodes = new Int32Array(1 << 16);
	#size = 0;
	readonly #graph: WalkGraph;
	readonly #costs: NetworkCosts;

	constructor(graph: WalkGraph, costs: NetworkCosts) {
		this.#graph = graph;
		this.#costs = costs;
		this.cost = new Float64Array(graph.nodeCount);
		this.label = new Int32Array(graph.nodeCount);
	}

	/** Walks towards the seeds, as in a coverage. @returns Sum of the costs of all reached nodes. */
	search(seeds: Seeds, limit: number): number {
		const { reverseFirstArc, reverseArcTail, reverseArcEdge } = this.#graph;
		const { edgeCost } = this.#costs;
		const { cost, label } = this;
		cost.fill(Number.POSITIVE_INFINITY);
		this.#size = 0;
		for (let i = 0; i < seeds.node.length; i++) {
			if (seeds.cost[i]! <= limit && seeds.cost[i]! < cost[seeds.node[i]!]!) {
				cost[seeds.node[i]!] = seeds.cost[i]!;
				label[seeds.node[i]!] = seeds.label[i]!;
				this.#push(seeds.cost[i]!, seeds.node[i]!);
			}
		}
		let sum = 0;
		while (this.#size > 0) {
			const key = this.#keys[0]!;
			const node = this.#nodes[0]!;
			this.#pop();
			if (key > cost[node]!) continue;
			sum += key;
			for (let arc = reverseFirstArc[node]!; arc < reverseFirstArc[node + 1]!; arc++) {
				const step = edgeCost[reverseArcEdge[arc]!]!;
				const reached = key + step;
				const tail = reverseArcTail[arc]!;
				if (step === UNREACHED || reached > limit || reached >= cost[tail]!) continue;
				cost[tail] = reached;
				label[tail] = label[node]!;
				this.#push(reached, tail);
			}
		}
		return sum;
	}

	#push(key: number, node: number): void {
		if (this.#size === this.#keys.length) {
			const keys = new Float64Array(this.#size * 2);
			const nodes = new Int32Array(this.#size * 2);
			keys.set(this.#keys);
			nodes.set(this.#nodes);
			this.#keys = keys;
			this.#nodes = nodes;
		}
		const keys = this.#keys;
		const nodes = this.#nodes;
		let at = this.#size++;
		while (at > 0) {
			const parent = (at - 1) >> 1;
			if (keys[parent]! <= key) break;
			keys[at] = keys[parent]!;
			nodes[at] = nodes[parent]!;
			at = parent;
		}
		keys[at] = key;
		nodes[at] = node;
	}

	#pop(): void {
		const keys = this.#keys;
		const nodes = this.#nodes;
		const size = --this.#size;
		const key = keys[size]!;
		const node = nodes[size]!;
		let at = 0;
		for (let child = 1; child < size; child = 2 * at + 1) {
			if (child + 1 < size && keys[child + 1]! < keys[child]!) child++;
			if (keys[child]! >= key) break;
			keys[at] = keys[child]!;
			nodes[at] = nodes[child]!;
			at = child;
		}
		keys[at] = key;
		nodes[at] = node;
	}
}
