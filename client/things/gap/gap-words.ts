import type { TFunction } from "i18next";
import type { Rule } from "../../../geodata/cost/profile.ts";
import type { Gap } from "../../../geodata/gaps/gaps.ts";
import { formatCount, formatMetres, formatWalk } from "../../i18n/format.ts";
import type { Language } from "../../i18n/language.ts";

/** The cause of a gap as a sentence: "最近的陈巷社区站直线 380 m，青阳港阻隔，没有桥 · 最远 26 分钟". */
export function gapReason(gap: Gap, type: Rule["type"], t: TFunction, lang: Language): string {
	const parts = [nearestWords(gap, t)];
	if (gap.farthest !== null) parts.push(t("gap.farthest", { walk: formatWalk(gap.farthest, type, lang) }));
	else if (gap.unreachablePeople > 0)
		parts.push(t("gap.unreachable", { people: formatCount(gap.unreachablePeople) }));
	// The dot stays with the text after it: no line ends with it.
	return parts.join("\u00A0· ");
}

function nearestWords(gap: Gap, t: TFunction): string {
	if (gap.nearestFacility === null || gap.nearestStraightM === null) return t("gap.farNone");
	const place = {
		name: gap.nearestFacility || t("facility.unnamed"),
		straight: formatMetres(gap.nearestStraightM),
	};
	if (gap.cause === "far" || gap.barrier === null) return t("gap.far", place);
	return t("gap.barred", { ...place, why: barrierWords(gap, t) });
}

/** "青阳港阻隔，没有桥", or a note on winding streets where there is no barrier. */
export function barrierWords(gap: Gap, t: TFunction): string {
	const barrier = gap.barrier ?? "detour";
	return t(`gap.${barrier}`, { barrier: gap.barrierName || t(`gap.barrierName.${barrier}`) });
}
