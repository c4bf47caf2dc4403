import { useCallback, useMemo } from "react";
import type { LedgerRow } from "../../../geodata/coverage/ledger.ts";
import { useSnapshots } from "../../api/queries.ts";
import { comparedDay, comparisonOf, earlierDays } from "../../derived/history.ts";
import { LedgerTable } from "../../figures/ledger-table.tsx";
import { useStore } from "../../state/store.ts";
import type { ListProps } from "../thing.ts";

/** All communities, compared with the chosen earlier day. */
export function CommunityTab({ situation, result, communityCode, onPick, scroller }: ListProps) {
	const since = useStore((state) => state.since);
	const { data: snapshots } = useSnapshots(situation.city, situation.service.serviceId);
	const comparison = useMemo(
		() => comparisonOf(comparedDay(earlierDays(snapshots, situation), since)),
		[snapshots, situation, since],
	);
	const pick = useCallback((row: LedgerRow) => onPick({ kind: "community", id: row.key }), [onPick]);
	if (!result) return null;
	return (
		<LedgerTable
			rows={result.figures.byCommunity}
			comparison={comparison}
			pickedCode={communityCode}
			onPick={pick}
			scroller={scroller}
		/>
	);
}
