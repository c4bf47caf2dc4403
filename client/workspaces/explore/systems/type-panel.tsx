import { useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { COMMUNITY_TYPES, type CommunityType } from "../../../../geodata/catalogue/vocabulary.ts";
import type { CommunityFeature } from "../../../api/city-api.ts";
import { Headline } from "../../../figures/headline.tsx";
import { TextureSwatch } from "../../../figures/texture-swatch.tsx";
import { formatCount } from "../../../i18n/format.ts";
import { useCommunityType } from "../../../i18n/use-community-type.ts";
import { useStore } from "../../../state/store.ts";
import { communityTypeOf, TYPE_LOOKS } from "../../../things/community/looks.ts";
import type { TableColumn } from "../../../ui/sorted-table.tsx";
import { CommunityRows } from "./community-rows.tsx";
import { FilterChips } from "./filter-chips.tsx";
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
	const types = COMMUNITY_TYPES.filter((type) => of(type).length > 0);
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
	<TextureSwatch texture={TYPE_LOOKS[type].texture} colour={`var(--${TYPE_LOOKS[type].colour})`} />
);
