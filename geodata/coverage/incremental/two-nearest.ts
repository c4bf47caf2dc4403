import { IMPEDANCE_MAX, NEVER, type NetworkCosts } from "../../cost/network-costs.ts";
import type { AccessEnds } from "../../search/access-ends.ts";
import { searchFrom } from "../../search/search.ts";
import type { SearchWorkspace } from "../../search/search-workspace.ts";
import { NONE } from "../../units/constants.ts";
import { BUCKET_SHIFT, BucketQueue } from "./bucket-queue.ts";
import { Chains } from "./chains.ts";
import { OverwrittenPairs } from "./overwritten-pairs.ts";

/** Where walks to one facility end on the network. Columns of one length. */
export interface FacilitySeeds {
	readonly node: Uint32Array;
	/** From the node to the facility, legs included; NEVER where no walk goes in. */
	readonly cost: Int32Array;
}

/**
 * The nearest two facilities of every node, kept true while facilities come and go.
 *
 * "Nearer" is by impedance, then by the lower facility index, so the answer is one and does not depend on the order
 * of changes. A facility is among the two nearest of a node only if it is so at the next node of its walk: both
 * changes therefore touch that one region and its rim, whose size is about twice the city's nodes over the number
 * of facilities, however far a walk may be.
 *
 * Source: order-2 network Voronoi diagrams (Erwig 2000; Okabe et al. 2000), kept as dynamic shortest path trees
 * are (Ramalingam and Reps 1996): improve outwards from what was added; re-seed from the rim what was taken away.
 */
export class TwoNearest {
	/** Shape [4 · nodeCount]; impedance and index of the nearest facility, then of the second; NEVER and NONE where none. */
	readonly pairs: Int32Array;
	/** The first `changedCount` are the nodes whose pair may differ since {@link forgetChanged}, each once. */
	readonly changed: Uint32Array;
	changedCount = 0;

	readonly #network: NetworkCosts;
	readonly #workspace: SearchWorkspace;
	readonly #queue: BucketQueue;
	/** By node, of each facility the cost of walking in there. */
	readonly #seeds: Chains;
	readonly #isChanged: Uint8Array;
	/** Nodes the facility being taken away leaves. */
	readonly #region: Uint32Array;
	/** Three numbers each: a node of the region that sees its second nearest around it, its impedance, its index. */
	readonly #rim: Int32Array;
	/** What the last insertion overwrote, so that a facility under a hand is taken away by putting that back. */
	readonly #overwritten: OverwrittenPairs;
	/** Whose {@link #secondFromAround} is. */
	#found = NONE;

	constructor(network: NetworkCosts, workspace: SearchWorkspace) {
		const { nodeCount } = workspace;
		this.#network = network;
		this.#workspace = workspace;
		this.#queue = new BucketQueue(workspace);
		this.pairs = new Int32Array(4 * nodeCount);
		this.changed = new Uint32Array(nodeCount);
		this.#isChanged = new Uint8Array(nodeCount);
		this.#seeds = new Chains(nodeCount);
		this.#region = new Uint32Array(nodeCount);
		this.#rim = new Int32Array(3 * nodeCount);
		this.#overwritten = new OverwrittenPairs(this.pairs);
	}

	/** Starts from many facilities at once; labels are their indices. To be called once, before anything else. */
	start(ends: AccessEnds): void {
		const { pairs } = this;
		for (let i = 0; i < ends.node.length; i++) {
			if (ends.cost[i] !== NEVER) this.#seeds.add(ends.node[i]!, ends.label[i]!, ends.cost[i]!, 0);
		}
		searchFrom(this.#workspace, this.#network.reverse, ends, IMPEDANCE_MAX);
		const { cost, label, nodeCount } = this.#workspace;
		for (let node = 0; node < nodeCount; node++) {
			pairs[4 * node] = cost[node]!;
			pairs[4 * node + 1] = label[node]!;
			pairs[4 * node + 2] = NEVER;
			pairs[4 * node + 3] = NONE;
			this.#region[node] = node;
		}
		this.#findSeconds(nodeCount);
	}

	/** Lets a facility serve from its seeds. */
	insert(facility: number, seeds: FacilitySeeds): void {
		const queue = this.#queue;
		this.#overwritten.begin(facility);
		let low = NEVER;
		let high = 0;
		for (let i = 0; i < seeds.node.length; i++) {
			const cost = seeds.cost[i]!;
			if (cost === NEVER) continue;
			this.#seeds.add(seeds.node[i]!, facility, cost, 0);
			if (cost < low) low = cost;
			if (cost > high) high = cost;
		}
		if (low === NEVER) return;
		const { row, arcs, maxCost } = this.#network.reverse;
		queue.begin(low, Math.max(maxCost, high - low));
		for (let i = 0; i < seeds.node.length; i++) {
			const node = seeds.node[i]!;
			const cost = seeds.cost[i]!;
			if (cost !== NEVER && this.#offer(node, cost, facility)) queue.push(node, cost);
		}
		const { pairs } = this;
		for (let node = queue.pop(); node !== NONE; node = queue.pop()) {
			const cost = pairs[4 * node + 1] === facility ? pairs[4 * node]! : pairs[4 * node + 2]!;
			if (cost >> BUCKET_SHIFT !== queue.bucket) continue;
			const end = row[node + 1]!;
			for (let arc = row[node]!; arc < end; arc += 2) {
				const reached = (cost + arcs[arc + 1]!) | 0;
				const head = arcs[arc]!;
				if (!this.#offer(head >> 1, reached, facility)) continue;
				if ((head & 1) === 0) queue.push(head >> 1, reached);
			}
		}
	}

	/** Takes a facility away; `seeds` as it was inserted with. */
	remove(facility: number, seeds: FacilitySeeds): void {
		const { row, arcs } = this.#network.reverse;
		const region = this.#region;
		for (const node of seeds.node) this.#seeds.removeOwner(node, facility);
		if (this.#overwritten.facility === facility) {
			this.#overwritten.restore((node) => this.#mark(node));
			return;
		}
		this.#overwritten.forget();
		let count = 0;
		for (let i = 0; i < seeds.node.length; i++) {
			const node = seeds.node[i]!;
			if (this.#strike(node, facility)) region[count++] = node;
		}
		for (let i = 0; i < count; i++) {
			const node = region[i]!;
			const end = row[node + 1]!;
			for (let arc = row[node]!; arc < end; arc += 2) {
				const next = arcs[arc]! >> 1;
				if (this.#strike(next, facility)) region[count++] = next;
			}
		}
		this.#findSeconds(count);
		for (let i = 0; i < count; i++) this.#mark(region[i]!);
	}

	forgetChanged(): void {
		for (let i = 0; i < this.changedCount; i++) this.#isChanged[this.changed[i]!] = 0;
		this.changedCount = 0;
	}

	/** Offers a facility to a node. @returns Whether it is nearer now than it was, and among the two nearest. */
	#offer(node: number, cost: number, facility: number): boolean {
		const { pairs } = this;
		const at = 4 * node;
		const second = pairs[at + 2]!;
		// No facility has an index below NONE, so what cannot be walked is refused here too.
		if (cost > second || (cost === second && facility >= pairs[at + 3]!)) return false;
		const first = pairs[at]!;
		if (pairs[at + 1] !== facility && pairs[at + 3] !== facility) this.#overwritten.note(node);
		if (pairs[at + 1] === facility) {
			if (cost >= first) return false;
			pairs[at] = cost;
		} else if (cost < first || (cost === first && facility < pairs[at + 1]!)) {
			pairs[at + 2] = first;
			pairs[at + 3] = pairs[at + 1]!;
			pairs[at] = cost;
			pairs[at + 1] = facility;
		} else {
			pairs[at + 2] = cost;
			pairs[at + 3] = facility;
		}
		this.#mark(node);
		return true;
	}

	/** Strikes a facility from a node's two. @returns Whether it was one; the second is then to be found. */
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

	/** Finds the second nearest of the first `count` nodes of the region; their nearest, and all others, are known. */
	#findSeconds(count: number): void {
		const { pairs } = this;
		const queue = this.#queue;
		const rim = this.#rim;
		const { row, arcs, maxCost } = this.#network.reverse;
		let rimLength = 0;
		let low = NEVER;
		let high = 0;
		// Noted apart until all are known: what lies inside is then reached once from the rim, and not guessed before.
		for (let i = 0; i < count; i++) {
			const node = this.#region[i]!;
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
			// Never a node's nearest as its second: what is nearer still to the node it comes from was offered before.
			for (let arc = row[node]!; arc < end; arc += 2) {
				const head = arcs[arc]!;
				const at = (head >> 1) * 4;
				const reached = (cost + arcs[arc + 1]!) | 0;
				const known = pairs[at + 2]!;
				if (reached > known || (reached === known && facility >= pairs[at + 3]!)) continue;
				pairs[at + 2] = reached;
				pairs[at + 3] = facility;
				if ((head & 1) === 0) queue.push(head >> 1, reached);
			}
		}
	}

	/** The best second nearest a node's own seeds and its neighbours offer. @returns Its impedance; #found is whose. */
	#secondFromAround(node: number): number {
		const { pairs } = this;
		const { row, arcs } = this.#network.forward;
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

	#mark(node: number): void {
		if (this.#isChanged[node] === 1) return;
		this.#isChanged[node] = 1;
		this.changed[this.changedCount++] = node;
	}
}
