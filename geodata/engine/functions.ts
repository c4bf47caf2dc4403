import type { TargetGroup } from "../catalogue/vocabulary.ts";
import { type FacilitySet, snapFacilities } from "../city/city-model.ts";
import type { FacilityPlace } from "../city/demand.ts";
import type { Profile, Rule } from "../cost/profile.ts";
import { type Coverage, coverageOf } from "../coverage/coverage.ts";
import {
	type CoverageFigures,
	coverageFigures,
	type UnsnappedFacility,
	unsnappedFacilities,
} from "../coverage/figures.ts";
import { effectiveGroup } from "../coverage/target-people.ts";
import { type Gap, type GapOutlines, gapsOf } from "../gaps/gaps.ts";
import {
	type IsochroneFeature,
	type IsochroneQuestion,
	isochroneFeatures,
	serviceAreas,
	type WalkedAreas,
	walkedAreas,
} from "../isochrone/isochrones.ts";
import { Scenario } from "../scenario/scenario.ts";
import type { Area } from "../units/position.ts";
import type { OpenCity } from "./open-city.ts";

/** How somebody walks, and how far. */
export interface Walking {
	readonly rule: Rule;
	readonly profile: Profile;
}

/** The places of one service, by a rule. */
export interface PlacesQuestion extends Walking {
	readonly places: readonly FacilityPlace[];
}

/** Places as they met the network. */
export interface FacilitiesQuestion extends Walking {
	readonly facilities: FacilitySet;
}

/** What was walked, to count or to draw from. */
export interface Walked extends FacilitiesQuestion {
	readonly coverage: Coverage;
}

/** Whose people are counted. */
export interface Counted {
	readonly targetGroup: TargetGroup;
}

/** Every figure of a coverage. */
export interface CoverageReport extends CoverageFigures {
	/** Most people first. */
	readonly gaps: Gap[];
}

/** A whole coverage, and what only the city knows of the question. */
export interface CoverageAnswer {
	readonly report: CoverageReport;
	readonly unsnappedFacilities: UnsnappedFacility[];
	/** Whom the figures count: everyone where the city does not know ages. */
	readonly countedGroup: TargetGroup;
}

/**
 * Everything that is computed, each by its name: what the browser's worker, the server's pool and the command line
 * call. One figure is one function here, whoever asks.
 *
 * @throws {GeodataError} CUTOFF_OUT_OF_RANGE, SPEED_OUT_OF_RANGE, PENALTY_OUT_OF_RANGE, POSITION_OUT_OF_RANGE each.
 */
export const ENGINE = {
	/** How far every home walks to the nearest of some places. */
	walks: ({ model }: OpenCity, { places, rule, profile }: PlacesQuestion): Walked => {
		const facilities = snapFacilities(model, places);
		return { facilities, coverage: coverageOf(model, facilities, rule, profile), rule, profile };
	},

	/** Totals, histogram and ledgers of what was walked. */
	ledger: (
		{ model }: OpenCity,
		{ facilities, coverage, rule, profile, targetGroup }: Walked & Counted,
	): CoverageFigures => coverageFigures(model, facilities, coverage, rule, profile, targetGroup),

	/**
	 * Who is left out, gathered into areas. `outlines` of an earlier answer on this city spare drawing those that are
	 * the same, and hold those of this one afterwards.
	 */
	gaps: (
		{ model }: OpenCity,
		{
			facilities,
			coverage,
			rule,
			profile,
			targetGroup,
			outlines,
		}: Walked & Counted & { readonly outlines?: GapOutlines },
	): Gap[] => gapsOf(model, facilities, coverage, rule, profile, targetGroup, outlines),

	/** Every figure of what was walked: ledger and gaps. */
	report: (city: OpenCity, walked: Walked & Counted): CoverageReport => ({
		...ENGINE.ledger(city, walked),
		gaps: ENGINE.gaps(city, walked),
	}),

	/** Walks and every figure of them. */
	coverage: (city: OpenCity, question: PlacesQuestion & Counted): CoverageAnswer => {
		const walked = ENGINE.walks(city, question);
		return {
			report: ENGINE.report(city, { ...walked, targetGroup: question.targetGroup }),
			unsnappedFacilities: unsnappedFacilities(walked.facilities),
			countedGroup: effectiveGroup(city.model.demand, question.targetGroup),
		};
	},

	/** Who can walk to each of some origins within each of some cutoffs, one origin at a time. */
	isochrones: (
		city: OpenCity,
		{ question, profile }: { readonly question: IsochroneQuestion; readonly profile: Profile },
	): Generator<IsochroneFeature, void, undefined> => isochroneFeatures(city.raster, question, profile),

	/** The service area of every place; null where it meets no street. */
	areas: (city: OpenCity, { places, rule, profile }: PlacesQuestion): (Area | null)[] =>
		serviceAreas(city.raster, snapFacilities(city.model, places), rule, profile),

	/** The area of one facility with whom it would cover by itself. */
	area: (
		city: OpenCity,
		{ facilities, facility, rule, profile }: FacilitiesQuestion & { readonly facility: number },
	): WalkedAreas => walkedAreas(city.raster, facilities, facility, [rule], profile),

	/** Opens a what-if on some places. */
	scenario: (
		{ model }: OpenCity,
		{ places, rule, profile, targetGroup }: PlacesQuestion & Counted,
	): Scenario => new Scenario(model, snapFacilities(model, places), rule, profile, targetGroup),
} as const satisfies Readonly<Record<string, (city: OpenCity, question: never) => unknown>>;
