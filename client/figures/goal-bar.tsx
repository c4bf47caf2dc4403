import "./goal-bar.css";
import { useTranslation } from "react-i18next";
import { formatCount, formatShare } from "../i18n/format.ts";

/** A share with its denominator and, where a goal was published, the target line. */
export function GoalBar({
	label,
	count,
	of,
	unit,
	goalShare,
}: {
	readonly label: string;
	readonly count: number;
	readonly of: number;
	/** The counted unit as text: communities, residents. */
	readonly unit: string;
	readonly goalShare: number | null;
}) {
	const { t } = useTranslation();
	const share = of > 0 ? count / of : 0;
	const met = goalShare !== null && share >= goalShare;
	return (
		<div className="goal">
			<p>
				<span>{label}</span>
				<b data-testid="goal-count">
					{formatCount(count)} / {formatCount(of)} <small>{unit}</small>
				</b>
			</p>
			<div className="goal-bar" role="img" aria-label={`${label} ${formatShare(of > 0 ? share : null)}`}>
				<i style={{ width: `${share * 100}%` }} />
				{goalShare !== null && <em style={{ left: `${goalShare * 100}%` }} />}
			</div>
			<p>
				<small>{formatShare(of > 0 ? share : null)}</small>
				{goalShare !== null && (
					<small className={met ? "good" : ""}>
						{t(met ? "figure.goalMet" : "figure.goal", { share: formatShare(goalShare) })}
					</small>
				)}
			</p>
		</div>
	);
}
