import { useTranslation } from "react-i18next";
import type { City } from "../../geodata/contract/city.ts";

/** Scale bar, sources, and the slot for the approval number, which the product never invents. */
export function MapFoot({
	city,
	scaleRef,
}: {
	readonly city: City;
	readonly scaleRef: (element: HTMLDivElement | null) => void;
}) {
	const { t } = useTranslation();
	return (
		<footer className="map-foot">
			<div className="scale" ref={scaleRef} />
			<p>
				<span>{t("map.attribution", { source: city.source })}</span>
				<span className="approval">{t("map.approval")}</span>
			</p>
		</footer>
	);
}
