import type { CommunityGroups, Grouping, RowHead } from "../city/community-groups.ts";
import { MM_PER_M } from "../units/constants.ts";

/** Impedances are thousandths (mm, ms) of what the wire speaks (m, s). */
export const IMPEDANCE_PER_UNIT = MM_PER_M;

/** One community, town, working unit or type of community. */
export interface LedgerRow extends RowHead {
	readonly people: number;
	readonly coveredPeople: number;
	/** null where there are no people. */
	readonly coverageShare: number | null;
	readonly circlePeople: number;
	/** People-weighted mean walk of those that reach a facility, seconds or metres as the rule; null where none does. */
	readonly meanImpedance: number | null;
}

/** Four ways to group one city; the rows of each sum to the same people. */
export interface Ledgers {
	readonly byCommunity: LedgerRow[];
	readonly byTown: LedgerRow[];
	readonly byUnit: LedgerRow[];
	readonly byType: LedgerRow[];
}

/** Sums of one community; whole numbers below 2⁵³ throughout, so their order does not matter. */
export interface LedgerSums {
	people: number;
	coveredPeople: number;
	circlePeople: number;
	reachedPeople: number;
	impedance: number;
}

/**
 * One row a community, town, working unit and type, in the order of the communities.
 *
 * Homes that belong to none are a last row with key "" and name "", so that rows always sum to the city; where no
 * home belongs to any, the list is empty.
 *
 * @param sums Shape [communities + 1]; the last of homes that belong to none.
 */
export function ledgersFrom(grouping: CommunityGroups, sums: readonly LedgerSums[]): Ledgers {
	return {
		byCommunity: ledgerRows(grouping.byCommunity, sums),
		byTown: ledgerRows(grouping.byTown, sums),
		byUnit: ledgerRows(grouping.byUnit, sums),
		byType: ledgerRows(grouping.byType, sums),
	};
}

/** Adds up the sums of communities that share a row; homes without one come last, if there are any. */
function ledgerRows({ heads, rowOf }: Grouping, sums: readonly LedgerSums[]): LedgerRow[] {
	if (heads.length === 1) return [];
	const totals = noSums(heads.length - 1);
	sums.forEach((sum, i) => {
		const total = totals[rowOf[i]!]!;
		total.people += sum.people;
		total.coveredPeople += sum.coveredPeople;
		total.circlePeople += sum.circlePeople;
		total.reachedPeople += sum.reachedPeople;
		total.impedance += sum.impedance;
	});
	const rows = heads.map((head, i) => ledgerRow(head, totals[i]!));
	if (rows.at(-1)?.people === 0) rows.pop();
	return rows;
}

function ledgerRow({ key, name, type, town, unit }: RowHead, sum: LedgerSums): LedgerRow {
	return {
		key,
		name,
		type,
		town,
		unit,
		people: sum.people,
		coveredPeople: sum.coveredPeople,
		coverageShare: sum.people > 0 ? sum.coveredPeople / sum.people : null,
		circlePeople: sum.circlePeople,
		meanImpedance: sum.reachedPeople > 0 ? sum.impedance / sum.reachedPeople / IMPEDANCE_PER_UNIT : null,
	};
}

/** Shape [communityCount + 1]; all zero. */
export function noSums(communityCount: number): LedgerSums[] {
	return Array.from({ length: communityCount + 1 }, () => ({
		people: 0,
		coveredPeople: 0,
		circlePeople: 0,
		reachedPeople: 0,
		impedance: 0,
	}));
}
