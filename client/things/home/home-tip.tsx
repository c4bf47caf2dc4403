import "../hover-tip.css";
import { useTranslation } from "react-i18next";
import { statedCutoff, walkOf } from "../../../geodata/cost/rule.ts";
import { formatCount, formatMinutes, formatWalk } from "../../i18n/format.ts";
import { useLanguage } from "../../i18n/language.ts";
import type { TipProps } from "../thing.ts";

/** With a service's figures open: minutes of the home under the pointer. */
export function HomeTip({ home, x, y, scene }: TipProps) {
	const { t } = useTranslation();
	const lang = useLanguage();
	const { result, system } = scene;
	const { opened } = scene.lists;
	const { rule } = scene.situation;
	if (system !== null || !result || !opened) return null;
	const timeMs = result.timeMs[home];
	const impedance = result.impedance[home];
	if (timeMs === undefined || impedance === undefined) return null;
	const timeSec = walkOf(timeMs, "time");
	const walk = walkOf(impedance, result.input.rule.type);
	const out = walk === null || walk > statedCutoff(rule);
	return (
		<div className="hover-tip" style={{ left: x, top: y }} role="tooltip">
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
