import { useMemo } from "react";
import type { RowCounts } from "../../derived/systems.ts";
import type { Lists } from "../../things/lists.ts";

/** The number of rows of each list; null while loading. */
export function useRowCounts({ courtyards, firms, communities }: Lists): RowCounts {
	return useMemo(() => {
		const teams = communities?.reduce((sum, row) => sum + (row.properties.volunteerTeams ?? 0), 0);
		const typed = communities?.filter((row) => row.properties.type !== null);
		return {
			courtyard: courtyards?.length ?? null,
			"property-firm": firms?.length ?? null,
			community: typed?.length ?? null,
			"community-fund": communities?.filter((row) => row.properties.communityFund).length ?? null,
			"volunteer-team": teams ?? null,
		};
	}, [courtyards, firms, communities]);
}
