import type { FoldedCity } from "../city/folded-city.ts";
import { IMPEDANCE_MAX, NEVER } from "../cost/network-costs.ts";
import { searchFrom } from "../search/search.ts";
import { SearchWorkspace } from "../search/search-workspace.ts";
import { NONE } from "../units/constants.ts";
import { BUCKET_SHIFT, BucketQueue } from "./bucket-queue.ts";
import { HeldWalks } from "./held-walks.ts";
import { LinkedLists } from "./linked-lists.ts";
import type { FacilitySeeds, Site } from "./site.ts";

/**
 * The nearest two facilities of every core node, updated as facilities are added and removed.
 *
 * Ordered by impedance, then by the lower facility index, so the result does not depend on the order of changes. A
 * facility is among the two nearest of a node only if it is also at the next node of its walk. A change therefore
 * affects one connected region and its rim; the region has about twice the city's nodes divided by the number of
 * facilities, whatever the length of walks.
 *
 * Source: order-2 network Voronoi diagrams (Erwig 2000; Okabe et al. 2000), maintained like dynamic shortest path
 * trees (Ramalingam and Reps 1996): an insertion improves outwards, a removal is filled in again from the rim.
 */
export class TwoNearest {
	/**
	 * Shape [4 · core nodes]; impedance and index of the nearest settled facility, then of the second; NEVER and NONE
	 * where there is none. {@link held} is not included.
	 */
	readonly pairs: Int32Array;
	readonly held: HeldWalks;
	/** The first `leftCount` are the nodes that lost the facility removed last, each once. */
	readonly left: Uint32Array;
	leftCount = 0;

	readonly #folded: FoldedCity;
	readonly #queue: BucketQueue;
	/** By node, the cost from there to each settled facility that has a seed at it. */
	readonly #seeds: LinkedLists;
	/** Three numbers each: a node that lost a facility, and the impedance and index of its second nearest from around it. */
	readonly #rim: Int32Array;
	/** The facility of the last {@link #secondFromAround}. */
	#found = NONE;

	/** Starts with many facilities; their indices are those in `sites`. */
	constructor(folded: FoldedCity, sites: readonly Site[]) {
		const { core } = folded;
		const nodeCount = core.coreCount;
		const workspace = new SearchWorkspace({ nodeCount, edgeCount: 0 });
		this.#folded = folded;
		this.#queue = new BucketQueue(workspace);
		this.#seeds = new LinkedLists(nodeCount);
		this.#rim = new Int32Array(3 * nodeCount);
		this.left = new Uint32Array(nodeCount);
		this.pairs = new Int32Array(4 * nodeCount);
		const seeds = { node: [] as number[], cost: [] as number[], label: [] as number[] };
		sites.forEach((site, facility) => {
			this.#addSeeds(facility, site.seeds);
			for (const node of site.seeds.node) seeds.node.push(node);
			for (const cost of site.seeds.cost) seeds.cost.push(cost);
			while (seeds.label.length < seeds.node.length) seeds.label.push(facility);
		});
		searchFrom(workspace, core.arcs, seeds, IMPEDANCE_MAX);
		const { pairs } = this;
		const { cost, label } = workspace;
		for (let node = 0; node < nodeCount; node++) {
			pairs[4 * node] = cost[node]!;
			pairs[4 * node + 1] = label[node]!;
			pairs[4 * node + 2] = NEVER;
			pairs[4 * node + 3] = NONE;
			this.left[node] = node;
		}
		this.#findSeconds(nodeCount);
		this.held = new HeldWalks(pairs, core.arcs, workspace);
	}

	/** Makes the held facility a settled one. @param seeds As passed to `hold`. */
	settle(seeds: FacilitySeeds): void {
		const { pairs } = this;
		const { facility, touched, touchedCount, walk } = this.held;
		this.#addSeeds(facility, seeds);
		for (let i = 0; i < touchedCount; i++) {
			const node = touched[i]!;
			const at = 4 * node;
			const cost = walk[node]!;
			if (cost < pairs[at]! || (cost === pairs[at] && facility < pairs[at + 1]!)) {
				pairs[at + 2] = pairs[at]!;
				pairs[at + 3] = pairs[at + 1]!;
				pairs[at] = cost;
				pairs[at + 1] = facility;
			} else {
				pairs[at + 2] = cost;
				pairs[at + 3] = facility;
			}
		}
		this.held.drop();
	}

	/** Removes a settled facility while none is held; `seeds` as passed to `hold`. */
	remove(facility: number, seeds: FacilitySeeds): void {
		const { row, arcs } = this.#folded.core.arcs;
		const { left } = this;
		let count = 0;
		for (const node of seeds.node) {
			this.#seeds.removeOwner(node, facility);
			if (this.#strike(node, facility)) left[count++] = node;
		}
		for (let i = 0; i < count; i++) {
			const node = left[i]!;
			const end = row[node + 1]!;
			for (let arc = row[node]!; arc < end; arc += 2) {
				const next = arcs[arc]! >> 1;
				if (this.#strike(next, facility)) left[count++] = next;
			}
		}
		this.#findSeconds(count);
		this.leftCount = count;
		for (let i = 0; i < count; i++) this.held.followSecond(left[i]!);
	}

	#addSeeds(facility: number, { node, cost }: FacilitySeeds): void {
		for (let i = 0; i < node.length; i++) this.#seeds.add(node[i]!, facility, cost[i]!);
	}

	/** Removes a facility from a node's two. @returns Whether it was one of them; the second must then be found. */
	#strike(node: number, facility: number): boolean {
		const { pairs } = this;
		const at = 4 * node;
		if (pairs[at + 1] === facility) {
			pairs[at] = pairs[at + 2]!;
			pairs[at + 1] = pairs[at + 3]!;
		} else if (pairs[at + 3] !== facility) return false;
		pairs[at + 2] = NEVER;
		pairs[at + 3] = NONE;
		return true;
	}

	/** Finds the second nearest of the first `count` nodes in `left`; their nearest and all other nodes are known. */
	#findSeconds(count: number): void {
		const { pairs } = this;
		const queue = this.#queue;
		const rim = this.#rim;
		const { row, arcs, maxCost } = this.#folded.core.arcs;
		let rimLength = 0;
		let low = NEVER;
		let high = 0;
		// Collected before any is written, so that each inner node is reached once, from the rim.
		for (let i = 0; i < count; i++) {
			const node = this.left[i]!;
			const cost = this.#secondFromAround(node);
			if (cost === NEVER) continue;
			rim[rimLength] = node;
			rim[rimLength + 1] = cost;
			rim[rimLength + 2] = this.#found;
			rimLength += 3;
			if (cost < low) low = cost;
			if (cost > high) high = cost;
		}
		if (low === NEVER) return;
		queue.begin(low, Math.max(maxCost, high - low));
		for (let i = 0; i < rimLength; i += 3) {
			const node = rim[i]!;
			pairs[4 * node + 2] = rim[i + 1]!;
			pairs[4 * node + 3] = rim[i + 2]!;
			queue.push(node, rim[i + 1]!);
		}
		for (let node = queue.pop(); node !== NONE; node = queue.pop()) {
			const cost = pairs[4 * node + 2]!;
			if (cost >> BUCKET_SHIFT !== queue.bucket) continue;
			const facility = pairs[4 * node + 3]!;
			const end = row[node + 1]!;
			// A node's nearest facility is never offered as its second: nearer walks to it were offered before.
			for (let arc = row[node]!; arc < end; arc += 2) {
				const next = arcs[arc]! >> 1;
				const at = 4 * next;
				const reached = (cost + arcs[arc + 1]!) | 0;
				const known = pairs[at + 2]!;
				if (reached > known || (reached === known && facility >= pairs[at + 3]!)) continue;
				pairs[at + 2] = reached;
				pairs[at + 3] = facility;
				queue.push(next, reached);
			}
		}
	}

	/**
	 * The best second nearest offered by a node's own seeds and its neighbours. @returns Its impedance; #found holds
	 * the facility.
	 */
	#secondFromAround(node: number): number {
		const { pairs } = this;
		const { row, arcs } = this.#folded.forward;
		const { head, records } = this.#seeds;
		const nearest = pairs[4 * node + 1]!;
		let best = NEVER;
		let facility = NONE;
		for (let record = head[node]!; record !== NONE; record = records[record]!) {
			const owner = records[record + 1]!;
			const cost = records[record + 2]!;
			if (owner === nearest || cost > best || (cost === best && owner >= facility)) continue;
			best = cost;
			facility = owner;
		}
		const end = row[node + 1]!;
		for (let arc = row[node]!; arc < end; arc += 2) {
			const walk = arcs[arc + 1]!;
			const from = (arcs[arc]! >> 1) * 4;
			for (let at = from; at < from + 4; at += 2) {
				const cost = (pairs[at]! + walk) | 0;
				const owner = pairs[at + 1]!;
				if (owner === nearest || cost > best || (cost === best && owner >= facility)) continue;
				best = cost;
				facility = owner;
			}
		}
		this.#found = facility;
		return best;
	}
}
