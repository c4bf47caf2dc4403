import type { CommunityGroups, Grouping, RowHead } from "../city/community-groups.ts";
import { addSums, type Figures, figuresOf, type GroupSums, noSums, takeFigures } from "./measures.ts";

/** One community, town, working unit or type of community. */
export type LedgerRow = RowHead & Figures;

/** Four groupings of one city; the rows of each sum to the same people. */
export interface Ledgers {
	readonly byCommunity: LedgerRow[];
	readonly byTown: LedgerRow[];
	readonly byUnit: LedgerRow[];
	readonly byType: LedgerRow[];
}

/**
 * One row per community, town, working unit and community type, in the order of the communities.
 *
 * Homes without a group form a last row with key "" and name "", so rows always sum to the city. Where no home has a
 * group, the list is empty.
 *
 * @param sums Shape [communities + 1]; the last for homes without a community.
 */
export function ledgersFrom(grouping: CommunityGroups, sums: GroupSums): Ledgers {
	return {
		byCommunity: ledgerRows(grouping.byCommunity, sums),
		byTown: ledgerRows(grouping.byTown, sums),
		byUnit: ledgerRows(grouping.byUnit, sums),
		byType: ledgerRows(grouping.byType, sums),
	};
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

const EMPTY_ROW: Writable<LedgerRow> = {
	key: "",
	name: "",
	type: null,
	town: null,
	unit: null,
	...figuresOf(noSums(1), 0),
};

/** Sums the communities of each row; homes without a group come last, if there are any. */
function ledgerRows({ heads, rowOf }: Grouping, sums: GroupSums): LedgerRow[] {
	if (heads.length === 1) return [];
	const totals = noSums(heads.length);
	for (let i = 0; i < rowOf.length; i++) addSums(totals, rowOf[i]!, sums, i);
	const rows = heads.map(({ key, name, type, town, unit }, i): LedgerRow => {
		// Ledgers follow every step of a drag: a copy of one shape is filled several times as fast as a new one.
		const row = { ...EMPTY_ROW };
		row.key = key;
		row.name = name;
		row.type = type;
		row.town = town;
		row.unit = unit;
		takeFigures(row, totals, i);
		return row;
	});
	if (rows.at(-1)?.people === 0) rows.pop();
	return rows;
}
