import "../hover-tip.css";
import { useTranslation } from "react-i18next";
import { statedCutoff, walkOf } from "../../../geodata/cost/rule.ts";
import type { Situation } from "../../derived/situation.ts";
import type { CoverageResult, OpenedCity } from "../../engine/types.ts";
import { formatCount, formatMinutes, formatWalk } from "../../i18n/format.ts";
import { useLanguage } from "../../i18n/language.ts";
import type { MapHit } from "../../map/map-controller.ts";

export interface Hover {
	readonly hit: MapHit;
	readonly x: number;
	readonly y: number;
}

/** Minutes of the home under the pointer. */
export function HomeTip({
	hover,
	opened,
	result,
	situation,
}: {
	readonly hover: Hover;
	readonly opened: OpenedCity;
	readonly result: CoverageResult;
	readonly situation: Situation;
}) {
	const { t } = useTranslation();
	const lang = useLanguage();
	if (hover.hit.kind !== "home") return null;
	const { home } = hover.hit;
	const { rule } = situation;
	const timeMs = result.timeMs[home];
	const impedance = result.impedance[home];
	if (timeMs === undefined || impedance === undefined) return null;
	const timeSec = walkOf(timeMs, "time");
	const walk = walkOf(impedance, result.input.rule.type);
	const out = walk === null || walk > statedCutoff(rule);
	return (
		<div className="hover-tip" style={{ left: hover.x, top: hover.y }} role="tooltip">
			<b className={out ? "out" : ""}>
				{timeSec === null ? t("home.never") : formatMinutes(timeSec, lang)}
				{walk !== null && result.input.rule.type === "distance" && ` · ${formatWalk(walk, "distance", lang)}`}
			</b>
			<span>
				{opened.homes.names[home] || t("home.unnamed")} ·{" "}
				{t("home.people", { people: formatCount(opened.homes.people[home] ?? 0) })}
			</span>
		</div>
	);
}
