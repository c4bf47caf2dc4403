import type { HistogramBins } from "./histogram.ts";
import { COVERED, type GroupSums, HOME_KINDS, IMPEDANCE_PER_UNIT, IN_CIRCLE, REACHED } from "./measures.ts";

/** Input of a tally, by demand point. Columns of one length. */
export interface TallyInput {
	/** Index into the communities, −1 where none. */
	readonly community: Int32Array;
	/** People of the target group. */
	readonly people: Uint32Array;
	/** mm or ms; UNREACHED where none. */
	readonly impedance: Uint32Array;
	/** Inclusive; at most IMPEDANCE_MAX. */
	readonly cutoff: number;
	/** 1 inside a circle. */
	readonly inCircle: Uint8Array;
}

/** All counts of a coverage; whole numbers below 2⁵³, so the order of addition does not matter. */
export interface Tally {
	/** Of communities + 1 groups; the last for homes without a community. */
	readonly sums: GroupSums;
	/** Shape [bins.count + 1]; people by bin, the last for those beyond. */
	readonly binPeople: number[];
	readonly coveredPoints: number;
}

/** Counts a coverage in one pass. Branch-free: the kind of a home selects the counter to add to. */
export function tallyOf(communityCount: number, bins: HistogramBins, input: TallyInput): Tally {
	const { community, people, impedance, cutoff, inCircle } = input;
	const byKind = new Float64Array(HOME_KINDS * (communityCount + 1));
	const walked = new Float64Array(communityCount + 1);
	const binPeople = new Float64Array(bins.count + 1);
	const binWidth = bins.binWidth * IMPEDANCE_PER_UNIT;
	let coveredPoints = 0;
	for (let point = 0; point < people.length; point++) {
		const index = community[point]!;
		const at = index < 0 ? communityCount : index;
		const count = people[point]!;
		const walk = impedance[point]!;
		// UNREACHED is the only value that is negative as a signed number.
		const signed = walk | 0;
		const never = signed >> 31;
		const reached = 1 + never;
		const covered = ((signed - cutoff - 1) >>> 31) & reached;
		coveredPoints += covered;
		byKind[HOME_KINDS * at + covered * COVERED + inCircle[point]! * IN_CIRCLE + reached * REACHED]! += count;
		walked[at]! += count * (signed & ~never);
		// `binOf` inlined, because a call would box each walk.
		binPeople[Math.min(((walk - 1) / binWidth) | 0, bins.count)]! += count;
	}
	return { sums: { people: byKind, walked }, binPeople: [...binPeople], coveredPoints };
}
