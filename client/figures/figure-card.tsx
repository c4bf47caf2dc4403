import "./figure-card.css";
import { type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import { effectiveGroup } from "../../geodata/coverage/target-people.ts";
import type { Situation } from "../derived/situation.ts";
import type { CoverageResult } from "../engine/types.ts";
import { formatCount, formatShare } from "../i18n/format.ts";
import { ProvenanceButton } from "./provenance.tsx";

/** The main figure with its denominator, and the numbers of covered and uncovered people. */
export function FigureCard({
	situation,
	result,
	agesKnown,
	children,
}: {
	readonly situation: Situation;
	readonly result: CoverageResult | null;
	readonly agesKnown: boolean;
	/** Extras of the figure: its history, its goal. */
	readonly children?: ReactNode;
}) {
	const { t } = useTranslation();
	const totals = result?.figures.totals ?? null;
	const newest = useRef(totals);
	newest.current = totals;
	const { targetGroup } = situation.service;
	const who = t(`target.${effectiveGroup({ agesKnown }, targetGroup)}`);
	return (
		<section className="block figure-card" aria-label={t("figure.title")}>
			<div className="big">
				<strong data-testid="coverage-share">{totals ? formatShare(totals.coverageShare) : "–"}</strong>
				<span>
					{t("figure.reach", { who })}
					<br />
					{totals && t("figure.of", { people: formatCount(totals.people) })}
				</span>
				<ProvenanceButton situation={situation} totals={newest} agesKnown={agesKnown} />
			</div>
			<div className="two">
				<div className="covered">
					<b data-testid="covered-people">{totals ? formatCount(totals.coveredPeople) : "–"}</b>
					<span>{t("figure.covered")}</span>
				</div>
				<div className="uncovered">
					<b data-testid="gap-people">{totals ? formatCount(totals.people - totals.coveredPeople) : "–"}</b>
					<span>{t("figure.gap")}</span>
				</div>
			</div>
			{children}
			{targetGroup !== "all" && !agesKnown && <p className="note">{t("figure.agesUnknown")}</p>}
		</section>
	);
}
