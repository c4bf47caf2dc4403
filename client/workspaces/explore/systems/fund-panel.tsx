import "../../../figures/ledger-table.css";
import { useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { CommunityFeature } from "../../../api/city-api.ts";
import { GoalBar } from "../../../figures/goal-bar.tsx";
import { Headline } from "../../../figures/headline.tsx";
import { TextureSwatch } from "../../../figures/texture-swatch.tsx";
import { formatCount, formatShare } from "../../../i18n/format.ts";
import { useStore } from "../../../state/store.ts";
import { FUND_STATES } from "../../../things/community/looks.ts";
import type { TableColumn } from "../../../ui/sorted-table.tsx";
import { CommunityRows } from "./community-rows.tsx";
import { FilterChips } from "./filter-chips.tsx";
import type { PanelProps } from "./panel-props.ts";

/** Communities without a fund first: they need action. */
const LACKING_FIRST = { id: "fund", desc: false };

/** Which communities have a development fund; the goal is every one. */
export function FundPanel(props: PanelProps) {
	const { t } = useTranslation();
	const scroller = useRef<HTMLDivElement>(null);
	const only = useStore((state) => state.only);
	const column = useMemo(
		(): TableColumn<CommunityFeature> => ({
			id: "fund",
			name: t("fund.fund"),
			value: ({ properties }) => (properties.communityFund ? 1 : 0),
			cell: ({ properties }) => (
				<span className={properties.communityFund ? "gained" : "lost"}>
					{t(`fund.state.${properties.communityFund ? "has" : "lacks"}`)}
				</span>
			),
		}),
		[t],
	);
	const { communities } = props.lists;
	if (!communities) return null;
	const known = communities.filter((row) => row.properties.communityFund !== null);
	const having = known.filter((row) => row.properties.communityFund);
	const lacking = known.filter((row) => !row.properties.communityFund);
	const peopleOf = (some: typeof known) => some.reduce((sum, row) => sum + row.properties.people, 0);
	const rows = only === "has" ? having : only === "lacks" ? lacking : known;
	const service = props.situation.catalogue.services.find((row) => row.serviceId === "community-fund");
	return (
		<>
			<Headline
				label={t("fund.title")}
				figure={formatShare(known.length > 0 ? having.length / known.length : null)}
				notes={
					<GoalBar
						label={t("fund.communities")}
						count={having.length}
						of={known.length}
						unit={t("communityList.unit")}
						goalShare={service?.goalShare ?? null}
					/>
				}
			>
				{t("fund.have")}
				<br />
				{t("communityList.of", { count: formatCount(known.length) })}
			</Headline>
			<section className="block">
				<FilterChips
					label={t("fund.title")}
					chips={(["has", "lacks"] as const).map((state) => ({
						id: state,
						name: t(`fund.state.${state}`),
						mark: (
							<TextureSwatch
								texture={FUND_STATES[state].texture}
								colour={`var(--${FUND_STATES[state].colour})`}
							/>
						),
						count: formatCount((state === "has" ? having : lacking).length),
						detail: t("city.people", { people: formatCount(peopleOf(state === "has" ? having : lacking)) }),
					}))}
				/>
			</section>
			<section className="block results">
				<div className="tab-body" ref={scroller}>
					<CommunityRows {...props} scroller={scroller} rows={rows} column={column} initial={LACKING_FIRST} />
				</div>
			</section>
		</>
	);
}
