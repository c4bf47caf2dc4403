import { STREET_CLASSES, type StreetClass, type StreetSource } from "../../../geodata/graph/street-source.ts";
import { distanceM } from "../../../geodata/units/position.ts";

/** Ranks of a stretch: footways, roads that mostly serve one place, town roads. */
const ON_FOOT = 0;
const MINOR = 1;
const MAJOR = 2;
export type RoadRank = typeof MINOR | typeof MAJOR;

const RANK_OF_CLASS: Readonly<Partial<Record<StreetClass, number>>> = {
	motorway: MAJOR,
	trunk: MAJOR,
	primary: MAJOR,
	secondary: MAJOR,
	tertiary: MAJOR,
	unclassified: MAJOR,
	residential: MAJOR,
	living_street: MAJOR,
	service: MINOR,
	track: MINOR,
};

/** Adjacency of street nodes, by the rank of the way between; includes streets not walkable. */
export class RoadNet {
	readonly #streets: StreetSource;
	/** Shape [nodes + 1]; a node's neighbours are neighbour[first[n] .. first[n + 1]). */
	readonly #first: Uint32Array;
	readonly #neighbour: Uint32Array;
	readonly #rank: Uint8Array;

	constructor(streets: StreetSource) {
		const { wayStart, wayNode, wayClass, nodeFlags } = streets;
		const first = new Uint32Array(nodeFlags.length + 2);
		const eachStretch = (visit: (a: number, b: number, way: number) => void) => {
			for (let way = 0; way < wayClass.length; way++) {
				for (let i = wayStart[way]! + 1; i < wayStart[way + 1]!; i++) {
					visit(wayNode[i - 1]!, wayNode[i]!, way);
				}
			}
		};
		eachStretch((a, b) => {
			first[a + 2]!++;
			first[b + 2]!++;
		});
		for (let i = 2; i < first.length; i++) first[i]! += first[i - 1]!;
		const neighbour = new Uint32Array(first[first.length - 1]!);
		const rank = new Uint8Array(neighbour.length);
		const ranks = STREET_CLASSES.map((name) => RANK_OF_CLASS[name] ?? ON_FOOT);
		const add = (from: number, to: number, way: number) => {
			const at = first[from + 1]!++;
			neighbour[at] = to;
			rank[at] = ranks[wayClass[way]!]!;
		};
		eachStretch((a, b, way) => {
			add(a, b, way);
			add(b, a, way);
		});
		this.#streets = streets;
		this.#first = first;
		this.#neighbour = neighbour;
		this.#rank = rank;
	}

	get nodeCount(): number {
		return this.#streets.nodeFlags.length;
	}

	/** Distinct neighbours of a node along ways of at least that rank. */
	neighbours(node: number, atLeast: number = ON_FOOT): number[] {
		const found: number[] = [];
		for (let i = this.#first[node]!; i < this.#first[node + 1]!; i++) {
			const next = this.#neighbour[i]!;
			if (this.#rank[i]! >= atLeast && next !== node && !found.includes(next)) found.push(next);
		}
		return found;
	}

	/** True where at least three stretches of that rank meet. */
	isJunction(node: number, rank: RoadRank): boolean {
		return this.neighbours(node, rank).length >= 3;
	}

	/** True where a footway meets the node. */
	isCrossing(node: number): boolean {
		return this.#rank.subarray(this.#first[node], this.#first[node + 1]).includes(ON_FOOT);
	}

	lengthM(a: number, b: number): number {
		const { nodeLngDeg, nodeLatDeg } = this.#streets;
		return distanceM(nodeLngDeg[a]!, nodeLatDeg[a]!, nodeLngDeg[b]!, nodeLatDeg[b]!);
	}

	/** Nodes within a distance in metres along roads, nearest first; where `isEnd`, the search stops. */
	within(start: number, maxM: number, isEnd: (node: number) => boolean): Map<number, number> {
		const settled = new Map<number, number>();
		const open = new Map<number, number>([[start, 0]]);
		while (open.size > 0) {
			const [node, lengthM] = [...open].reduce((least, entry) => (entry[1] < least[1] ? entry : least));
			open.delete(node);
			settled.set(node, lengthM);
			if (node !== start && isEnd(node)) continue;
			for (const next of this.neighbours(node, MINOR)) {
				const throughM = lengthM + this.lengthM(node, next);
				if (throughM > maxM || settled.has(next) || throughM >= (open.get(next) ?? Infinity)) continue;
				open.set(next, throughM);
			}
		}
		settled.delete(start);
		return settled;
	}
}

export { MAJOR, MINOR };
