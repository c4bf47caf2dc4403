import "./ledger-table.css";
import { memo, type RefObject, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { LedgerRow } from "../../geodata/coverage/ledger.ts";
import { MEASURES, type MeasureId } from "../../geodata/coverage/measures.ts";
import { finder } from "../../geodata/text/search-text.ts";
import type { Comparison } from "../derived/history.ts";
import { formatPoints } from "../i18n/format.ts";
import { useCommunityType } from "../i18n/use-community-type.ts";
import { FindField } from "../ui/find-field.tsx";
import { SortedTable, type TableColumn } from "../ui/sorted-table.tsx";
import { measureColumn } from "./measure-column.tsx";

const FIND_PX = 60;
/** The measures that fit a table on a phone. */
const IN_TABLE: readonly MeasureId[] = ["people", "coveredPeople", "coverageShare"];
const BY_SHARE = { id: "coverageShare", desc: false };

/** Every community with its people, covered people and share; sortable; keeps the selected one visible. */
export const LedgerTable = memo(function LedgerTable({
	rows,
	comparison,
	pickedCode,
	onPick,
	scroller,
}: {
	readonly rows: readonly LedgerRow[];
	/** An earlier day; null where none has data for this rule. */
	readonly comparison: Comparison | null;
	readonly pickedCode: string | null;
	readonly onPick: (row: LedgerRow) => void;
	readonly scroller: RefObject<HTMLElement | null>;
}) {
	const { t } = useTranslation();
	const [find, setFind] = useState("");
	const shown = useMemo(() => {
		const finds = finder(find);
		return rows.filter((row) => finds(row.name, row.town));
	}, [rows, find]);
	const columns = useColumns(comparison);
	if (rows.length === 0) return <p className="empty">{t("table.none")}</p>;
	return (
		<>
			<FindField label={t("table.filter")} value={find} onChange={setFind} />
			<div className="community-table">
				<SortedTable
					caption={t("table.caption")}
					columns={columns}
					rows={shown}
					keyOf={(row) => row.key}
					initial={BY_SHARE}
					pickedKey={pickedCode}
					onPick={onPick}
					scroller={scroller}
					abovePx={FIND_PX}
				/>
			</div>
			{shown.length === 0 && <p className="empty">{t("table.empty")}</p>}
		</>
	);
});

/** With a comparison, the change replaces the covered people: a phone has space for four columns. */
function useColumns(comparison: Comparison | null): readonly TableColumn<LedgerRow>[] {
	const { t } = useTranslation();
	const typeName = useCommunityType();
	return useMemo(() => {
		const changeOf = (row: LedgerRow): number | null => {
			const then = comparison?.shares.get(row.key);
			return then === undefined || row.coverageShare === null ? null : row.coverageShare - then;
		};
		return [
			{
				id: "community",
				name: t("table.community"),
				value: (row) => row.name,
				widthShare: 0.38,
				cell: (row) => (
					<>
						{row.name}
						<small>{typeName(row.type) ?? row.town}</small>
					</>
				),
			},
			...MEASURES.filter(({ id }) => IN_TABLE.includes(id)).map((measure): TableColumn<LedgerRow> => {
				if (comparison === null || measure.id !== "coveredPeople") return measureColumn(measure, t);
				return {
					id: "change",
					name: t("table.change", { year: comparison.year }),
					value: (row) => changeOf(row) ?? Number.NEGATIVE_INFINITY,
					cell: (row) => <Change points={changeOf(row)} />,
					descFirst: true,
				};
			}),
		];
	}, [comparison, t, typeName]);
}

/** Percentage points gained or lost since that day. */
function Change({ points }: { readonly points: number | null }) {
	const text = formatPoints(points);
	// A change that rounds to zero is neither gain nor loss.
	const none = points === null || text === formatPoints(0);
	return <span className={none ? "muted" : points > 0 ? "gained" : "lost"}>{text}</span>;
}
