import "./firm-card.css";
import { useMemo, useState } from "react";
import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { FirmFeature } from "../../api/city-api.ts";
import { formatCount, formatScore } from "../../i18n/format.ts";
import { useStore } from "../../state/store.ts";
import { Facts, Inspector } from "../../ui/inspector.tsx";
import type { CardProps, FoundThing } from "../thing.ts";
import { type FirmQuarter, latestOf } from "./firms.ts";
import { GradeMark } from "./grade-mark.tsx";

const SHOWN_AT_FIRST = 8;

/** A property firm: its latest grade, eight quarters, and its compounds. */
export function FirmCard({ thing: firm, engine, phone, onClose }: CardProps & FoundThing<FirmFeature>) {
	const { t } = useTranslation();
	const set = useStore((state) => state.set);
	const [all, setAll] = useState(false);
	const homes = engine?.opened.homes ?? null;
	const compounds = useMemo(() => {
		if (!homes) return [];
		const wanted = new Set(firm.properties.compoundIds);
		return homes.ids
			.flatMap((id, home) =>
				wanted.has(id) ? { id, name: homes.names[home] ?? "", people: homes.people[home] ?? 0 } : [],
			)
			.toSorted((a, b) => b.people - a.people);
	}, [firm, homes]);
	const { name, people, compoundIds, grades } = firm.properties;
	const last = latestOf(firm);
	const shown = all ? compounds : compounds.slice(0, SHOWN_AT_FIRST);
	return (
		<Inspector
			title={name}
			detail={last ? [t(`firm.grade.${last.grade}`), t("firm.quarter", { ...last })] : [t("firm.never")]}
			symbol={last && <GradeMark grade={last.grade} size={32} />}
			phone={phone}
			onClose={onClose}
		>
			<Facts
				rows={[
					[t("firm.score"), last && formatScore(last.score)],
					[t("firm.served"), formatCount(compoundIds.length)],
					[t("firm.people"), people === null ? t("system.fewer") : formatCount(people)],
				]}
			/>
			{grades.length > 0 && (
				<>
					<h4>{t("firm.history")}</h4>
					<QuarterChart grades={grades} />
				</>
			)}
			<h4>{t("firm.served")}</h4>
			<ul className="rows served">
				{shown.map((compound) => (
					<li key={compound.id}>
						<button
							type="button"
							className="row plain"
							onClick={() => set({ selection: { kind: "home", id: compound.id } })}
						>
							<span className="name">{compound.name || t("home.unnamed")}</span>
							<small>{t("home.people", { people: formatCount(compound.people) })}</small>
						</button>
					</li>
				))}
			</ul>
			{shown.length < compounds.length && (
				<Button className="text-button more" onPress={() => setAll(true)}>
					{t("firm.more", { count: compounds.length - shown.length })}
				</Button>
			)}
		</Inspector>
	);
}

const WIDTH = 288;
const PLOT = 64;
const TOP = 20;
const FOOT = 42;
/** Scores are 0 to 100; the bars start here, where they differ. */
const FLOOR = 40;

/** One bar per quarter: height is the score, mark is the list it was on. */
function QuarterChart({ grades }: { readonly grades: readonly FirmQuarter[] }) {
	const { t } = useTranslation();
	const step = WIDTH / grades.length;
	const label = grades
		.map(
			(row) => `${t("firm.quarter", { ...row })} ${formatScore(row.score)} ${t(`firm.grade.${row.grade}`)}`,
		)
		.join(", ");
	return (
		<svg className="quarters" viewBox={`0 0 ${WIDTH} ${TOP + PLOT + FOOT}`} role="img" aria-label={label}>
			{grades.map((row, index) => {
				const height = (Math.max(0, row.score - FLOOR) / (100 - FLOOR)) * PLOT;
				const x = index * step;
				return (
					<g key={`${row.year}-${row.quarter}`} className={row.grade}>
						<rect x={x + 5} y={TOP + PLOT - height} width={step - 10} height={height} rx="2" />
						<text x={x + step / 2} y={TOP + PLOT - height - 5} textAnchor="middle">
							{Math.round(row.score)}
						</text>
						<text x={x + step / 2} y={TOP + PLOT + 17} textAnchor="middle" className="muted">
							Q{row.quarter}
						</text>
						{(row.quarter === 1 || (index === 0 && grades[1]?.quarter !== 1)) && (
							<text x={x + step / 2} y={TOP + PLOT + 35} textAnchor="middle" className="muted">
								{row.year}
							</text>
						)}
					</g>
				);
			})}
		</svg>
	);
}
