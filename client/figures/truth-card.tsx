import "./truth-card.css";
import { Switch } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { CoverageResult } from "../engine/types.ts";
import { formatCount, formatMetres, formatShare } from "../i18n/format.ts";
import { useStore } from "../state/store.ts";

/**
 * The circle compared with the streets, and the switch between the two on the map.
 * @param truth 0 circles, 1 streets; the animated counter is between.
 */
export function TruthCard({
	result,
	truth,
}: {
	readonly result: CoverageResult | null;
	readonly truth: number;
}) {
	const { t } = useTranslation();
	const lens = useStore((state) => state.lens);
	const set = useStore((state) => state.set);
	const totals = result?.figures.totals;
	if (!totals) return <section className="block truth-card waiting" aria-hidden="true" />;
	const { circlePeople, coveredPeople, circleShare, coverageShare, deniedPeople, circleRadiusM } = totals;
	const counted = circlePeople + (coveredPeople - circlePeople) * truth;
	return (
		<section className="block truth-card" aria-label={t("truth.title")}>
			<div className="bars">
				<span title={t("truth.radius", { radius: formatMetres(circleRadiusM) })}>{t("truth.circle")}</span>
				<div className="bar">
					<i className="promise" style={{ width: `${circleShare * 100}%` }} />
				</div>
				<b data-testid="circle-share">{formatShare(circleShare)}</b>
				<span>{t("truth.streets")}</span>
				<div className="bar">
					<i className="truth" style={{ width: `${coverageShare * 100}%` }} />
				</div>
				<b>{formatShare(coverageShare)}</b>
			</div>
			<div className="lie">
				<p className={deniedPeople > 0 ? "denied" : "honest"}>
					{deniedPeople > 0 ? t("truth.lie", { people: formatCount(deniedPeople) }) : t("truth.honest")}
					<small>
						{t(truth < 0.5 ? "truth.promised" : "truth.allowed")}{" "}
						<span data-testid="truth-counter">{formatCount(counted)}</span>
					</small>
				</p>
				<Switch
					className="switch"
					aria-label={t("truth.switch")}
					isSelected={lens === "streets"}
					onChange={(streets) => set({ lens: streets ? "streets" : "circle" })}
				>
					<span className="switch-track" />
				</Switch>
			</div>
		</section>
	);
}
