import { useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { CommunityFeature } from "../../../api/city-api.ts";
import { Headline } from "../../../figures/headline.tsx";
import { formatCount } from "../../../i18n/format.ts";
import type { TableColumn } from "../../../ui/sorted-table.tsx";
import { CommunityRows } from "./community-rows.tsx";
import type { PanelProps } from "./panel-props.ts";

const MOST_FIRST = { id: "teams", desc: true };

/** Volunteer teams, counted by community. */
export function TeamPanel(props: PanelProps) {
	const { t } = useTranslation();
	const scroller = useRef<HTMLDivElement>(null);
	const column = useMemo(
		(): TableColumn<CommunityFeature> => ({
			id: "teams",
			name: t("team.teams"),
			value: ({ properties }) => properties.volunteerTeams ?? 0,
			cell: ({ properties }) => formatCount(properties.volunteerTeams ?? 0),
			descFirst: true,
		}),
		[t],
	);
	const { communities } = props.lists;
	if (!communities) return null;
	const having = communities.filter((row) => (row.properties.volunteerTeams ?? 0) > 0);
	const teams = having.reduce((sum, row) => sum + (row.properties.volunteerTeams ?? 0), 0);
	return (
		<>
			<Headline
				label={t("team.title")}
				figure={formatCount(teams)}
				notes={
					<div className="two">
						<div>
							<b>{formatCount(having.length)}</b>
							<span>{t("team.with")}</span>
						</div>
						<div className="uncovered">
							<b>{formatCount(communities.length - having.length)}</b>
							<span>{t("team.without")}</span>
						</div>
					</div>
				}
			>
				{t("team.count")}
				<br />
				{t("team.inCommunities", {
					communities: formatCount(having.length),
					all: formatCount(communities.length),
				})}
			</Headline>
			<section className="block results">
				<div className="tab-body" ref={scroller}>
					<CommunityRows
						{...props}
						scroller={scroller}
						rows={communities}
						column={column}
						initial={MOST_FIRST}
					/>
				</div>
			</section>
		</>
	);
}
