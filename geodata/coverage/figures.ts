import type { TargetGroup } from "../catalogue/vocabulary.ts";
import type { CityModel, FacilitySet } from "../city/city-model.ts";
import { hasNoEntry } from "../city/unplaced-homes.ts";
import type { Profile, Rule } from "../cost/profile.ts";
import { circleRadiusM, cutoffOf } from "../cost/rule.ts";
import { circleCoverage } from "./circle.ts";
import type { Coverage } from "./coverage.ts";
import { type Histogram, histogramBins, histogramFrom } from "./histogram.ts";
import { type Ledgers, ledgersFrom } from "./ledger.ts";
import { addSums, figuresOf, type HomeSums, noSums } from "./measures.ts";
import { type Tally, tallyOf } from "./tally.ts";
import { type PeopleColumns, targetPeople } from "./target-people.ts";

/** Every share prints its denominator: coveredPeople ÷ people. */
export interface CoverageTotals {
	readonly people: number;
	readonly coveredPeople: number;
	/** 0 of nobody. */
	readonly coverageShare: number;
	/** What the nominal circle of `circleRadiusM` would count. */
	readonly circlePeople: number;
	readonly circleShare: number;
	readonly circleRadiusM: number;
	/** Promised by the circle, denied by the streets. */
	readonly deniedPeople: number;
	readonly demandPoints: number;
	readonly coveredPoints: number;
	/** Points that meet no street within the snap distance: counted, listed, uncovered. */
	readonly unsnappedPoints: number;
	readonly unsnappedPeople: number;
	readonly gateUnknownPoints: number;
	readonly facilities: number;
	readonly unsnappedFacilities: number;
}

/** The figures of a coverage without its gaps: what follows a facility while it is dragged. */
export interface CoverageFigures extends Ledgers {
	readonly totals: CoverageTotals;
	readonly histogram: Histogram;
	/** Homes that meet no street. */
	readonly unsnapped: UnsnappedHome[];
}

export interface UnsnappedHome {
	readonly id: string;
	readonly name: string;
	/** Of the target group. */
	readonly people: number;
}

/** A facility that meets no street, in a lake or far from any: counted, and serving nobody. */
export interface UnsnappedFacility {
	readonly id: string;
	readonly name: string;
}

/**
 * Every figure of a coverage but its gaps.
 *
 * @param coverage Of the same facilities, rule and profile.
 * @param targetGroup Whose people count; everyone where the city does not know ages.
 * @param peopleThen Of another day in the same homes; those of the city unless told otherwise.
 */
export function coverageFigures(
	model: CityModel,
	facilities: FacilitySet,
	coverage: Coverage,
	rule: Rule,
	profile: Profile,
	targetGroup: TargetGroup,
	peopleThen: PeopleColumns = model.demand,
): CoverageFigures {
	const { demand, pack } = model;
	const cutoff = cutoffOf(rule);
	const people = targetPeople(peopleThen, targetGroup);
	const radiusM = circleRadiusM(rule, profile);
	const inCircle = circleCoverage(model, facilities, radiusM);
	const { impedance, unit } = coverage;
	const bins = histogramBins(unit, cutoff);
	const { community } = demand;
	const tally = tallyOf(pack.communities.length, bins, { community, people, impedance, cutoff, inCircle });
	return {
		totals: totalsOf(model, facilities, people, tally, radiusM),
		...ledgersFrom(model.communityGroups, tally.sums),
		histogram: histogramFrom(bins, tally.binPeople),
		unsnapped: Array.from(model.unplaced.offStreet, (point) => ({
			id: demand.ids[point] ?? "",
			name: demand.names[point] ?? "",
			people: people[point]!,
		})),
	};
}

function totalsOf(
	{ demand, unplaced }: CityModel,
	facilities: FacilitySet,
	people: Uint32Array,
	{ sums, coveredPoints }: Tally,
	circleRadius: number,
): CoverageTotals {
	const [whole] = noSums(1);
	for (const sum of sums) addSums(whole!, sum);
	const { offStreet, gateUnknownPoints } = unplaced;
	let unsnappedFacilities = 0;
	for (let i = 0; i < facilities.count; i++) if (hasNoEntry(facilities.access, i)) unsnappedFacilities++;
	return {
		...peopleTotals(whole!),
		circleRadiusM: circleRadius,
		demandPoints: demand.count,
		coveredPoints,
		unsnappedPoints: offStreet.length,
		unsnappedPeople: offStreet.reduce((sum, point) => sum + people[point]!, 0),
		gateUnknownPoints,
		facilities: facilities.count,
		unsnappedFacilities,
	};
}

/** The facilities that meet no street. */
export function unsnappedFacilities({
	ids,
	names,
	access,
}: Pick<FacilitySet, "ids" | "names" | "access">): UnsnappedFacility[] {
	return ids.flatMap((id, i) => (hasNoEntry(access, i) ? [{ id, name: names[i] ?? "" }] : []));
}

/** The counts of people among the totals. */
export function peopleTotals(
	whole: HomeSums,
): Pick<
	CoverageTotals,
	"people" | "coveredPeople" | "coverageShare" | "circlePeople" | "circleShare" | "deniedPeople"
> {
	const { people, coveredPeople, circlePeople, deniedPeople } = figuresOf(whole);
	return {
		people,
		coveredPeople,
		coverageShare: shareOf(coveredPeople, people),
		circlePeople,
		circleShare: shareOf(circlePeople, people),
		deniedPeople,
	};
}

/** Of nobody, nobody is covered. */
function shareOf(part: number, whole: number): number {
	return whole > 0 ? part / whole : 0;
}
