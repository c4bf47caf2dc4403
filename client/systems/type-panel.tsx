import { useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { CommunityFeature } from "../api/city-api.ts";
import type { TableColumn } from "../components/sorted-table.tsx";
import { TextureSwatch } from "../components/texture-swatch.tsx";
import { useCommunityType } from "../components/use-community-type.ts";
import { communityTypeOf } from "../derived/system-features.ts";
import { COMMUNITY_TYPE_IDS, COMMUNITY_TYPES, type CommunityType } from "../derived/system-symbols.ts";
import { formatCount } from "../i18n/format.ts";
import { useStore } from "../state/store.ts";
import { CommunityRows } from "./community-rows.tsx";
import { FilterChips } from "./filter-chips.tsx";
import { Headline } from "./headline.tsx";
import type { PanelProps } from "./panel-props.ts";

const BY_PEOPLE = { id: "people", desc: true };

/** Communities by their six types. */
export function TypePanel(props: PanelProps) {
	const { t } = useTranslation();
	const typeName = useCommunityType();
	const scroller = useRef<HTMLDivElement>(null);
	const only = communityTypeOf(useStore((state) => state.only));
	const typeColumn = useMemo(
		(): TableColumn<CommunityFeature> => ({
			id: "type",
			name: t("communityList.type"),
			value: ({ properties }) => typeName(properties.type) ?? "",
			cell: ({ properties }) => {
				const type = communityTypeOf(properties.type);
				return (
					<span className="typed">
						{type && <TypeSwatch type={type} />}
						{typeName(properties.type) ?? "–"}
					</span>
				);
			},
		}),
		[t, typeName],
	);
	const { communities } = props.lists;
	if (!communities) return null;
	const of = (type: string) => communities.filter((row) => row.properties.type === type);
	const people = (rows: typeof communities) => rows.reduce((sum, row) => sum + row.properties.people, 0);
	const types = COMMUNITY_TYPE_IDS.filter((type) => of(type).length > 0);
	return (
		<>
			<Headline label={t("communityList.title")} figure={formatCount(communities.length)}>
				{t("communityList.count")}
				<br />
				{t("communityList.types", {
					types: types.length,
					people: formatCount(people(communities)),
				})}
			</Headline>
			<section className="block">
				<FilterChips
					label={t("communityList.title")}
					chips={types.map((type) => ({
						id: type,
						name: typeName(type) ?? type,
						mark: <TypeSwatch type={type} />,
						count: formatCount(of(type).length),
						detail: t("city.people", { people: formatCount(people(of(type))) }),
					}))}
				/>
			</section>
			<section className="block results">
				<div className="tab-body" ref={scroller}>
					<CommunityRows
						{...props}
						scroller={scroller}
						rows={only ? of(only) : communities}
						column={typeColumn}
						initial={BY_PEOPLE}
					/>
				</div>
			</section>
		</>
	);
}

const TypeSwatch = ({ type }: { readonly type: CommunityType }) => (
	<TextureSwatch texture={COMMUNITY_TYPES[type].texture} colour={`var(--${COMMUNITY_TYPES[type].colour})`} />
);
