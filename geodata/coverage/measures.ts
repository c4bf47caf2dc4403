import { MM_PER_M } from "../units/constants.ts";

/** Impedances (mm, ms) are thousandths of the stated units (m, s). */
export const IMPEDANCE_PER_UNIT = MM_PER_M;

/** Bit flags of a home; its kind is their sum. */
export const COVERED = 1;
/** Inside a circle. */
export const IN_CIRCLE = 2;
/** At least one facility can be reached, at any distance. */
export const REACHED = 4;
export const HOME_KINDS = 8;

/** Sums over groups of homes; whole numbers below 2⁵³, so the order of addition does not matter. */
export interface GroupSums {
	/** Shape [groups × HOME_KINDS]; people of each group by the kind of their home. */
	readonly people: Float64Array;
	/** Shape [groups]; sum of people × walk, mm or ms, over homes that reach a facility. */
	readonly walked: Float64Array;
}

/** The sums of one group as measures read them. */
export interface HomeCounts {
	/** Shape [HOME_KINDS]; `people[bits]` are the people of homes with all of `bits`. */
	readonly people: Float64Array;
	walked: number;
}

/** A figure of a group of homes: id, unit, and how it is computed from their sums. */
interface Measure {
	readonly id: string;
	/** `walk`: seconds or metres as the rule. Only people are never null. */
	readonly unit: "people" | "share" | "walk";
	readonly nameZh: string;
	readonly nameEn: string;
	readonly of: (counts: HomeCounts) => number | null;
}

/**
 * Every figure of a group of homes, in print order. To add a figure, add a row: ledgers, CSV, Excel and the schemas
 * of the API are derived from this table.
 */
export const MEASURES = [
	{ id: "people", unit: "people", nameZh: "人口", nameEn: "people", of: ({ people }) => people[0]! },
	{
		id: "coveredPeople",
		unit: "people",
		nameZh: "覆盖人口",
		nameEn: "covered people",
		of: ({ people }) => people[COVERED]!,
	},
	{
		id: "coverageShare",
		unit: "share",
		nameZh: "覆盖率",
		nameEn: "coverage share",
		of: ({ people }) => ratio(people[COVERED]!, people[0]!),
	},
	{
		id: "circlePeople",
		unit: "people",
		nameZh: "名义圈人口",
		nameEn: "circle people",
		of: ({ people }) => people[IN_CIRCLE]!,
	},
	{
		id: "deniedPeople",
		unit: "people",
		nameZh: "圈内未达人口",
		nameEn: "denied people",
		of: ({ people }) => people[IN_CIRCLE]! - people[IN_CIRCLE + COVERED]!,
	},
	{
		id: "meanImpedance",
		unit: "walk",
		nameZh: "平均步行",
		nameEn: "mean walk",
		of: meanWalk,
	},
] as const satisfies readonly Measure[];

type AnyMeasure = (typeof MEASURES)[number];
export type MeasureId = AnyMeasure["id"];
/** The figures of a group of homes by id. */
export type Figures = { readonly [M in AnyMeasure as M["id"]]: ReturnType<M["of"]> };

/** The figures of one group, written over those of `row`. */
export function takeFigures(row: Record<MeasureId, number | null>, sums: GroupSums, group: number): void {
	readCounts(counts, sums, group);
	for (let i = 0; i < MEASURES.length; i++) row[MEASURES[i]!.id] = MEASURES[i]!.of(counts);
}

/** Copied and filled: faster than a new object for each group. */
const NO_FIGURES = {} as Record<MeasureId, number | null>;
for (const { id } of MEASURES) NO_FIGURES[id] = 0;

export function figuresOf(sums: GroupSums, group: number): Figures {
	const row = { ...NO_FIGURES };
	takeFigures(row, sums, group);
	return row as Figures;
}

/** Memory of one reading. */
const counts: HomeCounts = { people: new Float64Array(HOME_KINDS), walked: 0 };

/** From people by kind to people by bits: each place takes in the kinds that have its bits. Written out for speed. */
function readCounts(into: HomeCounts, { people, walked }: GroupSums, group: number): void {
	const at = group * HOME_KINDS;
	const [covered, inCircle, reached] = [at + COVERED, at + IN_CIRCLE, at + REACHED];
	const all = people[at + COVERED + IN_CIRCLE + REACHED]!;
	const circleReached = people[inCircle + REACHED]! + all;
	const coveredReached = people[covered + REACHED]! + all;
	const coveredCircle = people[covered + IN_CIRCLE]! + all;
	const by = into.people;
	by[7] = all;
	by[IN_CIRCLE + REACHED] = circleReached;
	by[COVERED + REACHED] = coveredReached;
	by[COVERED + IN_CIRCLE] = coveredCircle;
	by[REACHED] = people[reached]! + people[covered + REACHED]! + circleReached;
	by[IN_CIRCLE] = people[inCircle]! + people[covered + IN_CIRCLE]! + circleReached;
	by[COVERED] = people[covered]! + people[covered + IN_CIRCLE]! + coveredReached;
	by[0] = people[at]! + people[covered]! + people[inCircle]! + people[covered + IN_CIRCLE]! + by[REACHED]!;
	into.walked = walked[group]!;
}

/** null where there are no people. */
function ratio(part: number, whole: number): number | null {
	return whole > 0 ? part / whole : null;
}

/** Seconds or metres; null where nobody reaches a facility. */
function meanWalk({ people, walked }: HomeCounts): number | null {
	const mean = ratio(walked, people[REACHED]!);
	return mean === null ? null : mean / IMPEDANCE_PER_UNIT;
}

/** All zero. */
export function noSums(groups: number): GroupSums {
	return { people: new Float64Array(groups * HOME_KINDS), walked: new Float64Array(groups) };
}

/** Adds group `i` of `sums` to group `group` of `totals`. */
export function addSums(totals: GroupSums, group: number, { people, walked }: GroupSums, i: number): void {
	for (let kind = 0; kind < HOME_KINDS; kind++) {
		totals.people[group * HOME_KINDS + kind]! += people[i * HOME_KINDS + kind]!;
	}
	totals.walked[group]! += walked[i]!;
}
