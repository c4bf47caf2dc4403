import {
	createColumnHelper,
	createSortedRowModel,
	rowSortingFeature,
	type SortingState,
	sortFn_basic,
	tableFeatures,
	useTable,
} from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, type RefObject, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { LedgerRow } from "../../geodata/contract/coverage.ts";
import { formatCount, formatShare } from "../i18n/format.ts";
import { FindField } from "./find-field.tsx";
import { SortIcon } from "./icons.tsx";
import { useCommunityType } from "./use-community-type.ts";

const ROW_PX = 56;
/** The search field and the heads of the columns, which stay in sight above the rows. */
const HEAD_PX = 100;

const features = tableFeatures({
	rowSortingFeature,
	sortedRowModel: createSortedRowModel(),
	sortFns: { basic: sortFn_basic },
});
const helper = createColumnHelper<typeof features, LedgerRow>();
const collator = new Intl.Collator("zh-CN");
const columns = helper.columns([
	helper.accessor("name", {
		id: "community",
		sortFn: (a, b) => collator.compare(a.original.name, b.original.name),
	}),
	helper.accessor("people", { id: "people", sortFn: "basic", sortDescFirst: true }),
	helper.accessor("coveredPeople", { id: "covered", sortFn: "basic", sortDescFirst: true }),
	helper.accessor((row) => row.coverageShare ?? 2, { id: "share", sortFn: "basic", sortDescFirst: false }),
]);
const COLUMNS = ["community", "people", "covered", "share"] as const;

/** Every community with its people, covered, share; sortable; the picked one is kept in sight. */
export const CommunityTable = memo(function CommunityTable({
	rows,
	pickedCode,
	onPick,
	scroller,
}: {
	readonly rows: readonly LedgerRow[];
	readonly pickedCode: string | null;
	readonly onPick: (row: LedgerRow) => void;
	readonly scroller: RefObject<HTMLElement | null>;
}) {
	const { t } = useTranslation();
	const [find, setFind] = useState("");
	const [sorting, setSorting] = useState<SortingState>([{ id: "share", desc: false }]);
	const data = useMemo(
		() =>
			rows.filter((row) => find === "" || row.name.includes(find.trim()) || row.town?.includes(find.trim())),
		[rows, find],
	);
	const table = useTable({
		features,
		columns,
		data,
		state: { sorting },
		onSortingChange: setSorting,
		getRowId: (row) => row.key,
		enableSortingRemoval: false,
	});
	const sorted = table.getRowModel().rows;
	const virtualizer = useVirtualizer({
		count: sorted.length,
		getScrollElement: () => scroller.current,
		estimateSize: () => ROW_PX,
		overscan: 8,
		scrollMargin: HEAD_PX,
		scrollPaddingStart: HEAD_PX,
		getItemKey: (index) => sorted[index]?.id ?? index,
	});
	const pickedIndex = pickedCode === null ? -1 : sorted.findIndex((row) => row.id === pickedCode);
	useEffect(() => {
		if (pickedIndex >= 0) virtualizer.scrollToIndex(pickedIndex, { align: "auto" });
	}, [pickedIndex, virtualizer]);

	if (rows.length === 0) return <p className="empty">{t("table.none")}</p>;
	const items = virtualizer.getVirtualItems();
	const before = (items[0]?.start ?? HEAD_PX) - HEAD_PX;
	const after = virtualizer.getTotalSize() + HEAD_PX - (items.at(-1)?.end ?? HEAD_PX);
	return (
		<>
			<FindField label={t("table.filter")} value={find} onChange={setFind} />
			<table className="community-table" aria-rowcount={sorted.length + 1}>
				<caption className="hidden">{t("table.caption")}</caption>
				<thead>
					<tr>
						{COLUMNS.map((id) => {
							const column = table.getColumn(id);
							const direction = column?.getIsSorted() ?? false;
							return (
								<th
									key={id}
									scope="col"
									aria-sort={direction === "asc" ? "ascending" : direction === "desc" ? "descending" : "none"}
								>
									<button
										type="button"
										aria-label={t("table.sort", { column: t(`table.${id}`) })}
										onClick={() => column?.toggleSorting()}
									>
										{t(`table.${id}`)}
										{direction && <SortIcon direction={direction} />}
									</button>
								</th>
							);
						})}
					</tr>
				</thead>
				<tbody>
					{before > 0 && <SpacerRow heightPx={before} />}
					{items.map((item) => {
						const row = sorted[item.index]?.original;
						return row ? (
							<CommunityRow
								key={row.key}
								row={row}
								index={item.index}
								picked={row.key === pickedCode}
								onPick={onPick}
							/>
						) : null;
					})}
					{after > 0 && <SpacerRow heightPx={after} />}
				</tbody>
			</table>
			{sorted.length === 0 && <p className="empty">{t("table.empty")}</p>}
		</>
	);
});

/** Stands for the rows above or below those in sight. */
const SpacerRow = ({ heightPx }: { readonly heightPx: number }) => (
	<tr className="spacer" style={{ height: heightPx }}>
		<td colSpan={COLUMNS.length} />
	</tr>
);

function CommunityRow({
	row,
	index,
	picked,
	onPick,
}: {
	readonly row: LedgerRow;
	readonly index: number;
	readonly picked: boolean;
	readonly onPick: (row: LedgerRow) => void;
}) {
	const typeName = useCommunityType();
	return (
		<tr aria-rowindex={index + 2} className={picked ? "picked" : ""} onClick={() => onPick(row)}>
			<th scope="row">
				<button type="button" className="community-name" aria-pressed={picked}>
					{row.name}
					<small>{typeName(row.type) ?? row.town}</small>
				</button>
			</th>
			<td>{formatCount(row.people)}</td>
			<td>{formatCount(row.coveredPeople)}</td>
			<td>
				{formatShare(row.coverageShare)}
				<span className="share-bar">
					<i style={{ width: `${(row.coverageShare ?? 0) * 100}%` }} />
				</span>
			</td>
		</tr>
	);
}
