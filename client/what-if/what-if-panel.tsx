import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useStore as useSelected } from "zustand";
import type { Situation } from "../derived/situation.ts";
import type { CoverageResult } from "../engine/types.ts";
import { FigureCard } from "../figures/figure-card.tsx";
import { Histogram } from "../figures/histogram.tsx";
import type { CityMap } from "../map/city-map.ts";
import type { Selection } from "../state/kinds.ts";
import { useStore } from "../state/store.ts";
import type { Tokens } from "../styles/tokens.ts";
import { ChangeList } from "./change-list.tsx";
import { FacilityList } from "./facility-list.tsx";
import type { WhatIf } from "./use-what-if.ts";

/** The panel of the mode: current figures, the changes, and every facility as a list. */
export function WhatIfPanel({
	whatIf,
	situation,
	controller,
	agesKnown,
	tokens,
	onPick,
}: {
	readonly whatIf: WhatIf;
	readonly situation: Situation;
	readonly controller: CityMap | null;
	readonly agesKnown: boolean;
	readonly tokens: Tokens;
	/** Selects and flies there. */
	readonly onPick: (selection: Selection) => void;
}) {
	const { t } = useTranslation();
	return (
		<>
			<LiveResult whatIf={whatIf}>
				{(result) => (
					<>
						<FigureCard situation={situation} result={result} agesKnown={agesKnown} />
						<Histogram situation={situation} result={result} tokens={tokens} />
					</>
				)}
			</LiveResult>
			<section className="block what-if-card" aria-label={t("whatIf.changes")}>
				<ChangeList whatIf={whatIf} situation={situation} onPick={onPick} />
				<FacilityList whatIf={whatIf} situation={situation} controller={controller} onPick={onPick} />
			</section>
		</>
	);
}

/** The result with the figures of the newest step; it rerenders at every step, so its content must be small. */
function LiveResult({
	whatIf,
	children,
}: {
	readonly whatIf: WhatIf;
	readonly children: (result: CoverageResult | null) => ReactNode;
}) {
	const live = useSelected(whatIf.session.store, (state) => state.live);
	const { result } = whatIf;
	if (!result || !live) return children(result);
	const { totals, histogram } = live;
	return children({ ...result, figures: { ...result.figures, totals, histogram } });
}

/** The result with the communities of the newest step, while their table is visible. */
export function LiveLedger({
	whatIf,
	children,
}: {
	readonly whatIf: WhatIf;
	readonly children: (result: CoverageResult | null) => ReactNode;
}) {
	const { result, session } = whatIf;
	const byCommunity = useSelected(session.store, (state) => state.byCommunity);
	const inSight = useStore((state) => state.tab === "communities");
	useEffect(() => session.setLedger(inSight), [session, inSight]);
	if (!result || !byCommunity) return children(result);
	return children({ ...result, figures: { ...result.figures, byCommunity: [...byCommunity] } });
}
