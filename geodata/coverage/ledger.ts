import type { LedgerRow } from "../contract/coverage.ts";
import { MM_PER_M, UNREACHED } from "../units/constants.ts";
import type { CommunityRow } from "./city-pack.ts";

/** Impedances are thousandths (mm, ms) of what the wire speaks (m, s). */
export const IMPEDANCE_PER_UNIT = MM_PER_M;

/** What a ledger sums over, by demand point. Columns of one length. */
export interface LedgerInput {
	/** Index into the communities, −1 where none. */
	readonly community: Int32Array;
	/** People of the target group. */
	readonly people: Uint32Array;
	/** mm or ms. */
	readonly impedance: Uint32Array;
	/** Inclusive. */
	readonly cutoff: number;
	/** 1 inside a nominal circle. */
	readonly inCircle: Uint8Array;
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

const SUM_NAMES = ["people", "coveredPeople", "circlePeople", "reachedPeople", "impedance"] as const;

type RowHead = Pick<LedgerRow, "key" | "name" | "type" | "town" | "unit">;

/**
 * One row a community, town, working unit and type, in the order of the communities.
 *
 * Homes that belong to none are a last row with key "" and name "", so that rows always sum to the city; where no
 * home belongs to any, the list is empty.
 */
export function ledgersOf(communities: readonly CommunityRow[], input: LedgerInput): Ledgers {
	return ledgersFrom(communities, communitySums(communities.length, input));
}

/** @param sums Shape [communities + 1]; the last of homes that belong to none. */
export function ledgersFrom(communities: readonly CommunityRow[], sums: readonly LedgerSums[]): Ledgers {
	const grouped = (keyOf: (community: CommunityRow) => string | null): LedgerRow[] =>
		ledgerRows(
			communities.map((community) => plainHead(keyOf(community) ?? "")),
			sums,
		);
	return {
		byCommunity: ledgerRows(
			communities.map(({ code, ...head }) => ({ key: code, ...head })),
			sums,
		),
		byTown: grouped(({ town }) => town),
		byUnit: grouped(({ unit }) => unit),
		byType: grouped(({ type }) => type),
	};
}

function plainHead(key: string): RowHead {
	return { key, name: key, type: null, town: null, unit: null };
}

/** Adds up the sums of communities that share a key; homes without one come last, if there are any. */
function ledgerRows(heads: readonly RowHead[], sums: readonly LedgerSums[]): LedgerRow[] {
	const groups = new Map<string, { head: RowHead; sum: LedgerSums }>();
	sums.forEach((sum, i) => {
		const head = heads[i] ?? plainHead("");
		const group = groups.get(head.key);
		if (group === undefined) groups.set(head.key, { head, sum: { ...sum } });
		else for (const name of SUM_NAMES) group.sum[name] += sum[name];
	});
	const rest = groups.get("");
	groups.delete("");
	if (groups.size === 0) return [];
	if (rest !== undefined && rest.sum.people > 0) groups.set("", rest);
	return Array.from(groups.values(), ({ head, sum }) => ({
		...head,
		people: sum.people,
		coveredPeople: sum.coveredPeople,
		coverageShare: sum.people > 0 ? sum.coveredPeople / sum.people : null,
		circlePeople: sum.circlePeople,
		meanImpedance: sum.reachedPeople > 0 ? sum.impedance / sum.reachedPeople / IMPEDANCE_PER_UNIT : null,
	}));
}

/** Shape [communityCount + 1]; the last sums homes that belong to no community. */
function communitySums(communityCount: number, input: LedgerInput): LedgerSums[] {
	const sums = noSums(communityCount);
	const { community, people, impedance, cutoff, inCircle } = input;
	for (let point = 0; point < people.length; point++) {
		const index = community[point]!;
		const sum = sums[index < 0 ? communityCount : index]!;
		const count = people[point]!;
		const walk = impedance[point]!;
		sum.people += count;
		if (walk <= cutoff) sum.coveredPeople += count;
		if (inCircle[point] === 1) sum.circlePeople += count;
		if (walk !== UNREACHED) {
			sum.reachedPeople += count;
			sum.impedance += count * walk;
		}
	}
	return sums;
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
