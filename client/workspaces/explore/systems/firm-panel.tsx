import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { finder } from "../../../../geodata/text/search-text.ts";
import type { FirmFeature } from "../../../api/city-api.ts";
import { Headline } from "../../../figures/headline.tsx";
import { formatCount, formatScore } from "../../../i18n/format.ts";
import { pickedIdOf } from "../../../state/kinds.ts";
import { useStore } from "../../../state/store.ts";
import { GRADES, gradeTotals, latestOf, latestQuarter } from "../../../things/firm/firms.ts";
import { GradeMark } from "../../../things/firm/grade-mark.tsx";
import { FindField } from "../../../ui/find-field.tsx";
import { SortedTable, type TableColumn } from "../../../ui/sorted-table.tsx";
import { FilterChips } from "./filter-chips.tsx";
import type { PanelProps } from "./panel-props.ts";

const FIND_PX = 60;
const BY_SCORE = { id: "score", desc: true };

/** Property firms by their latest grade: red list, neither, black list. */
export function FirmPanel({ lists, selection, onPick }: PanelProps) {
	const { t } = useTranslation();
	const scroller = useRef<HTMLDivElement>(null);
	const [find, setFind] = useState("");
	const only = useStore((state) => state.only);
	const { firms } = lists;
	const shown = useMemo(() => {
		const grade = GRADES.find((id) => id === only);
		const finds = finder(find);
		return (firms ?? []).filter(
			(firm) => finds(firm.properties.name) && (!grade || latestOf(firm)?.grade === grade),
		);
	}, [firms, find, only]);
	const columns = useMemo(
		(): readonly TableColumn<FirmFeature>[] => [
			{
				id: "firm",
				name: t("firm.firm"),
				value: ({ properties }) => properties.name,
				widthShare: 0.52,
				cell: ({ properties }) => (
					<>
						{properties.name}
						<small>
							{t("firm.compounds", {
								text: formatCount(properties.compoundIds.length),
							})}
						</small>
					</>
				),
			},
			{
				id: "score",
				name: t("firm.score"),
				value: (firm) => latestOf(firm)?.score ?? -1,
				cell: (firm) => {
					const last = latestOf(firm);
					return last ? (
						<span className="graded">
							<GradeMark grade={last.grade} />
							{formatScore(last.score)}
						</span>
					) : (
						"–"
					);
				},
				descFirst: true,
			},
			{
				id: "people",
				name: t("firm.people"),
				value: ({ properties }) => properties.people ?? 0,
				cell: ({ properties }) =>
					properties.people === null ? t("system.fewer") : formatCount(properties.people),
				descFirst: true,
			},
		],
		[t],
	);
	const totals = useMemo(() => gradeTotals(firms ?? []), [firms]);
	const quarter = useMemo(() => latestQuarter(firms ?? []), [firms]);
	if (!firms) return null;
	return (
		<>
			<Headline label={t("firm.title")} figure={formatCount(firms.length)}>
				{t("firm.count")}
				<br />
				{quarter && t("firm.quarterLong", { year: quarter.year, quarter: quarter.quarter })}
			</Headline>
			<section className="block">
				<FilterChips
					label={t("firm.grades")}
					chips={GRADES.map((grade) => ({
						id: grade,
						name: t(`firm.grade.${grade}`),
						mark: <GradeMark grade={grade} />,
						count: formatCount(totals[grade].firms),
						detail: t("firm.livingWith", { people: formatCount(totals[grade].people) }),
					}))}
				/>
			</section>
			<section className="block results">
				<div className="tab-body firm-table" ref={scroller}>
					<FindField label={t("firm.find")} value={find} onChange={setFind} />
					<SortedTable
						caption={t("firm.title")}
						columns={columns}
						rows={shown}
						keyOf={(row) => row.properties.firmId}
						initial={BY_SCORE}
						pickedKey={pickedIdOf(selection, "firm")}
						onPick={(row) => onPick({ kind: "firm", id: row.properties.firmId })}
						scroller={scroller}
						abovePx={FIND_PX}
					/>
					{shown.length === 0 && <p className="empty">{t("firm.empty")}</p>}
				</div>
			</section>
		</>
	);
}
