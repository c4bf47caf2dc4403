import { useTranslation } from "react-i18next";
import { useSnapshots } from "../api/queries.ts";
import { TrendChart } from "../components/trend-chart.tsx";
import { comparedDay, earlierDays, shareOf, type TrendPoint, yearOf } from "../derived/history.ts";
import type { Situation } from "../derived/situation.ts";
import type { CoverageResult } from "../engine/types.ts";
import { formatPoints } from "../i18n/format.ts";
import { useStore } from "../state/store.ts";

/** Covered share of earlier years beside the present, by the standard on the screen and no other. */
export function TrendCard({
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
	// A city without any history has no place for it on the screen.
	if (!snapshots || snapshots.length === 0 || !result) return null;
	const days = earlierDays(snapshots, situation);
	if (days.length === 0)
		return (
			<section className="block trend-card">
				<h2>
					<span>{t("trend.title")}</span>
					<span className="hint">{t("trend.none")}</span>
				</h2>
			</section>
		);
	const { people, coveredPeople, facilities } = result.figures.totals;
	const now: TrendPoint = { date: null, people, coveredPeople, facilities };
	const compared = comparedDay(days, since);
	const then = compared && shareOf(compared);
	const share = shareOf(now);
	const change = then === null || share === null ? null : share - then;
	return (
		<section className="block trend-card" aria-label={t("trend.title")}>
			<h2>
				<span>{t("trend.title")}</span>
				{compared && (
					<span
						className={`hint ${change !== null && change < 0 ? "lost" : "gained"}`}
						data-testid="trend-change"
					>
						{t("trend.change", { year: yearOf(compared.date), points: formatPoints(change) })}
					</span>
				)}
			</h2>
			<TrendChart
				points={[...days, now]}
				comparedDate={compared?.date ?? null}
				onCompare={(date) => set({ since: date, tab: "communities" })}
			/>
		</section>
	);
}
