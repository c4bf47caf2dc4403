import "./result-tabs.css";
import { memo, useRef } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { Situation } from "../../derived/situation.ts";
import type { CoverageResult } from "../../engine/types.ts";
import { formatCount } from "../../i18n/format.ts";
import { type Selection, TABS, type Tab as TabId } from "../../state/kinds.ts";
import { useStore } from "../../state/store.ts";
import type { Lists } from "../../things/lists.ts";
import { ALL_THINGS } from "../../things/things.ts";

const LISTS = TABS.flatMap((tab) => ALL_THINGS.flatMap(({ list }) => (list?.tab === tab ? list : [])));

/** The lists of the kinds that have one, worst gaps first. */
export const ResultTabs = memo(function ResultTabs({
	situation,
	lists,
	result,
	communityCode,
	onPick,
}: {
	readonly situation: Situation;
	readonly lists: Lists;
	readonly result: CoverageResult | null;
	/** Code of the selected community. */
	readonly communityCode: string | null;
	/** Selects and flies there. */
	readonly onPick: (selection: Selection) => void;
}) {
	const { t } = useTranslation();
	const tab = useStore((state) => state.tab);
	const selection = useStore((state) => state.selection);
	const set = useStore((state) => state.set);
	const scroller = useRef<HTMLDivElement>(null);
	const counted = LISTS.map((list) => ({ ...list, rows: list.count(lists, result) }));
	// A city without parks or communities has no list of them; a city may well have no gaps.
	const shown = counted.filter((list) => list.tab === "gaps" || list.rows !== 0);
	return (
		<Tabs
			className="block results"
			selectedKey={shown.some((list) => list.tab === tab) ? tab : "gaps"}
			onSelectionChange={(key) => set({ tab: key as TabId })}
		>
			<TabList aria-label={t("tab.label")} className="tab-list">
				{shown.map((list) => (
					<Tab key={list.tab} id={list.tab} className="tab">
						{t(`tab.${list.tab}`)}
						<small>{list.rows === undefined ? "" : formatCount(list.rows)}</small>
					</Tab>
				))}
			</TabList>
			<div className="tab-body" ref={scroller}>
				{counted.map((list) => (
					<TabPanel key={list.tab} id={list.tab}>
						<list.List
							situation={situation}
							lists={lists}
							result={result}
							selection={selection}
							communityCode={communityCode}
							onPick={onPick}
							scroller={scroller}
						/>
					</TabPanel>
				))}
			</div>
		</Tabs>
	);
});
