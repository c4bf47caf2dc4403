import type { CommunityRow } from "../city/city-pack.ts";
import { MM_PER_M } from "../units/constants.ts";

/** Impedances are thousandths (mm, ms) of what the wire speaks (m, s). */
export const IMPEDANCE_PER_UNIT = MM_PER_M;

/** One community, town, working unit or type of community. */
export interface LedgerRow {
	readonly key: string;
	readonly name: string;
	/** Of the community: its type, town, working unit; null where the row is not a community or a city has none. */
	readonly type: string | null;
	readonly town: string | null;
	readonly unit: string | null;
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

type RowHead = Pick<LedgerRow, "key" | "name" | "type" | "town" | "unit">;

/**
 * One row a community, town, working unit and type, in the order of the communities.
 *
 * Homes that belong to none are a last row with key "" and name "", so that rows always sum to the city; where no
 * home belongs to any, the list is empty.
 *
 * @param sums Shape [communities + 1]; the last of homes that belong to none.
 */
export function ledgersFrom(communities: readonly CommunityRow[], sums: readonly LedgerSums[]): Ledgers {
	const grouping = groupingOf(communities);
	return {
		byCommunity: ledgerRows(grouping.byCommunity, sums),
		byTown: ledgerRows(grouping.byTown, sums),
		byUnit: ledgerRows(grouping.byUnit, sums),
		byType: ledgerRows(grouping.byType, sums),
	};
}

/** Which row of a ledger a community counts in. */
interface Grouping {
	/** The last is of homes that belong to none. */
	readonly heads: readonly RowHead[];
	/** Shape [communities + 1]; index of its head. */
	readonly rowOf: Int32Array;
}

const groupings = new WeakMap<readonly CommunityRow[], Record<keyof Ledgers, Grouping>>();

/** Worked out once a city: a ledger follows every step of a drag. */
function groupingOf(communities: readonly CommunityRow[]): Record<keyof Ledgers, Grouping> {
	const known = groupings.get(communities);
	if (known !== undefined) return known;
	const by = (keyOf: (community: CommunityRow) => string | null): Grouping =>
		grouped(communities.map((community) => plainHead(keyOf(community) ?? "")));
	const grouping = {
		byCommunity: grouped(communities.map(({ code, ...head }) => ({ key: code, ...head }))),
		byTown: by(({ town }) => town),
		byUnit: by(({ unit }) => unit),
		byType: by(({ type }) => type),
	};
	groupings.set(communities, grouping);
	return grouping;
}

/** One row a key, in the order they come first; whatever has none is the last row. */
function grouped(headOf: readonly RowHead[]): Grouping {
	const rows = new Map<string, number>();
	const heads: RowHead[] = [];
	for (const head of headOf) {
		if (head.key === "" || rows.has(head.key)) continue;
		rows.set(head.key, heads.length);
		heads.push(head);
	}
	const rest = heads.length;
	heads.push(plainHead(""));
	return {
		heads,
		rowOf: Int32Array.from([...headOf.map(({ key }) => rows.get(key) ?? rest), rest]),
	};
}

function plainHead(key: string): RowHead {
	return { key, name: key, type: null, town: null, unit: null };
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
