import "./sorted-table.css";
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
import { type CSSProperties, type ReactNode, type RefObject, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { SortIcon } from "./icons.tsx";

const ROW_PX = 56;
/** Height of the column headers, which stay visible above the rows. */
const HEAD_PX = 44;

const features = tableFeatures({
	rowSortingFeature,
	sortedRowModel: createSortedRowModel(),
	sortFns: { basic: sortFn_basic },
});
const collator = new Intl.Collator("zh-CN");

export interface TableColumn<T> {
	readonly id: string;
	readonly name: string;
	/** The sort value: text by Chinese collation, numbers by size. */
	readonly value: (row: T) => string | number;
	readonly cell: (row: T) => ReactNode;
	/** Descending first, where the largest values matter most. */
	readonly descFirst?: boolean;
	/** Share of the table's width, 0–1; columns without one share the rest. */
	readonly widthShare?: number;
}

/** A virtualized table with sortable headers; the first column names the row and is its button. */
export function SortedTable<T>({
	caption,
	columns,
	rows,
	keyOf,
	initial,
	pickedKey,
	onPick,
	scroller,
	abovePx = 0,
}: {
	readonly caption: string;
	/** A stable array: another one triggers a new sort. */
	readonly columns: readonly TableColumn<T>[];
	readonly rows: readonly T[];
	readonly keyOf: (row: T) => string;
	readonly initial: { readonly id: string; readonly desc: boolean };
	readonly pickedKey: string | null;
	readonly onPick: (row: T) => void;
	readonly scroller: RefObject<HTMLElement | null>;
	/** Height of fixed content above the headers (a search field), px. */
	readonly abovePx?: number;
}) {
	const { t } = useTranslation();
	const [sorting, setSorting] = useState<SortingState>([initial]);
	const data = useMemo(() => [...rows] as object[], [rows]);
	const columnDefs = useMemo(() => {
		const helper = createColumnHelper<typeof features, object>();
		return helper.columns(
			columns.map(({ id, value, descFirst = false }) =>
				helper.accessor((row) => value(row as T), {
					id,
					sortFn: (a, b) => compare(value(a.original as T), value(b.original as T)),
					sortDescFirst: descFirst,
				}),
			),
		);
	}, [columns]);
	const shown = sorting.filter(({ id }) => columns.some((column) => column.id === id));
	const table = useTable({
		features,
		columns: columnDefs,
		data,
		state: { sorting: shown },
		onSortingChange: setSorting,
		getRowId: (row) => keyOf(row as T),
		enableSortingRemoval: false,
	});
	const sorted = table.getRowModel().rows;
	const headPx = abovePx + HEAD_PX;
	// The scroll container is outside the table and mounts after it: the state triggers a second render.
	const [scrolled, setScrolled] = useState<HTMLElement | null>(null);
	useEffect(() => setScrolled(scroller.current), [scroller]);
	const virtualizer = useVirtualizer({
		count: sorted.length,
		getScrollElement: () => scrolled,
		estimateSize: () => ROW_PX,
		overscan: 8,
		scrollMargin: headPx,
		scrollPaddingStart: headPx,
		getItemKey: (index) => sorted[index]?.id ?? index,
	});
	const pickedIndex = pickedKey === null ? -1 : sorted.findIndex((row) => row.id === pickedKey);
	useEffect(() => {
		if (pickedIndex >= 0) virtualizer.scrollToIndex(pickedIndex, { align: "auto" });
	}, [pickedIndex, virtualizer]);

	const items = virtualizer.getVirtualItems();
	const before = (items[0]?.start ?? headPx) - headPx;
	const after = virtualizer.getTotalSize() + headPx - (items.at(-1)?.end ?? headPx);
	const [first, ...rest] = columns;
	return (
		<table
			className="sorted-table"
			aria-rowcount={sorted.length + 1}
			style={{ "--above": `${abovePx}px` } as CSSProperties}
		>
			<caption className="hidden">{caption}</caption>
			<thead>
				<tr>
					{columns.map(({ id, name, widthShare }) => {
						const column = table.getColumn(id);
						const direction = column?.getIsSorted() ?? false;
						return (
							<th
								key={id}
								scope="col"
								style={widthShare === undefined ? undefined : { width: `${widthShare * 100}%` }}
								aria-sort={direction === "asc" ? "ascending" : direction === "desc" ? "descending" : "none"}
							>
								<button
									type="button"
									aria-label={t("table.sort", { column: name })}
									onClick={() => column?.toggleSorting()}
								>
									{name}
									{direction && <SortIcon direction={direction} />}
								</button>
							</th>
						);
					})}
				</tr>
			</thead>
			<tbody>
				{before > 0 && <SpacerRow heightPx={before} columns={columns.length} />}
				{items.map((item) => {
					const row = sorted[item.index];
					if (!row || !first) return null;
					const original = row.original as T;
					const picked = row.id === pickedKey;
					return (
						<tr
							key={row.id}
							aria-rowindex={item.index + 2}
							className={picked ? "picked" : ""}
							onClick={() => onPick(original)}
						>
							<th scope="row">
								<button type="button" className="row-name" aria-pressed={picked}>
									{first.cell(original)}
								</button>
							</th>
							{rest.map((column) => (
								<td key={column.id}>{column.cell(original)}</td>
							))}
						</tr>
					);
				})}
				{after > 0 && <SpacerRow heightPx={after} columns={columns.length} />}
			</tbody>
		</table>
	);
}

const compare = (a: string | number, b: string | number): number =>
	typeof a === "string" && typeof b === "string" ? collator.compare(a, b) : Number(a) - Number(b);

/** A spacer for the rows above or below the visible ones. */
const SpacerRow = ({ heightPx, columns }: { readonly heightPx: number; readonly columns: number }) => (
	<tr className="spacer" style={{ height: heightPx }}>
		<td colSpan={columns} />
	</tr>
);
