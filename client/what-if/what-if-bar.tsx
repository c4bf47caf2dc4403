import "./what-if-bar.css";
import "./phone.css";
import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useStore as useSelected } from "zustand";
import type { Situation } from "../derived/situation.ts";
import { formatCount, formatCutoff, formatShare } from "../i18n/format.ts";
import { useLanguage } from "../i18n/language.ts";
import { PlusIcon } from "../ui/icons.tsx";
import { canRedo, canUndo } from "./edit-log.ts";
import { RedoIcon, UndoIcon } from "./icons.tsx";
import { Notices } from "./notices.tsx";
import type { WhatIf } from "./use-what-if.ts";
import { useWhatIfKeys } from "./use-what-if-keys.ts";

/** Figures before and after, and the actions: the header of the mode, above the map. */
export function WhatIfBar({
	whatIf,
	situation,
	onLeave,
}: {
	readonly whatIf: WhatIf;
	readonly situation: Situation;
	readonly onLeave: () => void;
}) {
	const { t } = useTranslation();
	const { session, adding, setAdding } = whatIf;
	// Not the log itself, which changes at every step of a drag.
	const undoable = useSelected(session.store, (state) => canUndo(state.log));
	const redoable = useSelected(session.store, (state) => canRedo(state.log));
	const changed = useSelected(session.store, (state) => (state.live?.changed.length ?? 0) > 0);
	useWhatIfKeys(whatIf);
	return (
		<section className="what-if-bar" aria-label={t("whatIf.title")}>
			<div className="what-if-tools" role="toolbar" aria-label={t("whatIf.title")}>
				<b>{t("whatIf.title")}</b>
				<Button
					className={adding ? "tool on" : "tool"}
					aria-pressed={adding}
					onPress={() => setAdding(!adding)}
				>
					<PlusIcon />
					{t("whatIf.add")}
				</Button>
				<Button
					className="tool"
					aria-label={t("whatIf.undo")}
					isDisabled={!undoable}
					onPress={() => session.undo()}
				>
					<UndoIcon />
				</Button>
				<Button
					className="tool"
					aria-label={t("whatIf.redo")}
					isDisabled={!redoable}
					onPress={() => session.redo()}
				>
					<RedoIcon />
				</Button>
				<Button className="tool" isDisabled={!changed} onPress={() => session.edit({ op: "clear" })}>
					{t("whatIf.clear")}
				</Button>
				<Button className="tool leave" onPress={onLeave}>
					{t("whatIf.leave")}
				</Button>
			</div>
			<BeforeAfter whatIf={whatIf} situation={situation} />
			<Notices whatIf={whatIf} situation={situation} />
		</section>
	);
}

/** People and share before and after, and people newly covered and newly lost. */
function BeforeAfter({ whatIf, situation }: { readonly whatIf: WhatIf; readonly situation: Situation }) {
	const { t } = useTranslation();
	const lang = useLanguage();
	const live = useSelected(whatIf.session.store, (state) => state.live);
	if (!live) return <p className="note">{t("whatIf.opening")}</p>;
	const { totals, difference } = live;
	const { gainedPeople, lostPeople, gainedPoints, lostPoints } = difference;
	// Covered now − gained + lost = covered before the changes.
	const before = totals.coveredPeople - gainedPeople + lostPeople;
	const shareBefore = totals.people > 0 ? before / totals.people : 0;
	const { rule } = situation;
	return (
		<dl className="before-after">
			<div>
				<dt>{t("whatIf.covered")}</dt>
				<dd>
					<span data-testid="before-people">{formatCount(before)}</span>
					<Arrow />
					<b data-testid="after-people">{formatCount(totals.coveredPeople)}</b>
				</dd>
			</div>
			<div>
				<dt>{t("whatIf.share")}</dt>
				<dd>
					<span>{formatShare(shareBefore)}</span>
					<Arrow />
					<b data-testid="after-share">{formatShare(totals.coverageShare)}</b>
				</dd>
			</div>
			<div className={gainedPeople > 0 ? "people-gained" : ""}>
				<dt>{t("whatIf.gained")}</dt>
				<dd>
					<b data-testid="gained-people">{signed(gainedPeople, "+")}</b>
					{gainedPoints > 0 && <small>{t("whatIf.gainedHomes", { count: gainedPoints })}</small>}
				</dd>
			</div>
			<div className={lostPeople > 0 ? "people-lost" : ""}>
				<dt>{t("whatIf.lost")}</dt>
				<dd>
					<b data-testid="lost-people">{signed(lostPeople, "−")}</b>
					{lostPoints > 0 && <small>{t("whatIf.gainedHomes", { count: lostPoints })}</small>}
				</dd>
			</div>
			<div className="of">
				<dt className="hidden">{t("provenance.denominator")}</dt>
				<dd>
					{t("whatIf.of", {
						people: formatCount(totals.people),
						rule: t(`rule.${rule.type}`, { cutoff: formatCutoff(rule, lang) }),
					})}
				</dd>
			</div>
		</dl>
	);
}

const signed = (people: number, sign: string) => (people > 0 ? `${sign}${formatCount(people)}` : "0");
const Arrow = () => (
	<span className="arrow" aria-hidden="true">
		→
	</span>
);
