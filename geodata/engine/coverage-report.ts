import type { TargetGroup } from "../catalogue/vocabulary.ts";
import type { CityModel, FacilitySet } from "../city/city-model.ts";
import type { Profile, Rule } from "../cost/profile.ts";
import type { Coverage } from "../coverage/coverage.ts";
import { type CoverageFigures, coverageFigures } from "../coverage/figures.ts";
import { type Gap, gapsOf } from "../gaps/gaps.ts";

/** Every figure of a coverage. */
export interface CoverageReport extends CoverageFigures {
	/** Most people first. */
	readonly gaps: Gap[];
}

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
