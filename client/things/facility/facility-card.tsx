import { useTranslation } from "react-i18next";
import type { FacilityFeature } from "../../api/city-api.ts";
import { IsochroneRows } from "../../figures/isochrone-rows.tsx";
import { nameIn, useLanguage } from "../../i18n/language.ts";
import { KindSymbol } from "../../ui/icons.tsx";
import { Inspector } from "../../ui/inspector.tsx";
import type { CardProps, FoundThing } from "../thing.ts";
import { FacilityFacts } from "./facility-facts.tsx";

/** A facility and the people within walking distance. */
export function FacilityCard({
	thing: facility,
	situation,
	result,
	isochrones,
	tokens,
	phone,
	onClose,
}: CardProps & FoundThing<FacilityFeature>) {
	const { t } = useTranslation();
	const lang = useLanguage();
	const { properties } = facility;
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
