import "./provenance.css";
import { memo, type RefObject } from "react";
import { Button, Dialog, DialogTrigger, Heading, Popover } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { provenanceOf } from "../../geodata/coverage/provenance.ts";
import type { Situation } from "../derived/situation.ts";
import type { CoverageResult } from "../engine/types.ts";
import { formatCount, formatCutoff } from "../i18n/format.ts";
import { nameIn, textIn, useLanguage } from "../i18n/language.ts";
import { InfoIcon } from "../ui/icons.tsx";

type Totals = CoverageResult["figures"]["totals"];

/**
 * Opens the basis of the main figure: rule, clause, source, walker, denominator, data. The content is computed when it
 * opens: the button itself never rerenders while figures follow a drag.
 */
export const ProvenanceButton = memo(function ProvenanceButton({
	situation,
	totals,
	agesKnown,
}: {
	readonly situation: Situation;
	/** Of the newest figures. */
	readonly totals: RefObject<Totals | null>;
	readonly agesKnown: boolean;
}) {
	const { t } = useTranslation();
	return (
		<DialogTrigger>
			<Button className="icon-button" aria-label={t("figure.source")}>
				<InfoIcon />
			</Button>
			<Popover className="popover provenance" placement="right top">
				<Dialog>
					<Heading slot="title">{t("provenance.title")}</Heading>
					<ProvenanceRows situation={situation} totals={totals} agesKnown={agesKnown} />
				</Dialog>
			</Popover>
		</DialogTrigger>
	);
});

function ProvenanceRows({
	situation,
	totals: newest,
	agesKnown,
}: {
	readonly situation: Situation;
	readonly totals: RefObject<Totals | null>;
	readonly agesKnown: boolean;
}) {
	const { t } = useTranslation();
	const lang = useLanguage();
	const { city, standard, rule, profile } = situation;
	const provenance = provenanceOf({ ...situation, agesKnown });
	const who = t(`target.${provenance.targetGroup}`);
	const totals = newest.current;
	const rows: (readonly [string, string | null | undefined])[] = [
		[
			t("provenance.rule"),
			`${standard ? nameIn(lang, standard) : t("rule.custom")} · ${t(`rule.${rule.type}`, {
				cutoff: formatCutoff(rule, lang),
			})}`,
		],
		[t("provenance.clause"), provenance.clause],
		[
			t("provenance.source"),
			provenance.ruleSource &&
				`${textIn(lang, provenance.ruleSource)} · ${t(provenance.verified ? "provenance.verified" : "rule.unverified")}`,
		],
		[t("provenance.profile"), `${nameIn(lang, profile)} · ${t("rule.speed", { speed: profile.speedMps })}`],
		[
			t("provenance.denominator"),
			totals && t("provenance.denominatorValue", { who, people: formatCount(totals.people) }),
		],
		[t("provenance.method"), t("provenance.methodValue")],
		[
			t("provenance.points"),
			totals &&
				t("provenance.pointsValue", {
					text: formatCount(totals.demandPoints),
					gates: formatCount(totals.gateUnknownPoints),
				}),
		],
		[
			t("provenance.unsnapped"),
			totals &&
				t("provenance.unsnappedValue", {
					points: formatCount(totals.unsnappedPoints),
					people: formatCount(totals.unsnappedPeople),
					facilities: formatCount(totals.unsnappedFacilities),
				}),
		],
		[t("provenance.data"), [city.source, ...(provenance.sample ? [t("provenance.sample")] : [])].join(" · ")],
		[t("provenance.version"), provenance.dataVersion],
	];
	return (
		<dl>
			{rows.map(([name, value]) => (
				<div key={name}>
					<dt>{name}</dt>
					<dd>{value || t("provenance.none")}</dd>
				</div>
			))}
		</dl>
	);
}
