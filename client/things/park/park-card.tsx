import { useTranslation } from "react-i18next";
import type { ParkFeature } from "../../api/city-api.ts";
import { IsochroneRows } from "../../figures/isochrone-rows.tsx";
import { formatArea } from "../../i18n/format.ts";
import { KindSymbol } from "../../ui/icons.tsx";
import { Inspector } from "../../ui/inspector.tsx";
import type { CardProps, FoundThing } from "../thing.ts";
import { AmenityMark } from "./amenity-mark.tsx";

/** A park: its amenities, its story, the people within walking distance. */
export function ParkCard({
	thing: park,
	situation,
	isochrones,
	tokens,
	phone,
	onClose,
}: CardProps & FoundThing<ParkFeature>) {
	const { t } = useTranslation();
	const { properties } = park;
	const kind = situation.catalogue.kinds.find((row) => row.kindId === properties.kind);
	return (
		<Inspector
			title={properties.name}
			detail={[
				t(`park.kind.${properties.kind === "pocket-park" ? "pocket-park" : "park"}`),
				properties.town,
				properties.builtYear !== null && t("park.built", { year: properties.builtYear }),
				formatArea(properties.areaM2),
			]}
			symbol={kind && <KindSymbol path={kind.symbolPath} colour={kind.colour} size={32} />}
			phone={phone}
			onClose={onClose}
		>
			{properties.amenities.length > 0 && (
				<ul className="amenities" aria-label={t("park.has")}>
					{properties.amenities.map((amenity) => (
						<li key={amenity}>
							<AmenityMark amenity={amenity} />
						</li>
					))}
				</ul>
			)}
			{properties.story && <p className="story">{properties.story}</p>}
			<h4>{t("point.title")}</h4>
			<IsochroneRows isochrones={isochrones} tokens={tokens} />
			{properties.entrances.length > 0 && (
				<p className="note">{t("park.walkIn", { count: properties.entrances.length })}</p>
			)}
		</Inspector>
	);
}
