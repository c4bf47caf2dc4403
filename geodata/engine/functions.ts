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

/** The profile and the rule of a walk. */
export interface Walking {
	readonly rule: Rule;
	readonly profile: Profile;
}

/** The places of one service, by a rule. */
export interface PlacesQuestion extends Walking {
	readonly places: readonly FacilityPlace[];
}

/** Places already snapped to the network. */
export interface FacilitiesQuestion extends Walking {
	readonly facilities: FacilitySet;
}

/** The walks of all homes, from which figures and gaps are computed. */
export interface Walked extends FacilitiesQuestion {
	readonly coverage: Coverage;
}

/** Whose people are counted. */
export interface Counted {
	readonly targetGroup: TargetGroup;
}

/** All figures of a coverage. */
export interface CoverageReport extends CoverageFigures {
	/** Most people first. */
	readonly gaps: Gap[];
}

/** A coverage, plus what depends on the city's data. */
export interface CoverageAnswer {
	readonly report: CoverageReport;
	readonly unsnappedFacilities: UnsnappedFacility[];
	/** The group the figures count: all people where the city does not know ages. */
	readonly countedGroup: TargetGroup;
}

/**
 * Every computation by name, as called by the browser's worker, the server's pool and the command line. Each figure
 * has exactly one function here.
 *
 * @throws {GeodataError} Each: CUTOFF_OUT_OF_RANGE, SPEED_OUT_OF_RANGE, PENALTY_OUT_OF_RANGE, POSITION_OUT_OF_RANGE.
 * @example
 * const { report } = ENGINE.coverage(city, { places, rule: { type: "distance", cutoffM: 500 }, profile, targetGroup: "all" });
 */
export const ENGINE = {
	/**
	 * The walk of every home to its nearest place.
	 *
	 * @example
	 * const walked = ENGINE.walks(city, { places, rule: { type: "distance", cutoffM: 500 }, profile });
	 */
	walks: ({ model }: OpenCity, { places, rule, profile }: PlacesQuestion): Walked => {
		const facilities = snapFacilities(model, places);
		return { facilities, coverage: coverageOf(model, facilities, rule, profile), rule, profile };
	},

	/**
	 * Totals, histogram and ledgers of computed walks.
	 *
	 * @example
	 * const { totals } = ENGINE.ledger(city, { ...walked, targetGroup: "all" });
	 */
	ledger: (
		{ model }: OpenCity,
		{ facilities, coverage, rule, profile, targetGroup }: Walked & Counted,
	): CoverageFigures => coverageFigures(model, facilities, coverage, rule, profile, targetGroup),

	/**
	 * Clusters of uncovered homes. `outlines` caches their polygons between calls on one city: pass the map of the
	 * earlier call, and gaps that did not change are not drawn again.
	 *
	 * @example
	 * const outlines: GapOutlines = new Map();
	 * const gaps = ENGINE.gaps(city, { ...walked, targetGroup: "all", outlines });
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

	/**
	 * All figures of computed walks: ledger and gaps.
	 *
	 * @example
	 * const { totals, gaps } = ENGINE.report(city, { ...walked, targetGroup: "all" });
	 */
	report: (city: OpenCity, walked: Walked & Counted): CoverageReport => ({
		...ENGINE.ledger(city, walked),
		gaps: ENGINE.gaps(city, walked),
	}),

	/**
	 * Computes walks and all their figures.
	 *
	 * @example
	 * const { report, unsnappedFacilities } = ENGINE.coverage(city, { places, rule, profile, targetGroup: "all" });
	 */
	coverage: (city: OpenCity, question: PlacesQuestion & Counted): CoverageAnswer => {
		const walked = ENGINE.walks(city, question);
		return {
			report: ENGINE.report(city, { ...walked, targetGroup: question.targetGroup }),
			unsnappedFacilities: unsnappedFacilities(walked.facilities),
			countedGroup: effectiveGroup(city.model.demand, question.targetGroup),
		};
	},

	/**
	 * Isochrones of every origin and cutoff with the people inside, yielded one origin at a time.
	 *
	 * @example
	 * const question: IsochroneQuestion = {
	 * 	origins: [[120.95, 31.39]],
	 * 	rule: { type: "distance", cutoffsM: [300, 500] },
	 * };
	 * const features = [...ENGINE.isochrones(city, { question, profile })];
	 */
	isochrones: (
		city: OpenCity,
		{ question, profile }: { readonly question: IsochroneQuestion; readonly profile: Profile },
	): Generator<IsochroneFeature, void, undefined> => isochroneFeatures(city.raster, question, profile),

	/**
	 * The service area of every place; null where it meets no street.
	 *
	 * @example
	 * const areas = ENGINE.areas(city, { places, rule, profile });
	 */
	areas: (city: OpenCity, { places, rule, profile }: PlacesQuestion): (Area | null)[] =>
		serviceAreas(city.raster, snapFacilities(city.model, places), rule, profile),

	/**
	 * The service area of one facility and the people it would cover alone.
	 *
	 * @example
	 * const { areas } = ENGINE.area(city, { facilities: walked.facilities, facility: 0, rule, profile });
	 */
	area: (
		city: OpenCity,
		{ facilities, facility, rule, profile }: FacilitiesQuestion & { readonly facility: number },
	): WalkedAreas => walkedAreas(city.raster, facilities, facility, [rule], profile),

	/**
	 * Starts a what-if scenario from some places.
	 *
	 * @example
	 * const scenario = ENGINE.scenario(city, { places, rule, profile, targetGroup: "all" });
	 */
	scenario: (
		{ model }: OpenCity,
		{ places, rule, profile, targetGroup }: PlacesQuestion & Counted,
	): Scenario => new Scenario(model, snapFacilities(model, places), rule, profile, targetGroup),
} as const satisfies Readonly<Record<string, (city: OpenCity, question: never) => unknown>>;
