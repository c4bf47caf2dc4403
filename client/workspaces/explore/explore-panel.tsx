import type { ReactNode } from "react";
import type { Situation } from "../../derived/situation.ts";
import type { SystemId } from "../../derived/systems.ts";
import type { CoverageResult } from "../../engine/types.ts";
import { FigureCard } from "../../figures/figure-card.tsx";
import { Histogram } from "../../figures/histogram.tsx";
import { TruthCard } from "../../figures/truth-card.tsx";
import type { CityMap } from "../../map/city-map.ts";
import type { Selection } from "../../state/kinds.ts";
import type { Tokens } from "../../styles/tokens.ts";
import type { Lists } from "../../things/lists.ts";
import type { WhatIfSessions } from "../../what-if/sessions.ts";
import type { WhatIf } from "../../what-if/use-what-if.ts";
import { WhatIfEntry } from "../../what-if/what-if-entry.tsx";
import { LiveLedger, WhatIfPanel } from "../../what-if/what-if-panel.tsx";
import { GoalLine } from "./goal-line.tsx";
import { ResultTabs } from "./result-tabs.tsx";
import { ServiceCard } from "./service-card.tsx";
import { SystemPanel } from "./systems/system-panel.tsx";
import { Trend } from "./trend.tsx";
import { useRowCounts } from "./use-row-counts.ts";

/** The content of the panel, or of a phone's sheet: the service, its actual or what-if figures, the lists. */
export function ExplorePanel({
	situation,
	system,
	lists,
	selection,
	result,
	truth,
	whatIf,
	sessions,
	controller,
	communityCode,
	tokens,
	notice,
	onPick,
}: {
	readonly situation: Situation;
	/** A list system instead of figures. */
	readonly system: SystemId | null;
	readonly lists: Lists;
	readonly selection: Selection | null;
	readonly result: CoverageResult | null;
	readonly truth: number;
	readonly whatIf: WhatIf | null;
	readonly sessions: WhatIfSessions;
	readonly controller: CityMap | null;
	/** Code of the selected community. */
	readonly communityCode: string | null;
	readonly tokens: Tokens;
	/** Progress or an error instead of the figures. */
	readonly notice: ReactNode;
	/** Selects and flies there. */
	readonly onPick: (selection: Selection) => void;
}) {
	const rows = useRowCounts(lists);
	const service = <ServiceCard situation={situation} system={system} rows={rows} />;
	if (system)
		return (
			<>
				{service}
				<SystemPanel
					system={system}
					rows={rows}
					situation={situation}
					lists={lists}
					selection={selection}
					onPick={onPick}
				/>
			</>
		);
	const agesKnown = lists.opened?.homes.agesKnown ?? true;
	const tabs = (shown: CoverageResult | null) => (
		<ResultTabs
			situation={situation}
			lists={lists}
			result={shown}
			communityCode={communityCode}
			onPick={onPick}
		/>
	);
	if (whatIf)
		return (
			<>
				{service}
				{notice || (
					<WhatIfPanel
						whatIf={whatIf}
						situation={situation}
						controller={controller}
						agesKnown={agesKnown}
						tokens={tokens}
						onPick={onPick}
					/>
				)}
				<LiveLedger whatIf={whatIf}>{tabs}</LiveLedger>
			</>
		);
	return (
		<>
			{service}
			<WhatIfEntry situation={situation} sessions={sessions} />
			{notice || (
				<>
					<FigureCard situation={situation} result={result} agesKnown={agesKnown}>
						<GoalLine situation={situation} lists={lists} result={result} />
						<Trend situation={situation} result={result} />
					</FigureCard>
					<TruthCard result={result} truth={truth} />
					<Histogram situation={situation} result={result} tokens={tokens} />
				</>
			)}
			{tabs(result)}
		</>
	);
}
