import { useTranslation } from "react-i18next";
import type { CourtyardFeature } from "../../api/city-api.ts";
import { STAR_PATH } from "../../map/symbol-images.ts";
import { KindSymbol } from "../../ui/icons.tsx";
import { Facts, Inspector } from "../../ui/inspector.tsx";
import type { CardProps, FoundThing } from "../thing.ts";

/** A village's star households, as counts, never as places. */
export function CourtyardCard({
	thing: courtyard,
	phone,
	onClose,
}: CardProps & FoundThing<CourtyardFeature>) {
	const { t } = useTranslation();
	const { community, town, fiveStar, fourStar, threeStar } = courtyard.properties;
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
