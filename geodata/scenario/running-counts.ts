import type { ImpedanceUnit } from "../cost/rule.ts";
import { binOf, type HistogramBins, histogramBins } from "../coverage/histogram.ts";
import { type LedgerSums, noSums } from "../coverage/ledger.ts";
import { UNREACHED } from "../units/constants.ts";

/** What the counts run over, by demand point. Columns of one length. */
export interface CountedPoints {
	/** Index into the communities, −1 where none. */
	readonly community: Int32Array;
	/** People of the target group. */
	readonly people: Uint32Array;
	readonly communityCount: number;
}

/**
 * Every count of a coverage, moved on by what a single demand point changes. All are whole numbers below 2⁵³, so
 * they are what a count from scratch gives, whatever came in between.
 */
export class RunningCounts {
	/** Shape [communityCount + 1]; the last of points that belong to none. */
	readonly sums: LedgerSums[];
	readonly bins: HistogramBins;
	/** Shape [bins.count + 1]; people by bin, the last beyond them all. */
	readonly binPeople: number[];
	/** Shape [points]; nominal circles a point lies in. */
	readonly circles: Uint32Array;
	coveredPeople = 0;
	coveredPoints = 0;
	circlePeople = 0;
	/** In a circle, and not covered. */
	deniedPeople = 0;
	/** Covered now and not at first, and the other way round. */
	gainedPeople = 0;
	gainedPoints = 0;
	lostPeople = 0;
	lostPoints = 0;

	readonly #points: CountedPoints;
	readonly #cutoff: number;
	readonly #before: Uint32Array;

	/**
	 * @param cutoff Inclusive; mm or ms as `unit`.
	 * @param before Shape [points]; impedances that gains and losses are counted against.
	 * @param impedance Shape [points]; impedances to start from. No circle is drawn yet.
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
		this.sums = noSums(points.communityCount);
		this.bins = histogramBins(unit, cutoff);
		this.binPeople = new Array<number>(this.bins.count + 1).fill(0);
		this.circles = new Uint32Array(points.people.length);
		for (let point = 0; point < points.people.length; point++) {
			this.#countWalk(point, impedance[point]!);
			if (impedance[point]! <= cutoff) this.#cover(point, 1);
			else if (before[point]! <= cutoff) this.#lose(point, 1);
		}
	}

	/** A point walks `to` instead of `from`. */
	walk(point: number, from: number, to: number): void {
		const people = this.#points.people[point]!;
		const fromBin = binOf(this.bins, from);
		const toBin = binOf(this.bins, to);
		if (fromBin !== toBin) {
			this.binPeople[fromBin]! -= people;
			this.binPeople[toBin]! += people;
		}
		const sum = this.#sumOf(point);
		if (from !== UNREACHED && to !== UNREACHED) sum.impedance += people * (to - from);
		else {
			const [walk, sign] = to === UNREACHED ? [from, -1] : [to, 1];
			sum.reachedPeople += sign * people;
			sum.impedance += sign * people * walk;
		}
		const was = from <= this.#cutoff;
		const is = to <= this.#cutoff;
		if (was === is) return;
		this.#cover(point, is ? 1 : -1);
		if (this.#before[point]! <= this.#cutoff) this.#lose(point, is ? -1 : 1);
	}

	/** A circle is drawn around a point (1), or taken away (−1). */
	circle(point: number, sign: 1 | -1, impedance: number): void {
		const was = this.circles[point]! > 0;
		this.circles[point]! += sign;
		if (was === this.circles[point]! > 0) return;
		const people = sign * this.#points.people[point]!;
		this.circlePeople += people;
		this.#sumOf(point).circlePeople += people;
		if (impedance > this.#cutoff) this.deniedPeople += people;
	}

	#sumOf(point: number): LedgerSums {
		const { community, communityCount } = this.#points;
		const index = community[point]!;
		return this.sums[index < 0 ? communityCount : index]!;
	}

	#countWalk(point: number, walk: number): void {
		const people = this.#points.people[point]!;
		this.binPeople[binOf(this.bins, walk)]! += people;
		const sum = this.#sumOf(point);
		sum.people += people;
		if (walk === UNREACHED) return;
		sum.reachedPeople += people;
		sum.impedance += people * walk;
	}

	#cover(point: number, sign: 1 | -1): void {
		const people = sign * this.#points.people[point]!;
		this.coveredPeople += people;
		this.coveredPoints += sign;
		this.#sumOf(point).coveredPeople += people;
		if (this.circles[point]! > 0) this.deniedPeople -= people;
		if (this.#before[point]! <= this.#cutoff) return;
		this.gainedPeople += people;
		this.gainedPoints += sign;
	}

	#lose(point: number, sign: 1 | -1): void {
		this.lostPeople += sign * this.#points.people[point]!;
		this.lostPoints += sign;
	}
}
