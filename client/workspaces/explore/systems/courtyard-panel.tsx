import { useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { CourtyardFeature } from "../../../api/city-api.ts";
import { Headline } from "../../../figures/headline.tsx";
import { formatCount } from "../../../i18n/format.ts";
import { pickedIdOf } from "../../../state/kinds.ts";
import { SortedTable, type TableColumn } from "../../../ui/sorted-table.tsx";
import type { PanelProps } from "./panel-props.ts";

const BY_FIVE = { id: "five", desc: true };

/** Star households counted by village, never as households or addresses. */
export function CourtyardPanel({ lists, selection, onPick }: PanelProps) {
	const { t } = useTranslation();
	const scroller = useRef<HTMLDivElement>(null);
	const columns = useMemo(
		(): readonly TableColumn<CourtyardFeature>[] => [
			{
				id: "village",
				name: t("courtyard.village"),
				value: ({ properties }) => properties.community,
				widthShare: 0.43,
				cell: ({ properties }) => (
					<>
						{properties.community}
						<small>{properties.town}</small>
					</>
				),
			},
			...(["five", "four", "three"] as const).map((star) => ({
				id: star,
				name: t(`courtyard.${star}Short`),
				value: ({ properties }: CourtyardFeature) => properties[`${star}Star`],
				cell: ({ properties }: CourtyardFeature) => formatCount(properties[`${star}Star`]),
				descFirst: true,
			})),
		],
		[t],
	);
	const { courtyards, communities } = lists;
	if (!courtyards) return null;
	const total = (star: "fiveStar" | "fourStar" | "threeStar") =>
		courtyards.reduce((sum, { properties }) => sum + properties[star], 0);
	const withFive = courtyards.filter(({ properties }) => properties.fiveStar > 0).length;
	return (
		<>
			<Headline
				label={t("courtyard.title")}
				figure={formatCount(total("fiveStar"))}
				notes={
					<>
						<div className="two">
							<div>
								<b>{formatCount(total("fourStar"))}</b>
								<span>{t("courtyard.four")}</span>
							</div>
							<div>
								<b>{formatCount(total("threeStar"))}</b>
								<span>{t("courtyard.three")}</span>
							</div>
						</div>
						<p className="note">{t("courtyard.privacy")}</p>
					</>
				}
			>
				{t("courtyard.fiveHouseholds")}
				<br />
				{t("courtyard.inVillages", {
					villages: formatCount(withFive),
					all: formatCount(communities?.length ?? courtyards.length),
				})}
			</Headline>
			<section className="block results">
				<div className="tab-body" ref={scroller}>
					<SortedTable
						caption={t("courtyard.title")}
						columns={columns}
						rows={courtyards}
						keyOf={(row) => row.properties.communityCode}
						initial={BY_FIVE}
						pickedKey={pickedIdOf(selection, "courtyard")}
						onPick={(row) => onPick({ kind: "courtyard", id: row.properties.communityCode })}
						scroller={scroller}
					/>
				</div>
			</section>
		</>
	);
}
