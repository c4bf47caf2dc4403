import { useTranslation } from "react-i18next";
import { GradeMark } from "../components/grade-mark.tsx";
import type { Hover } from "../components/hover-tip.tsx";
import { firmOf, latestOf } from "../derived/firms.ts";
import { formatScore } from "../i18n/format.ts";
import type { Lists } from "../workspaces/use-picked.ts";

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
