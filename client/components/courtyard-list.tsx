import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { CourtyardFeature } from "../api/city-api.ts";
import { STAR_PATH } from "../map/symbol-images.ts";
import { KindSymbol } from "./icons.tsx";

/** Star courtyards by village, most five-star households first. */
export const CourtyardList = memo(function CourtyardList({
	courtyards,
	pickedCode,
	onPick,
}: {
	readonly courtyards: readonly CourtyardFeature[];
	readonly pickedCode: string | null;
	readonly onPick: (courtyard: CourtyardFeature) => void;
}) {
	const { t } = useTranslation();
	if (courtyards.length === 0) return <p className="empty">{t("courtyard.none")}</p>;
	const sorted = courtyards.toSorted((a, b) => b.properties.fiveStar - a.properties.fiveStar);
	return (
		<>
			<p className="note lead">{t("courtyard.privacy")}</p>
			<ul className="rows courtyard-list">
				{sorted.map((courtyard) => {
					const { communityCode, community, town, fiveStar, fourStar, threeStar } = courtyard.properties;
					return (
						<li key={communityCode}>
							<button
								type="button"
								className="row courtyard"
								aria-pressed={communityCode === pickedCode}
								onClick={() => onPick(courtyard)}
							>
								<KindSymbol path={STAR_PATH} colour="var(--gold)" square />
								<span className="name">{community}</span>
								<span className="people">
									{fiveStar} <small>{t("courtyard.five")}</small>
								</span>
								<small className="reason">
									{[
										town,
										fourStar > 0 && `${t("courtyard.four")} ${fourStar}`,
										threeStar > 0 && `${t("courtyard.three")} ${threeStar}`,
									]
										.filter(Boolean)
										.join(" · ")}
								</small>
							</button>
						</li>
					);
				})}
			</ul>
		</>
	);
});
