import { useTranslation } from "react-i18next";
import { isOpen } from "../../derived/facility-places.ts";
import type { Situation } from "../../derived/situation.ts";
import type { CoverageResult } from "../../engine/types.ts";
import { GoalBar } from "../../figures/goal-bar.tsx";
import type { Lists } from "../../things/lists.ts";

/**
 * A published goal and its progress: one station in every community, or all people covered. The service
 * determines which: a staff-only service counts people, a public one communities.
 */
export function GoalLine({
	situation,
	lists,
	result,
}: {
	readonly situation: Situation;
	readonly lists: Lists;
	readonly result: CoverageResult | null;
}) {
	const { t } = useTranslation();
	const { goalShare, audience } = situation.service;
	const { communities, facilities } = lists;
	if (goalShare === null) return null;
	if (audience === "staff" || !communities || communities.length === 0) {
		if (!result) return null;
		const { people, coveredPeople } = result.figures.totals;
		return (
			<GoalBar
				label={t("goal.people")}
				count={coveredPeople}
				of={people}
				unit={t("gap.unit")}
				goalShare={goalShare}
			/>
		);
	}
	if (!facilities) return null;
	const served = new Set(facilities.filter(isOpen).map((row) => row.properties.communityCode));
	return (
		<GoalBar
			label={t("goal.station")}
			count={communities.filter((row) => served.has(row.properties.code)).length}
			of={communities.length}
			unit={t("communityList.unit")}
			goalShare={goalShare}
		/>
	);
}
