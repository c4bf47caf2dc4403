import "../hover-tip.css";
import { useTranslation } from "react-i18next";
import { formatScore } from "../../i18n/format.ts";
import type { Hover } from "../home/home-tip.tsx";
import type { Lists } from "../picked.ts";
import { firmOf, latestOf } from "./firms.ts";
import { GradeMark } from "./grade-mark.tsx";

/** Firm and grade of the home under the pointer. */
export function FirmTip({ hover, lists }: { readonly hover: Hover; readonly lists: Lists }) {
	const { t } = useTranslation();
	const homes = lists.opened?.homes;
	if (hover.hit.kind !== "home" || !homes) return null;
	const { home } = hover.hit;
	const firm = firmOf(lists.firms ?? [], homes.ids[home] ?? "");
	const last = firm && latestOf(firm);
	return (
		<div className="hover-tip" style={{ left: hover.x, top: hover.y }} role="tooltip">
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
