import "./gap-card.css";
import { useTranslation } from "react-i18next";
import type { Gap } from "../../../geodata/gaps/gaps.ts";
import { formatCount, formatMetres, formatWalk } from "../../i18n/format.ts";
import { useLanguage } from "../../i18n/language.ts";
import { Facts, Inspector } from "../../ui/inspector.tsx";
import type { CardProps, FoundThing } from "../thing.ts";
import { gapReason } from "./gap-words.ts";

/** A gap: its people, cause and distance. */
export function GapCard({ thing: gap, situation, phone, onClose }: CardProps & FoundThing<Gap>) {
	const { t } = useTranslation();
	const lang = useLanguage();
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
