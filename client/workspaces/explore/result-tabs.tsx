import "./result-tabs.css";
import { memo, useCallback, useMemo, useRef } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { LedgerRow } from "../../../geodata/coverage/ledger.ts";
import type { Gap } from "../../../geodata/gaps/gaps.ts";
import type { ParkFeature, PlotFeature } from "../../api/city-api.ts";
import { useParks, usePlots, useSnapshots } from "../../api/queries.ts";
import { comparedDay, comparisonOf, earlierDays } from "../../derived/history.ts";
import type { Situation } from "../../derived/situation.ts";
import type { CoverageResult } from "../../engine/types.ts";
import { LedgerTable } from "../../figures/ledger-table.tsx";
import { formatCount } from "../../i18n/format.ts";
import { useStore } from "../../state/store.ts";
import { type Selection, TABS, type Tab as TabId } from "../../state/url-state.ts";
import { GapList } from "../../things/gap/gap-list.tsx";
import { ParkList } from "../../things/park/park-list.tsx";
import { PlotList } from "../../things/plot/plot-list.tsx";
import { ErrorState } from "../../ui/error-state.tsx";

/** Where it hurts, and everything on the map as lists. */
export const ResultTabs = memo(function ResultTabs({
	situation,
	result,
	parks,
	plots,
	pickedCommunity,
	onPick,
}: {
	readonly situation: Situation;
	readonly result: CoverageResult | null;
	/** null while they are being read. */
	readonly parks: readonly ParkFeature[] | null;
	readonly plots: readonly PlotFeature[] | null;
	readonly pickedCommunity: string | null;
	/** Picks and flies there. */
	readonly onPick: (selection: Selection) => void;
}) {
	const { t } = useTranslation();
	const tab = useStore((state) => state.tab);
	const selection = useStore((state) => state.selection);
	const set = useStore((state) => state.set);
	const body = useRef<HTMLDivElement>(null);
	const pickGap = useCallback((gap: Gap) => onPick({ kind: "gap", id: gap.gapId }), [onPick]);
	const pickRow = useCallback((row: LedgerRow) => onPick({ kind: "community", id: row.key }), [onPick]);
	const pickPark = useCallback(
		(park: ParkFeature) => onPick({ kind: "park", id: park.properties.parkId }),
		[onPick],
	);
	const pickPlot = useCallback(
		(plot: PlotFeature) => onPick({ kind: "plot", id: plot.properties.plotId }),
		[onPick],
	);
	const since = useStore((state) => state.since);
	const { error: parksError, refetch: readParks } = useParks(situation.city);
	const { error: plotsError, refetch: readPlots } = usePlots(situation.city);
	const { data: snapshots } = useSnapshots(situation.city, situation.service.serviceId);
	const comparison = useMemo(
		() => comparisonOf(comparedDay(earlierDays(snapshots, situation), since)),
		[snapshots, situation, since],
	);
	const counts: Record<TabId, number | undefined> = {
		gaps: result?.figures.gaps.length,
		communities: result?.figures.byCommunity.length,
		parks: parks?.length,
		plots: plots?.length,
	};
	const idOf = (kind: Selection["kind"]) =>
		selection?.kind === kind && "id" in selection ? selection.id : null;

	// A city that brings no parks or communities has no list of them; gaps may well be none.
	const shown = TABS.filter((id) => id === "gaps" || counts[id] !== 0);

	return (
		<Tabs
			className="block results"
			selectedKey={shown.includes(tab) ? tab : "gaps"}
			onSelectionChange={(key) => set({ tab: key as TabId })}
		>
			<TabList aria-label={t("tab.label")} className="tab-list">
				{shown.map((id) => (
					<Tab key={id} id={id} className="tab">
						{t(`tab.${id}`)}
						<small>{counts[id] === undefined ? "" : formatCount(counts[id])}</small>
					</Tab>
				))}
			</TabList>
			<div className="tab-body" ref={body}>
				<TabPanel id="gaps">
					{result && (
						<GapList
							gaps={result.figures.gaps}
							type={result.input.rule.type}
							pickedId={idOf("gap")}
							onPick={pickGap}
						/>
					)}
				</TabPanel>
				<TabPanel id="communities">
					{result && (
						<LedgerTable
							rows={result.figures.byCommunity}
							comparison={comparison}
							pickedCode={pickedCommunity}
							onPick={pickRow}
							scroller={body}
						/>
					)}
				</TabPanel>
				<TabPanel id="parks">
					{parksError && !parks && <ErrorState error={parksError} onRetry={() => void readParks()} />}
					{parks && (
						<ParkList
							parks={parks}
							kinds={situation.catalogue.kinds}
							pickedId={idOf("park")}
							onPick={pickPark}
						/>
					)}
				</TabPanel>
				<TabPanel id="plots">
					{plotsError && !plots && <ErrorState error={plotsError} onRetry={() => void readPlots()} />}
					{plots && <PlotList plots={plots} pickedId={idOf("plot")} onPick={pickPlot} />}
				</TabPanel>
			</div>
		</Tabs>
	);
});
