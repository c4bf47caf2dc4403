import { useTranslation } from "react-i18next";
import { IsochroneRows } from "../../figures/isochrone-rows.tsx";
import { formatArea } from "../../i18n/format.ts";
import { nameIn, useLanguage } from "../../i18n/language.ts";
import { STAR_PATH } from "../../map/symbol-images.ts";
import { KindSymbol } from "../../ui/icons.tsx";
import { Facts, Inspector } from "../../ui/inspector.tsx";
import { AmenityMark } from "../park/amenity-mark.tsx";
import type { PickedCardProps } from "../picked-card-props.ts";
import { FacilityFacts } from "./facility-facts.tsx";

/** A facility and who can walk from it. */
export function FacilityCard({
	place,
	situation,
	result,
	isochrones,
	tokens,
	phone,
	onClose,
}: PickedCardProps) {
	const { t } = useTranslation();
	const lang = useLanguage();
	if (place.picked?.kind !== "facility") return null;
	const { properties } = place.picked.facility;
	const kind = situation.catalogue.kinds.find((row) => row.kindId === properties.kind);
	return (
		<Inspector
			title={properties.name || t("facility.unnamed")}
			detail={[kind && nameIn(lang, kind), properties.town]}
			symbol={kind && <KindSymbol path={kind.symbolPath} colour={kind.colour} size={32} />}
			phone={phone}
			onClose={onClose}
		>
			<FacilityFacts properties={properties} />
			{result && (
				<>
					<h4>{t("point.title")}</h4>
					<IsochroneRows isochrones={isochrones} tokens={tokens} />
				</>
			)}
			{(properties.sample || !properties.verified) && (
				<p className="note">
					{[properties.sample && t("attribute.sample"), !properties.verified && t("facility.unverified")]
						.filter(Boolean)
						.join(t("card.between"))}
				</p>
			)}
		</Inspector>
	);
}

/** A park: what is there, its story, who can walk to it. */
export function ParkCard({ place, situation, isochrones, tokens, phone, onClose }: PickedCardProps) {
	const { t } = useTranslation();
	if (place.picked?.kind !== "park") return null;
	const { properties } = place.picked.park;
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

/** A village's star households, counted and never placed. */
export function CourtyardCard({ place, phone, onClose }: PickedCardProps) {
	const { t } = useTranslation();
	if (place.picked?.kind !== "courtyard") return null;
	const { community, town, fiveStar, fourStar, threeStar } = place.picked.courtyard.properties;
	const households = (count: number) => count > 0 && t("courtyard.households", { count });
	return (
		<Inspector
			title={community}
			detail={[t("courtyard.title"), town]}
			symbol={<KindSymbol path={STAR_PATH} colour="var(--gold)" size={32} square />}
			phone={phone}
			onClose={onClose}
		>
			<Facts
				rows={[
					[t("courtyard.five"), households(fiveStar)],
					[t("courtyard.four"), households(fourStar)],
					[t("courtyard.three"), households(threeStar)],
				]}
			/>
			<p className="note">{t("courtyard.privacy")}</p>
		</Inspector>
	);
}
