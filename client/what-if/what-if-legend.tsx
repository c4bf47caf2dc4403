import "../figures/map-legend.css";
import "./what-if-legend.css";
import { useTranslation } from "react-i18next";

/** The two marks on homes. */
export function WhatIfLegend() {
	const { t } = useTranslation();
	return (
		<ul className="map-legend" aria-label={t("whatIf.title")}>
			<li>
				<i className="mark-plus" />
				{t("whatIf.legendGained")}
			</li>
			<li>
				<i className="mark-minus" />
				{t("whatIf.legendLost")}
			</li>
		</ul>
	);
}
