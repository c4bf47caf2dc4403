import { useTranslation } from "react-i18next";
import { Facts, Inspector } from "../components/inspector.tsx";
import { useLanguage } from "../components/language.ts";
import { gapReason } from "../derived/gap-words.ts";
import { formatCount, formatMetres, formatWalk } from "../i18n/format.ts";
import type { PickedCardProps } from "./picked-card-props.ts";

/** A gap: how many, why, how far. */
export function GapCard({ place, situation, phone, onClose }: PickedCardProps) {
	const { t } = useTranslation();
	const lang = useLanguage();
	if (place.picked?.kind !== "gap") return null;
	const { gap } = place.picked;
	const { type } = situation.rule;
	return (
		<Inspector
			title={gap.name}
			detail={[
				t("gap.people", { people: formatCount(gap.people) }),
				t("gap.homes", { count: gap.demandPoints }),
			]}
			phone={phone}
			onClose={onClose}
		>
			<p className={`cause ${gap.cause}`}>
				<b>{t(gap.cause === "far" ? "gap.causeFar" : "gap.causeBarred")}</b>
				{gapReason(gap, type, t, lang)}
			</p>
			<Facts
				rows={[
					[t("gap.nearest"), gap.nearestFacility === "" ? t("facility.unnamed") : gap.nearestFacility],
					[t("gap.straight"), gap.nearestStraightM !== null && formatMetres(gap.nearestStraightM)],
					[
						t("gap.farthest", { walk: "" }).trim(),
						gap.farthest !== null && formatWalk(gap.farthest, type, lang),
					],
					[t("gap.communities"), gap.communities.slice(0, 4).join("、")],
				]}
			/>
		</Inspector>
	);
}
