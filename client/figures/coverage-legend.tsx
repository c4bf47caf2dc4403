import "./map-legend.css";
import { useTranslation } from "react-i18next";
import { statedCutoff } from "../../geodata/cost/rule.ts";
import { BAND_ENDS } from "../derived/bands.ts";
import type { Situation } from "../derived/situation.ts";

const SEC_PER_MIN = 60;

/** The colours, hatch and outlines explained, at the foot of the map. */
export function CoverageLegend({ situation }: { readonly situation: Situation }) {
	const { t } = useTranslation();
	const { rule } = situation;
	const cutoff = statedCutoff(rule);
	const text = (value: number) =>
		rule.type === "time"
			? t("histogram.min", { value: Math.round((value / SEC_PER_MIN) * 10) / 10 })
			: t("histogram.m", { value });
	const ends = [...BAND_ENDS[rule.type].filter((end) => end < cutoff), cutoff].slice(0, 4);
	return (
		<ul className="map-legend" aria-label={t("map.legend")}>
			{ends.map((end, band) => (
				<li key={end}>
					<i className={`dot band${Math.min(band, 3) + 1}`} />≤ {text(end)}
				</li>
			))}
			<li>
				<i className="hatch" />
				{t("map.legendGap")}
			</li>
			<li>
				<i className="dashed" />
				{t("map.legendCircle")}
			</li>
			<li>
				<i className="area" />
				{t("map.legendArea")}
			</li>
		</ul>
	);
}
