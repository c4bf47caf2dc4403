import type { ReactNode } from "react";
import { FigureCard } from "../components/figure-card.tsx";
import { Histogram } from "../components/histogram.tsx";
import { ServiceCard } from "../components/service-card.tsx";
import { TruthCard } from "../components/truth-card.tsx";
import type { Situation } from "../derived/situation.ts";
import type { SystemId } from "../derived/systems.ts";
import type { CoverageResult } from "../engine/types.ts";
import type { MapController } from "../map/map-controller.ts";
import type { Selection } from "../state/url-state.ts";
import type { Tokens } from "../styles/tokens.ts";
import { GoalLine } from "../systems/goal-line.tsx";
import { SystemPanel } from "../systems/system-panel.tsx";
import { Trend } from "../systems/trend.tsx";
import { useRowCounts } from "../systems/use-row-counts.ts";
import type { WhatIf } from "../whatif/use-what-if.ts";
import { WhatIfEntry } from "../whatif/what-if-entry.tsx";
import { LiveLedger, WhatIfPanel } from "../whatif/what-if-panel.tsx";
import { ResultTabs } from "./result-tabs.tsx";
import type { Lists } from "./use-picked.ts";

/** What the panel, or the sheet of a phone, holds: the service, its figures as they are or in a what-if, the lists. */
export function ExplorePanel({
	situation,
	system,
	lists,
	selection,
	result,
	truth,
	whatIf,
	controller,
	communityCode,
	tokens,
	notice,
	onPick,
}: {
	readonly situation: Situation;
	/** A system that is a list in place of figures. */
	readonly system: SystemId | null;
	readonly lists: Lists;
	readonly selection: Selection | null;
	readonly result: CoverageResult | null;
	readonly truth: number;
	readonly whatIf: WhatIf | null;
	readonly controller: MapController | null;
	/** Of what is picked. */
	readonly communityCode: string | null;
	readonly tokens: Tokens;
	/** Progress or trouble in place of the figures. */
	readonly notice: ReactNode;
	/** Picks and flies there. */
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
			result={shown}
			parks={lists.parks}
			plots={lists.plots}
			pickedCommunity={communityCode}
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
			<WhatIfEntry situation={situation} />
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
