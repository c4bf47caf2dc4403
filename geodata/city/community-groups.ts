import type { CommunityRow } from "./city-pack.ts";

/** The labels of a ledger row. */
export interface RowHead {
	readonly key: string;
	readonly name: string;
	/** Of the community: its type, town, working unit; null where unknown or where the row is not a community. */
	readonly type: string | null;
	readonly town: string | null;
	readonly unit: string | null;
}

/** Which ledger row a community counts in. */
export interface Grouping {
	/** The last row is for homes without a group. */
	readonly heads: readonly RowHead[];
	/** Shape [communities + 1]; index into `heads`. */
	readonly rowOf: Int32Array;
}

/** Four ways to group one city. */
export interface CommunityGroups {
	readonly byCommunity: Grouping;
	readonly byTown: Grouping;
	readonly byUnit: Grouping;
	readonly byType: Grouping;
}

export function communityGroups(communities: readonly CommunityRow[]): CommunityGroups {
	const by = (keyOf: (community: CommunityRow) => string | null): Grouping =>
		grouped(communities.map((community) => plainHead(keyOf(community) ?? "")));
	return {
		byCommunity: grouped(communities.map(({ code, ...head }) => ({ key: code, ...head }))),
		byTown: by(({ town }) => town),
		byUnit: by(({ unit }) => unit),
		byType: by(({ type }) => type),
	};
}

/** One row per key in order of first appearance; communities without a key go to the last row. */
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
