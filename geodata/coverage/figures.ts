import type { TargetGroup } from "../catalogue/vocabulary.ts";
import type { CityModel, FacilitySet } from "../city/city-model.ts";
import { hasNoEntry } from "../city/unplaced-homes.ts";
import type { Profile, Rule } from "../cost/profile.ts";
import { circleRadiusM, cutoffOf } from "../cost/rule.ts";
import { circleCoverage } from "./circle.ts";
import type { Coverage } from "./coverage.ts";
import { type Histogram, histogramBins, histogramFrom } from "./histogram.ts";
import { type Ledgers, ledgersFrom } from "./ledger.ts";
import { addSums, figuresOf, type GroupSums, noSums } from "./measures.ts";
import { type Tally, tallyOf } from "./tally.ts";
import { type PeopleColumns, targetPeople } from "./target-people.ts";

/** The denominator of every share: coveredPeople ÷ people. */
export interface CoverageTotals {
	readonly people: number;
	readonly coveredPeople: number;
	/** 0 where there are no people. */
	readonly coverageShare: number;
	/** People inside the circle of `circleRadiusM`. */
	readonly circlePeople: number;
	readonly circleShare: number;
	readonly circleRadiusM: number;
	/** People inside the circle who cannot walk there within the cutoff. */
	readonly deniedPeople: number;
	readonly demandPoints: number;
	readonly coveredPoints: number;
	/** Demand points with no street within the snap distance: counted, listed, uncovered. */
	readonly unsnappedPoints: number;
	readonly unsnappedPeople: number;
	readonly gateUnknownPoints: number;
	readonly facilities: number;
	readonly unsnappedFacilities: number;
}

/** All figures of a coverage but its gaps: those updated while a facility is dragged. */
export interface CoverageFigures extends Ledgers {
	readonly totals: CoverageTotals;
	readonly histogram: Histogram;
	/** Unsnapped homes. */
	readonly unsnapped: UnsnappedHome[];
}

export interface UnsnappedHome {
	readonly id: string;
	readonly name: string;
	/** Of the target group. */
	readonly people: number;
}

/** A facility with no street within the snap distance: counted, serving nobody. */
export interface UnsnappedFacility {
	readonly id: string;
	readonly name: string;
}

/**
 * All figures of a coverage but its gaps.
 *
 * @param coverage Of the same facilities, rule and profile.
 * @param targetGroup Whose people count; all people where the city does not know ages.
 * @param peopleThen People of another day in the same homes; default those of the city.
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
	const whole = noSums(1);
	for (let i = 0; i < sums.walked.length; i++) addSums(whole, 0, sums, i);
	const { offStreet, gateUnknownPoints } = unplaced;
	let unsnappedFacilities = 0;
	for (let i = 0; i < facilities.count; i++) if (hasNoEntry(facilities.access, i)) unsnappedFacilities++;
	return {
		...peopleTotals(whole),
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

/** The unsnapped facilities. */
export function unsnappedFacilities({
	ids,
	names,
	access,
}: Pick<FacilitySet, "ids" | "names" | "access">): UnsnappedFacility[] {
	return ids.flatMap((id, i) => (hasNoEntry(access, i) ? [{ id, name: names[i] ?? "" }] : []));
}

/** The totals that count people. */
export function peopleTotals(
	whole: GroupSums,
): Pick<
	CoverageTotals,
	"people" | "coveredPeople" | "coverageShare" | "circlePeople" | "circleShare" | "deniedPeople"
> {
	const { people, coveredPeople, circlePeople, deniedPeople } = figuresOf(whole, 0);
	return {
		people,
		coveredPeople,
		coverageShare: shareOf(coveredPeople, people),
		circlePeople,
		circleShare: shareOf(circlePeople, people),
		deniedPeople,
	};
}

/** 0 where there are no people. */
function shareOf(part: number, whole: number): number {
	return whole > 0 ? part / whole : 0;
}
