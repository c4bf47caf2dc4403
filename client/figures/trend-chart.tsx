import "./trend-chart.css";
import { useTranslation } from "react-i18next";
import { shareOf, type TrendPoint, yearOf } from "../derived/history.ts";
import { formatShare } from "../i18n/format.ts";

const WIDTH = 328;
const TOP = 18;
const PLOT = 14;
const FOOT = 22;
const INSET = 34;
/** The share axis spans the least to the most share, but at least this much. */
const LEAST_SPAN = 0.1;

/** Covered share over the years until now, every point with its figure; earlier points can be selected. */
export function TrendChart({
	points,
	comparedDate,
	onCompare,
}: {
	/** Oldest first, the present last. */
	readonly points: readonly TrendPoint[];
	readonly comparedDate: string | null;
	readonly onCompare: (date: string) => void;
}) {
	const { t } = useTranslation();
	const shares = points.map((point) => shareOf(point) ?? 0);
	const least = Math.min(...shares);
	const span = Math.max(LEAST_SPAN, Math.max(...shares) - least);
	const step = points.length > 1 ? (WIDTH - 2 * INSET) / (points.length - 1) : 0;
	const at = (index: number) => ({
		x: INSET + index * step,
		y: TOP + PLOT - (((shares[index] ?? 0) - least) / span) * PLOT,
	});
	const line = points.map((_, index) => `${index === 0 ? "M" : "L"}${at(index).x} ${at(index).y}`).join("");
	return (
		<div className="trend">
			<p className="hidden">{t("trend.title")}</p>
			<svg viewBox={`0 0 ${WIDTH} ${TOP + PLOT + FOOT}`} aria-hidden="true">
				<path className="trend-line" d={line} />
				{points.map((point, index) => {
					const { x, y } = at(index);
					const compared = point.date !== null && point.date === comparedDate;
					return (
						<g key={point.date ?? "now"} className={compared ? "compared" : ""}>
							<circle cx={x} cy={y} r={compared ? 5 : 3.5} />
							<text x={x} y={y - 8} textAnchor="middle" className="figure">
								{formatShare(shareOf(point))}
							</text>
							<text x={x} y={TOP + PLOT + 19} textAnchor="middle">
								{point.date === null ? t("trend.now") : yearOf(point.date)}
							</text>
						</g>
					);
				})}
			</svg>
			{points.map((point, index) =>
				point.date === null ? null : (
					<button
						key={point.date}
						type="button"
						className="trend-point"
						aria-pressed={point.date === comparedDate}
						aria-label={`${t("trend.pick", { year: yearOf(point.date) })} · ${formatShare(shareOf(point))}`}
						style={{ left: `${(at(index).x / WIDTH) * 100}%` }}
						onClick={() => point.date && onCompare(point.date)}
					/>
				),
			)}
		</div>
	);
}
