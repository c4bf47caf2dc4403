import { useTranslation } from "react-i18next";
import type { PlotFeature } from "../../api/city-api.ts";
import { IsochroneRows } from "../../figures/isochrone-rows.tsx";
import { formatArea, formatCount } from "../../i18n/format.ts";
import { Facts, Inspector } from "../../ui/inspector.tsx";
import type { CardProps, FoundThing } from "../thing.ts";
import { PlotSymbol, usePlotKind } from "./plot-symbol.tsx";

/** MOHURD's pocket-park guide (trial, 2024). */
const POCKET_PARK_M2 = [400, 10_000] as const;
const YUAN_PER_WAN = 10_000;

/** A plot: kind, area and resulting class, cost, and the people within walking distance of a park there. */
export function PlotCard({
	thing: plot,
	isochrones,
	tokens,
	phone,
	onClose,
}: CardProps & FoundThing<PlotFeature>) {
	const { t } = useTranslation();
	const kindName = usePlotKind();
	const { kind, name, town, areaM2, costYuan, entrances, sample } = plot.properties;
	const [least, most] = POCKET_PARK_M2;
	const areaClass = areaM2 < least ? "small" : areaM2 > most ? "large" : "fits";
	return (
		<Inspector
			title={name}
			detail={[t("plot.title"), town]}
			symbol={<PlotSymbol kind={kind} size={34} />}
			phone={phone}
			onClose={onClose}
		>
			<Facts
				rows={[
					[t("plot.kindIs"), kindName(kind)],
					[t("plot.area"), formatArea(areaM2)],
					[t("plot.areaClass"), t(`plot.${areaClass}`)],
					[
						t("plot.cost"),
						costYuan !== null && (
							<>
								{t("plot.costValue", {
									wan: formatCount(costYuan / YUAN_PER_WAN),
									yuan: formatCount(costYuan),
								})}
								{sample && <em className="badge">{t("sample.short")}</em>}
							</>
						),
					],
					[t("plot.entrances"), entrances.length || null],
				]}
			/>
			<h4>{t("plot.reach")}</h4>
			<IsochroneRows isochrones={isochrones} tokens={tokens} />
			{sample && <p className="note">{t("plot.sampleCost")}</p>}
		</Inspector>
	);
}
