import { distanceM, type Position } from "../units/position.ts";
import type { Foot } from "./plain-leg.ts";

export interface PlainStreet {
	readonly a: number;
	readonly b: number;
	readonly isPrivate: boolean;
}

/** The oracle: a walk leaves its own private region, uses public streets, and enters its destination's region. */
export class ThreePhases {
	readonly isOneNetwork: boolean;
	readonly #region: number[];
	readonly #publicNode: ReadonlySet<number>;
	readonly #streets: readonly PlainStreet[];
	readonly #gates: ReadonlySet<number>;
	readonly #at: (node: number) => Position;

	constructor(streets: readonly PlainStreet[], gates: ReadonlySet<number>, at: (node: number) => Position) {
		this.#streets = streets;
		this.#gates = gates;
		this.#at = at;
		const whole = this.#parts(() => true);
		this.isOneNetwork = new Set(whole).size === 1;
		const part = this.#parts((street, node) => !streets[street]!.isPrivate && !gates.has(node));
		const lengthOf = new Map<number, number>();
		streets.forEach((street, i) => {
			if (!street.isPrivate) lengthOf.set(part[i]!, (lengthOf.get(part[i]!) ?? 0) + this.#lengthM(i));
		});
		const ranked = [...lengthOf].sort((x, y) => y[1] - x[1]);
		// Two public parts of equal length: undefined which is the public one.
		if (ranked.length > 1 && ranked[0]![1] - ranked[1]![1] < 1) this.isOneNetwork = false;
		const isPublic = (street: number) => !streets[street]!.isPrivate && part[street] === ranked[0]?.[0];
		const publicNode = new Set(streets.flatMap(({ a, b }, i) => (isPublic(i) ? [a, b] : [])));
		this.#publicNode = publicNode;
		const regions = this.#parts(
			(street, node) => !isPublic(street) && (gates.has(node) || !publicNode.has(node)),
		);
		this.#region = streets.map((_, i) => (isPublic(i) ? -1 : regions[i]!));
	}

	/** Streets connected where `joins` holds for both at their shared node; the lowest index of each part. */
	#parts(joins: (street: number, node: number) => boolean): number[] {
		const part = this.#streets.map((_, i) => i);
		for (let changed = true; changed; ) {
			changed = false;
			this.#streets.forEach((x, i) => {
				this.#streets.forEach((y, j) => {
					for (const node of [x.a, x.b]) {
						if ((node !== y.a && node !== y.b) || !joins(i, node) || !joins(j, node)) continue;
						const least = Math.min(part[i]!, part[j]!);
						if (part[i] === least && part[j] === least) continue;
						part[i] = least;
						part[j] = least;
						changed = true;
					}
				});
			});
		}
		return part;
	}

	#lengthM(street: number): number {
		const { a, b } = this.#streets[street]!;
		return distanceM(...this.#at(a), ...this.#at(b));
	}

	/** Metres along the streets from one foot to another, without the legs; null where there is no walk. */
	walkM(start: Foot, end: Foot): number | null {
		const [own, goal] = [this.#region[start.piece]!, this.#region[end.piece]!];
		let best = start.piece === end.piece ? Math.abs(start.alongM - end.alongM) : Number.POSITIVE_INFINITY;
		// States: a node reached by some street, and the phase of the walk. Relaxed until nothing changes.
		const cost = new Map<string, number>();
		const queue: { node: number; street: number; phase: number; metres: number }[] = [];
		const come = (node: number, street: number, phase: number, metres: number): void => {
			const key = `${node},${street},${phase}`;
			if (metres >= (cost.get(key) ?? Number.POSITIVE_INFINITY) - 1e-9) return;
			cost.set(key, metres);
			queue.push({ node, street, phase, metres });
		};
		const first = this.#streets[start.piece]!;
		const phases = own < 0 ? [1] : own === goal ? [0, 2] : [0];
		for (const phase of phases) {
			come(first.a, start.piece, phase, start.alongM);
			come(first.b, start.piece, phase, this.#lengthM(start.piece) - start.alongM);
		}
		while (queue.length > 0) {
			const { node, street, phase, metres } = queue.pop()!;
			this.#streets.forEach(({ a, b }, next) => {
				if (a !== node && b !== node) return;
				const region = this.#region[next]!;
				const isPublic = region < 0;
				// A private gate does not connect public streets.
				if (this.#gates.has(node) && isPublic && this.#region[street]! < 0 && next !== street) return;
				const nextPhases = isPublic
					? phase <= 1
						? [1]
						: []
					: [
							...(phase === 0 && region === own ? [0] : []),
							...(region === goal && this.#enters(phase, own, goal, node) ? [2] : []),
						];
				for (const nextPhase of nextPhases) {
					if (next === end.piece && (isPublic || nextPhase === 2)) {
						const ahead = a === node ? end.alongM : this.#lengthM(next) - end.alongM;
						best = Math.min(best, metres + ahead);
					}
					come(a === node ? b : a, next, nextPhase, metres + this.#lengthM(next));
				}
			});
		}
		return Number.isFinite(best) ? best : null;
	}

	/**
	 * The last phase begins on the public network, even at a single crossing, or where the walk stays in one region.
	 */
	#enters(phase: number, own: number, goal: number, node: number): boolean {
		return phase >= 1 || own === goal || (this.#publicNode.has(node) && !this.#gates.has(node));
	}
}
