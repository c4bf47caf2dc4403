import { useTranslation } from "react-i18next";
import type { City } from "../../geodata/contract/city.ts";
import type { Situation } from "../derived/situation.ts";
import { MapLegend } from "./map-legend.tsx";

/** Scale bar, legend, sources, and the slot for the approval number, which the product never invents. */
export function MapFoot({
	city,
	situation,
	scaleRef,
}: {
	readonly city: City;
	readonly situation: Situation;
	readonly scaleRef: (element: HTMLDivElement | null) => void;
}) {
	const { t } = useTranslation();
	return (
		<footer className="map-foot">
			<div className="scale" ref={scaleRef} />
			<div className="map-words">
				<MapLegend situation={situation} />
				<p>
					<span>{t("map.attribution", { source: city.sample ? t("map.sampleSource") : city.source })}</span>
					<span className="approval">{t("map.approval")}</span>
				</p>
			</div>
		</footer>
	);
}
