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

/** Sums over a group of homes; whole numbers below 2⁵³, so the order of addition does not matter. */
export interface HomeSums {
	/** Shape [HOME_KINDS]; people by the kind of their home. */
	readonly people: Float64Array;
	/** Sum of people × walk, mm or ms, over homes that reach a facility. */
	walked: number;
}

/** A figure of a group of homes: id, unit, and how it is computed from their sums. */
interface Measure {
	readonly id: string;
	/** `walk`: seconds or metres as the rule. Only people are never null. */
	readonly unit: "people" | "share" | "walk";
	readonly nameZh: string;
	readonly nameEn: string;
	readonly of: (sums: HomeSums) => number | null;
}

/**
 * Every figure of a group of homes, in print order. To add a figure, add a row: ledgers, CSV, Excel and the schemas
 * of the API are derived from this table.
 */
export const MEASURES = [
	{ id: "people", unit: "people", nameZh: "人口", nameEn: "people", of: (sums) => peopleWhere(sums, 0) },
	{
		id: "coveredPeople",
		unit: "people",
		nameZh: "覆盖人口",
		nameEn: "covered people",
		of: (sums) => peopleWhere(sums, COVERED),
	},
	{
		id: "coverageShare",
		unit: "share",
		nameZh: "覆盖率",
		nameEn: "coverage share",
		of: (sums) => ratio(peopleWhere(sums, COVERED), peopleWhere(sums, 0)),
	},
	{
		id: "circlePeople",
		unit: "people",
		nameZh: "名义圈人口",
		nameEn: "circle people",
		of: (sums) => peopleWhere(sums, IN_CIRCLE),
	},
	{
		id: "deniedPeople",
		unit: "people",
		nameZh: "圈内未达人口",
		nameEn: "denied people",
		of: (sums) => peopleWhere(sums, IN_CIRCLE, COVERED),
	},
	{
		id: "meanImpedance",
		unit: "walk",
		nameZh: "平均步行",
		nameEn: "mean walk",
		of: (sums) => meanWalk(sums),
	},
] as const satisfies readonly Measure[];

type AnyMeasure = (typeof MEASURES)[number];
export type MeasureId = AnyMeasure["id"];
/** The figures of a group of homes by id. */
export type Figures = { readonly [M in AnyMeasure as M["id"]]: ReturnType<M["of"]> };

export function figuresOf(sums: HomeSums): Figures {
	return Object.fromEntries(MEASURES.map(({ id, of }) => [id, of(sums)])) as unknown as Figures;
}

/** People of homes with all of `bits` and none of `none`. */
export function peopleWhere({ people }: HomeSums, bits: number, none = 0): number {
	let sum = 0;
	for (let kind = 0; kind < HOME_KINDS; kind++) {
		if ((kind & bits) === bits && (kind & none) === 0) sum += people[kind]!;
	}
	return sum;
}

/** null where there are no people. */
function ratio(part: number, whole: number): number | null {
	return whole > 0 ? part / whole : null;
}

/** Seconds or metres; null where nobody reaches a facility. */
function meanWalk(sums: HomeSums): number | null {
	const mean = ratio(sums.walked, peopleWhere(sums, REACHED));
	return mean === null ? null : mean / IMPEDANCE_PER_UNIT;
}

/** Shape [groups]; all zero. */
export function noSums(groups: number): HomeSums[] {
	const people = new Float64Array(groups * HOME_KINDS);
	return Array.from({ length: groups }, (_, group) => ({
		people: people.subarray(group * HOME_KINDS, (group + 1) * HOME_KINDS),
		walked: 0,
	}));
}

export function addSums(total: HomeSums, { people, walked }: HomeSums): void {
	for (let kind = 0; kind < HOME_KINDS; kind++) total.people[kind]! += people[kind]!;
	total.walked += walked;
}
