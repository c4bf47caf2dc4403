import type { ImpedanceUnit } from "../cost/rule.ts";
import { binOf, type HistogramBins, histogramBins } from "../coverage/histogram.ts";
import { COVERED, type GroupSums, HOME_KINDS, IN_CIRCLE, noSums, REACHED } from "../coverage/measures.ts";
import { UNREACHED } from "../units/constants.ts";

/** Static columns of the demand points. Columns of one length. */
export interface CountedPoints {
	/** Index into the communities, −1 where none. */
	readonly community: Int32Array;
	/** People of the target group. */
	readonly people: Uint32Array;
	readonly communityCount: number;
}

/**
 * All counts of a coverage, updated one demand point at a time. All are whole numbers below 2⁵³, so they equal a
 * count from scratch after any sequence of changes.
 */
export class RunningCounts {
	/** Of communityCount + 1 groups; the last for points without a community. */
	readonly sums: GroupSums;
	/** Of the whole city. */
	readonly whole: GroupSums;
	readonly bins: HistogramBins;
	/** Shape [bins.count + 1]; people by bin, the last for those beyond. */
	readonly binPeople: number[];
	/** Shape [points]; number of circles that contain a point. */
	readonly circles: Uint32Array;
	coveredPoints = 0;
	/** Covered now and not initially, and the reverse. */
	gainedPeople = 0;
	gainedPoints = 0;
	lostPeople = 0;
	lostPoints = 0;

	readonly #points: CountedPoints;
	readonly #cutoff: number;
	readonly #before: Uint32Array;

	/**
	 * @param cutoff Inclusive; mm or ms as `unit`.
	 * @param before Shape [points]; reference impedances for gains and losses.
	 * @param impedance Shape [points]; initial impedances. Circles are added later.
	 */
	constructor(
		points: CountedPoints,
		unit: ImpedanceUnit,
		cutoff: number,
		before: Uint32Array,
		impedance: Uint32Array,
	) {
		this.#points = points;
		this.#cutoff = cutoff;
		this.#before = before;
		this.whole = noSums(1);
		this.sums = noSums(points.communityCount + 1);
		this.bins = histogramBins(unit, cutoff);
		this.binPeople = new Array<number>(this.bins.count + 1).fill(0);
		this.circles = new Uint32Array(points.people.length);
		for (let point = 0; point < points.people.length; point++) {
			const walk = impedance[point]!;
			const people = points.people[point]!;
			this.binPeople[binOf(this.bins, walk)]! += people;
			this.#add(point, this.#kindOf(point, walk), people, walk === UNREACHED ? 0 : people * walk);
			if (walk <= cutoff) this.#cover(point, 1);
			else if (before[point]! <= cutoff) this.#lose(point, 1);
		}
	}

	/** Changes the walk of a point from `from` to `to`. */
	walk(point: number, from: number, to: number): void {
		const people = this.#points.people[point]!;
		const fromBin = binOf(this.bins, from);
		const toBin = binOf(this.bins, to);
		if (fromBin !== toBin) {
			this.binPeople[fromBin]! -= people;
			this.binPeople[toBin]! += people;
		}
		const walked = (walk: number): number => (walk === UNREACHED ? 0 : people * walk);
		this.#add(point, this.#kindOf(point, from), -people, walked(to) - walked(from));
		this.#add(point, this.#kindOf(point, to), people, 0);
		const was = from <= this.#cutoff;
		const is = to <= this.#cutoff;
		if (was === is) return;
		this.#cover(point, is ? 1 : -1);
		if (this.#before[point]! <= this.#cutoff) this.#lose(point, is ? -1 : 1);
	}

	/** Adds a circle around a point (1) or removes one (−1). */
	circle(point: number, sign: 1 | -1, impedance: number): void {
		const before = this.#kindOf(point, impedance);
		this.circles[point]! += sign;
		const after = this.#kindOf(point, impedance);
		if (before === after) return;
		const people = this.#points.people[point]!;
		this.#add(point, before, -people, 0);
		this.#add(point, after, people, 0);
	}

	#kindOf(point: number, walk: number): number {
		return (
			(walk <= this.#cutoff ? COVERED : 0) +
			(this.circles[point]! > 0 ? IN_CIRCLE : 0) +
			(walk === UNREACHED ? 0 : REACHED)
		);
	}

	#add(point: number, kind: number, people: number, walked: number): void {
		const { community, communityCount } = this.#points;
		const index = community[point]!;
		const group = index < 0 ? communityCount : index;
		this.sums.people[group * HOME_KINDS + kind]! += people;
		this.sums.walked[group]! += walked;
		this.whole.people[kind]! += people;
		this.whole.walked[0]! += walked;
	}

	#cover(point: number, sign: 1 | -1): void {
		const people = sign * this.#points.people[point]!;
		this.coveredPoints += sign;
		if (this.#before[point]! <= this.#cutoff) return;
		this.gainedPeople += people;
		this.gainedPoints += sign;
	}

	#lose(point: number, sign: 1 | -1): void {
		this.lostPeople += sign * this.#points.people[point]!;
		this.lostPoints += sign;
	}
}
