import type { TFunction } from "i18next";
import type { LedgerRow } from "../../geodata/coverage/ledger.ts";
import type { MEASURES } from "../../geodata/coverage/measures.ts";
import { formatCount, formatShare } from "../i18n/format.ts";
import type { TableColumn } from "../ui/sorted-table.tsx";

/** Sorts after every number: a community without people has no share and no walk. */
const NO_FIGURE = Number.POSITIVE_INFINITY;

/** The column of one measure in a table of communities, formatted and sorted by its unit. */
export function measureColumn({ id, unit }: (typeof MEASURES)[number], t: TFunction): TableColumn<LedgerRow> {
	const column = { id, name: t(`measure.${id}`), value: (row: LedgerRow) => row[id] ?? NO_FIGURE };
	switch (unit) {
		case "people":
			return { ...column, cell: (row) => formatCount(row[id] ?? 0), descFirst: true };
		case "walk":
			return { ...column, cell: (row) => (row[id] === null ? "–" : formatCount(row[id])) };
		case "share":
			return {
				...column,
				cell: (row) => (
					<>
						{formatShare(row[id])}
						<span className="share-bar">
							<i style={{ width: `${(row[id] ?? 0) * 100}%` }} />
						</span>
					</>
				),
			};
	}
}
