/**
 * Union-find: each set is named by its lowest member.
 *
 * Source: disjoint sets with path halving (Tarjan and van Leeuwen 1984).
 */
export class DisjointSets {
	readonly #parent: Uint32Array;

	/** @param count Members are 0 … count − 1, at first each a set of its own. */
	constructor(count: number) {
		this.#parent = new Uint32Array(count);
		for (let i = 0; i < count; i++) this.#parent[i] = i;
	}

	/** The lowest member of the set that contains `start`. */
	rootOf(start: number): number {
		const parent = this.#parent;
		let at = start;
		while (parent[at] !== at) {
			parent[at] = parent[parent[at]!]!;
			at = parent[at]!;
		}
		return at;
	}

	join(one: number, other: number): void {
		const [a, b] = [this.rootOf(one), this.rootOf(other)];
		if (a < b) this.#parent[b] = a;
		else this.#parent[a] = b;
	}
}
