import "../../figures/walks.css";
import { useTranslation } from "react-i18next";
import { standardsOf } from "../../../geodata/catalogue/cited-standard.ts";
import { ruleOf } from "../../../geodata/cost/rule.ts";
import type { ServiceRow, Situation } from "../../derived/situation.ts";
import type { Walk } from "../../engine/types.ts";
import { formatCutoff, formatMinutes, formatWalk } from "../../i18n/format.ts";
import { nameIn, useLanguage } from "../../i18n/language.ts";

/** Every service with places, and the walk from a home to the nearest one by that service's own standard. */
export function HomeWalks({
	situation,
	walks,
}: {
	readonly situation: Situation;
	readonly walks: readonly Walk[] | null;
}) {
	const { t } = useTranslation();
	if (!walks) return <p className="note">{t("home.loading")}</p>;
	return (
		<table className="walks">
			<caption className="hidden">{t("home.reach")}</caption>
			<tbody>
				{situation.services.map((service) => {
					const walk = walks.find((row) => row.serviceId === service.serviceId);
					return walk ? (
						<WalkRow key={service.serviceId} service={service} walk={walk} situation={situation} />
					) : null;
				})}
			</tbody>
		</table>
	);
}

function WalkRow({
	service,
	walk,
	situation,
}: {
	readonly service: ServiceRow;
	readonly walk: Walk;
	readonly situation: Situation;
}) {
	const { t } = useTranslation();
	const lang = useLanguage();
	const current = service.serviceId === situation.service.serviceId;
	const standard = standardsOf(situation.catalogue, service)[0];
	const rule = current ? situation.rule : standard && ruleOf(standard.type, standard.cutoff);
	if (!rule) return null;
	return (
		<tr className={walk.covered ? "" : "out"}>
			<th scope="row">
				{nameIn(lang, service)}
				{walk.nearest && <small>{walk.nearest}</small>}
			</th>
			<td>
				<b>{walk.timeSec === null ? t("home.never") : formatMinutes(walk.timeSec, lang)}</b>
				{walk.walk !== null && (
					<small>
						{rule.type === "distance" && formatWalk(walk.walk, "distance", lang)}
						{!walk.covered && ` ${t("home.over", { cutoff: formatCutoff(rule, lang) })}`}
					</small>
				)}
			</td>
		</tr>
	);
}
