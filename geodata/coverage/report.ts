import type { CoverageResponse } from "../contract/coverage.ts";
import { cutoffOf } from "../cost/network-costs.ts";
import type { Profile, Rule } from "../cost/profile.ts";
import type { AccessPoints } from "../graph/walk-graph.ts";
import type { TargetGroup } from "../standards/types.ts";
import { circleCoverage, circleRadiusM } from "./circle.ts";
import type { CityModel, FacilitySet } from "./city-model.ts";
import type { Coverage } from "./coverage.ts";
import { gapsOf } from "./gaps.ts";
import { histogramOf } from "./histogram.ts";
import { ledgersOf } from "./ledger.ts";
import { targetPeople } from "./target-people.ts";

/** The figures of the wire's coverage; where they come from only the store knows. */
export type CoverageReport = Omit<CoverageResponse, "provenance" | "unsnappedFacilities">;
/** The figures of a coverage without its gaps: what follows a facility while it is dragged. */
export type CoverageFigures = Omit<CoverageReport, "gaps">;

/**
 * Every figure of a coverage, gaps included. Map, ledger, export and API all print these.
 *
 * @param coverage Of the same facilities, rule and profile.
 * @param targetGroup Whose people count; everyone where the city does not know ages.
 */
export function coverageReport(
	model: CityModel,
	facilities: FacilitySet,
	coverage: Coverage,
	rule: Rule,
	profile: Profile,
	targetGroup: TargetGroup,
): CoverageReport {
	return {
		...coverageFigures(model, facilities, coverage, rule, profile, targetGroup),
		gaps: gapsOf(model, facilities, coverage, rule, profile, targetGroup),
	};
}

/** {@link coverageReport} without the gaps. */
export function coverageFigures(
	model: CityModel,
	facilities: FacilitySet,
	coverage: Coverage,
	rule: Rule,
	profile: Profile,
	targetGroup: TargetGroup,
): CoverageFigures {
	const { demand, pack } = model;
	const cutoff = cutoffOf(rule);
	const people = targetPeople(demand, targetGroup);
	const radiusM = circleRadiusM(rule, profile);
	const inCircle = circleCoverage(model, facilities, radiusM);
	const { impedance } = coverage;
	return {
		totals: totalsOf(model, facilities, impedance, people, cutoff, inCircle, radiusM),
		...ledgersOf(pack.communities, { community: demand.community, people, impedance, cutoff, inCircle }),
		histogram: histogramOf(impedance, people, coverage.unit, cutoff),
		unsnapped: unsnappedHomes(model, people),
	};
}

function totalsOf(
	{ demand }: CityModel,
	facilities: FacilitySet,
	impedance: Uint32Array,
	people: Uint32Array,
	cutoff: number,
	inCircle: Uint8Array,
	circleRadius: number,
): CoverageReport["totals"] {
	let everyone = 0;
	let coveredPeople = 0;
	let coveredPoints = 0;
	let circlePeople = 0;
	let deniedPeople = 0;
	let unsnappedPoints = 0;
	let unsnappedPeople = 0;
	let gateUnknownPoints = 0;
	for (let point = 0; point < demand.count; point++) {
		const count = people[point]!;
		const covered = impedance[point]! <= cutoff;
		everyone += count;
		if (covered) {
			coveredPeople += count;
			coveredPoints++;
		}
		if (inCircle[point] === 1) {
			circlePeople += count;
			if (!covered) deniedPeople += count;
		}
		if (hasNoEntry(demand.access, point)) {
			unsnappedPoints++;
			unsnappedPeople += count;
		}
		gateUnknownPoints += demand.gateUnknown[point]!;
	}
	let unsnappedFacilities = 0;
	for (let i = 0; i < facilities.count; i++) if (hasNoEntry(facilities.access, i)) unsnappedFacilities++;
	return {
		people: everyone,
		coveredPeople,
		coverageShare: shareOf(coveredPeople, everyone),
		circlePeople,
		circleShare: shareOf(circlePeople, everyone),
		circleRadiusM: circleRadius,
		deniedPeople,
		demandPoints: demand.count,
		coveredPoints,
		unsnappedPoints,
		unsnappedPeople,
		gateUnknownPoints,
		facilities: facilities.count,
		unsnappedFacilities,
	};
}

function unsnappedHomes({ demand }: CityModel, people: Uint32Array): CoverageReport["unsnapped"] {
	const homes: CoverageReport["unsnapped"] = [];
	for (let point = 0; point < demand.count; point++) {
		if (!hasNoEntry(demand.access, point)) continue;
		homes.push({ id: demand.ids[point] ?? "", name: demand.names[point] ?? "", people: people[point]! });
	}
	return homes;
}

/** The facilities that meet no street. */
export function unsnappedFacilities({
	ids,
	names,
	access,
}: Pick<FacilitySet, "ids" | "names" | "access">): CoverageResponse["unsnappedFacilities"] {
	return ids.flatMap((id, i) => (hasNoEntry(access, i) ? [{ id, name: names[i] ?? "" }] : []));
}

function hasNoEntry(access: AccessPoints, place: number): boolean {
	return access.start[place] === access.start[place + 1];
}

/** Of nobody, nobody is covered. */
function shareOf(part: number, whole: number): number {
	return whole > 0 ? part / whole : 0;
}
