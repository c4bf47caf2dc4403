import "../hover-tip.css";
import { useTranslation } from "react-i18next";
import { formatScore } from "../../i18n/format.ts";
import type { TipProps } from "../thing.ts";
import { firmOf, latestOf } from "./firms.ts";
import { GradeMark } from "./grade-mark.tsx";

/** With the list of firms open: firm and grade of the home under the pointer. */
export function FirmTip({ home, x, y, scene: { system, lists } }: TipProps) {
	const { t } = useTranslation();
	const homes = lists.opened?.homes;
	if (system !== "property-firm" || !homes) return null;
	const firm = firmOf(lists.firms ?? [], homes.ids[home] ?? "");
	const last = firm && latestOf(firm);
	return (
		<div className="hover-tip" style={{ left: x, top: y }} role="tooltip">
			<b className="graded">
				{last && <GradeMark grade={last.grade} size={16} />}
				{firm ? firm.properties.name : t("firm.none")}
			</b>
			<span>
				{homes.names[home] || t("home.unnamed")}
				{last && ` · ${t(`firm.grade.${last.grade}`)} · ${formatScore(last.score)}`}
			</span>
		</div>
	);
}
