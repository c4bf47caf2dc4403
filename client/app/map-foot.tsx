import "./map-foot.css";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { City } from "../../geodata/contract/city.ts";

/** Scale bar, legend, sources, and the slot for the map approval number, which the product never makes up. */
export function MapFoot({
	city,
	legend,
	scaleRef,
}: {
	readonly city: City;
	readonly legend: ReactNode;
	readonly scaleRef: (element: HTMLDivElement | null) => void;
}) {
	const { t } = useTranslation();
	return (
		<footer className="map-foot">
			<div className="scale" ref={scaleRef} />
			<div className="map-words">
				{legend}
				<p>
					<span>{t("map.attribution", { source: city.sample ? t("map.sampleSource") : city.source })}</span>
					<span className="approval">{t("map.approval")}</span>
				</p>
			</div>
		</footer>
	);
}
