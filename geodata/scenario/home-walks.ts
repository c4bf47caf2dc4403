import type { FoldedCity } from "../city/folded-city.ts";
import { IMPEDANCE_MAX, NEVER } from "../cost/network-costs.ts";
import { NONE, UNREACHED } from "../units/constants.ts";
import type { HeldWalks } from "./held-walks.ts";
import { LinkedLists } from "./linked-lists.ts";
import type { HomesBeside } from "./site.ts";

/**
 * The nearest two facilities of every demand point. Settled ones are read from the core nodes where a home enters the
 * core and from the facilities beside it; the held one is merged in last. Facility indices as in the scenario; the
 * lowest wins a tie.
 */
export class HomeWalks {
	/** Shape [demand.count]; mm or ms to the nearest facility, legs included; UNREACHED where none. */
	readonly impedance: Uint32Array;
	/** Shape [demand.count]; that facility; NONE where none. */
	readonly nearest: Int32Array;
	/** Shape [demand.count]; mm or ms to the nearest other facility; UNREACHED where none. */
	readonly secondImpedance: Uint32Array;
	/** Shape [demand.count]; that facility; NONE where none. */
	readonly second: Int32Array;
	/** The first `heldCount` are the homes with a walk to the held facility, each once. */
	heldHomes: Uint32Array;
	heldCount = 0;
	/** The first `droppedCount` are the homes that had a walk to the facility last {@link drop}ped. */
	dropped: Uint32Array;
	droppedCount = 0;

	readonly #folded: FoldedCity;
	/** Shape [4 · core nodes]; as in `TwoNearest`. */
	readonly #pairs: Int32Array;
	/** Shape [4 · demand.count]; likewise for each home, settled facilities only. */
	readonly #settled: Int32Array;
	/** By home, the walk to each settled facility beside it. */
	readonly #beside: LinkedLists;
	/** Shape [demand.count]; the walk to the held facility, or NEVER. */
	readonly #held: Int32Array;

	constructor(count: number, folded: FoldedCity, pairs: Int32Array) {
		this.impedance = new Uint32Array(count).fill(UNREACHED);
		this.nearest = new Int32Array(count).fill(NONE);
		this.secondImpedance = new Uint32Array(count).fill(UNREACHED);
		this.second = new Int32Array(count).fill(NONE);
		this.heldHomes = new Uint32Array(count);
		this.dropped = new Uint32Array(count);
		this.#folded = folded;
		this.#pairs = pairs;
		this.#settled = new Int32Array(4 * count);
		this.#beside = new LinkedLists(count);
		this.#held = new Int32Array(count).fill(NEVER);
	}

	/** Adds the homes beside a settled facility. */
	addBeside(facility: number, { home, walk }: HomesBeside): void {
		for (let i = 0; i < home.length; i++) this.#beside.add(home[i]!, facility, walk[i]!);
	}

	removeBeside(facility: number, { home }: HomesBeside): void {
		for (const point of home) this.#beside.removeOwner(point, facility);
	}

	/** Sets the walks to a newly held facility; none may be held before. */
	hold({ touched, touchedCount, walk }: HeldWalks, beside: HomesBeside): void {
		const { homesFrom, homes } = this.#folded;
		const { heldHomes } = this;
		const held = this.#held;
		let count = 0;
		for (let i = 0; i < touchedCount; i++) {
			const node = touched[i]!;
			const cost = walk[node]!;
			const end = homesFrom[node + 1]!;
			for (let at = homesFrom[node]!; at < end; at += 2) {
				const point = homes[at]!;
				const toFacility = (cost + homes[at + 1]!) | 0;
				const known = held[point]!;
				if (toFacility >= known) continue;
				if (known === NEVER) heldHomes[count++] = point;
				held[point] = toFacility;
			}
		}
		for (let i = 0; i < beside.home.length; i++) {
			const point = beside.home[i]!;
			const known = held[point]!;
			if (beside.walk[i]! >= known) continue;
			if (known === NEVER) heldHomes[count++] = point;
			held[point] = beside.walk[i]!;
		}
		this.heldCount = count;
	}

	/** Removes the held facility. */
	drop(): void {
		const { heldHomes, heldCount } = this;
		for (let i = 0; i < heldCount; i++) this.#held[heldHomes[i]!] = NEVER;
		this.heldHomes = this.dropped;
		this.heldCount = 0;
		this.dropped = heldHomes;
		this.droppedCount = heldCount;
	}

	/** Makes the held facility a settled one. */
	settle(facility: number, beside: HomesBeside): void {
		this.addBeside(facility, beside);
		const settled = this.#settled;
		for (let i = 0; i < this.heldCount; i++) {
			const point = this.heldHomes[i]!;
			const at = 4 * point;
			settled[at] = this.nearest[point] === NONE ? NEVER : this.impedance[point]!;
			settled[at + 1] = this.nearest[point]!;
			settled[at + 2] = this.second[point] === NONE ? NEVER : this.secondImpedance[point]!;
			settled[at + 3] = this.second[point]!;
		}
		this.drop();
		// Their walks have not changed.
		this.droppedCount = 0;
	}

	isHeld(point: number): boolean {
		return this.#held[point] !== NEVER;
	}

	/** Recomputes the two nearest settled facilities of a demand point. */
	update(point: number): void {
		const pairs = this.#pairs;
		const settled = this.#settled;
		const { start, node, cost } = this.#folded.ends;
		const { head, records } = this.#beside;
		const at = 4 * point;
		settled[at] = IMPEDANCE_MAX + 1;
		settled[at + 1] = NONE;
		settled[at + 2] = IMPEDANCE_MAX + 1;
		settled[at + 3] = NONE;
		for (let slot = start[point]!; slot < start[point + 1]!; slot++) {
			const pair = 4 * node[slot]!;
			const leg = cost[slot]!;
			this.#offer(at, (pairs[pair]! + leg) | 0, pairs[pair + 1]!);
			this.#offer(at, (pairs[pair + 2]! + leg) | 0, pairs[pair + 3]!);
		}
		for (let record = head[point]!; record !== NONE; record = records[record]!) {
			this.#offer(at, records[record + 2]!, records[record + 1]!);
		}
	}

	/** Merges the held facility, if any, into the settled two. @returns Whether the nearest or its walk changed. */
	mix(point: number, facility: number): boolean {
		const settled = this.#settled;
		const at = 4 * point;
		const walk = this.#held[point]!;
		let best = settled[at]!;
		let nearest = settled[at + 1]!;
		let next = settled[at + 2]!;
		let second = settled[at + 3]!;
		if (walk < best || (walk === best && facility < nearest)) {
			next = best;
			second = nearest;
			best = walk;
			nearest = facility;
		} else if (walk < next || (walk === next && facility < second)) {
			next = walk;
			second = facility;
		}
		const impedance = nearest === NONE ? UNREACHED : best;
		const changed = impedance !== this.impedance[point] || nearest !== this.nearest[point];
		this.impedance[point] = impedance;
		this.nearest[point] = nearest;
		this.secondImpedance[point] = second === NONE ? UNREACHED : next;
		this.second[point] = second;
		return changed;
	}

	#offer(at: number, walk: number, facility: number): void {
		const settled = this.#settled;
		const next = settled[at + 2]!;
		if (walk > next || (walk === next && facility >= settled[at + 3]!)) return;
		const best = settled[at]!;
		const nearest = settled[at + 1]!;
		if (facility === nearest) {
			if (walk < best) settled[at] = walk;
		} else if (walk < best || (walk === best && facility < nearest)) {
			settled[at + 2] = best;
			settled[at + 3] = nearest;
			settled[at] = walk;
			settled[at + 1] = facility;
		} else {
			settled[at + 2] = walk;
			settled[at + 3] = facility;
		}
	}
}
