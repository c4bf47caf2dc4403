import type { CommunityGroups, Grouping, RowHead } from "../city/community-groups.ts";
import { addSums, type Figures, figuresOf, type HomeSums, noSums } from "./measures.ts";

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
export function ledgersFrom(grouping: CommunityGroups, sums: readonly HomeSums[]): Ledgers {
	return {
		byCommunity: ledgerRows(grouping.byCommunity, sums),
		byTown: ledgerRows(grouping.byTown, sums),
		byUnit: ledgerRows(grouping.byUnit, sums),
		byType: ledgerRows(grouping.byType, sums),
	};
}

/** Sums the communities of each row; homes without a group come last, if there are any. */
function ledgerRows({ heads, rowOf }: Grouping, sums: readonly HomeSums[]): LedgerRow[] {
	if (heads.length === 1) return [];
	const totals = noSums(heads.length);
	sums.forEach((sum, i) => {
		addSums(totals[rowOf[i]!]!, sum);
	});
	const rows = heads.map((head, i) => ({ ...head, ...figuresOf(totals[i]!) }));
	if (rows.at(-1)?.people === 0) rows.pop();
	return rows;
}
