import { memo, useCallback, useState } from "react";
import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { Rule } from "../../../geodata/cost/profile.ts";
import type { Gap } from "../../../geodata/gaps/gaps.ts";
import { formatCount } from "../../i18n/format.ts";
import { useLanguage } from "../../i18n/language.ts";
import { pickedIdOf } from "../../state/kinds.ts";
import type { ListProps } from "../thing.ts";
import { gapReason } from "./gap-words.ts";

const SHOWN_AT_FIRST = 40;

/** Gaps, worst first: name, people and cause as text. */
const GapList = memo(function GapList({
	gaps,
	type,
	pickedId,
	onPick,
}: {
	readonly gaps: readonly Gap[];
	readonly type: Rule["type"];
	readonly pickedId: string | null;
	readonly onPick: (gap: Gap) => void;
}) {
	const { t } = useTranslation();
	const lang = useLanguage();
	const [all, setAll] = useState(false);
	if (gaps.length === 0) return <p className="empty good">{t("gap.none")}</p>;
	const shown = all ? gaps : gaps.slice(0, SHOWN_AT_FIRST);
	return (
		<>
			<ol className="rows gap-list">
				{shown.map((gap, rank) => (
					<li key={gap.gapId}>
						<button
							type="button"
							className={`row gap ${gap.cause}`}
							aria-pressed={gap.gapId === pickedId}
							onClick={() => onPick(gap)}
						>
							<span className="rank">{rank + 1}</span>
							<span className="name">{gap.name}</span>
							<span className="people">
								{formatCount(gap.people)} <small>{t("gap.unit")}</small>
							</span>
							<small className="reason">{gapReason(gap, type, t, lang)}</small>
						</button>
					</li>
				))}
			</ol>
			{shown.length < gaps.length && (
				<Button className="text-button more" onPress={() => setAll(true)}>
					{t("gap.more", { count: gaps.length - shown.length })} · {t("gap.showAll")}
				</Button>
			)}
		</>
	);
});

export function GapTab({ result, selection, onPick }: ListProps) {
	const pick = useCallback((gap: Gap) => onPick({ kind: "gap", id: gap.gapId }), [onPick]);
	if (!result) return null;
	return (
		<GapList
			gaps={result.figures.gaps}
			type={result.input.rule.type}
			pickedId={pickedIdOf(selection, "gap")}
			onPick={pick}
		/>
	);
}
