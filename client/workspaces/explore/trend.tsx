import { useTranslation } from "react-i18next";
import { useSnapshots } from "../../api/queries.ts";
import { comparedDay, earlierDays, type TrendPoint } from "../../derived/history.ts";
import type { Situation } from "../../derived/situation.ts";
import type { CoverageResult } from "../../engine/types.ts";
import { TrendChart } from "../../figures/trend-chart.tsx";
import { useStore } from "../../state/store.ts";

/** Covered share of earlier years and the present, only for the displayed standard. */
export function Trend({
	situation,
	result,
}: {
	readonly situation: Situation;
	readonly result: CoverageResult | null;
}) {
	const { t } = useTranslation();
	const since = useStore((state) => state.since);
	const set = useStore((state) => state.set);
	const { data: snapshots } = useSnapshots(situation.city, situation.service.serviceId);
	// A city without history has no space reserved for it.
	if (!snapshots || snapshots.length === 0 || !result) return null;
	const days = earlierDays(snapshots, situation);
	if (days.length === 0) return <p className="note">{t("trend.none")}</p>;
	const { people, coveredPeople } = result.figures.totals;
	const now: TrendPoint = { date: null, people, coveredPeople };
	return (
		<TrendChart
			points={[...days, now]}
			comparedDate={comparedDay(days, since)?.date ?? null}
			onCompare={(date) => set({ since: date, tab: "communities" })}
		/>
	);
}
