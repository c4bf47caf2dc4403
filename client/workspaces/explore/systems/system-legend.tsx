import "../../../figures/map-legend.css";
import { useTranslation } from "react-i18next";
import { COMMUNITY_TYPES } from "../../../../geodata/catalogue/vocabulary.ts";
import type { SystemId } from "../../../derived/systems.ts";
import { TextureSwatch } from "../../../figures/texture-swatch.tsx";
import { useCommunityType } from "../../../i18n/use-community-type.ts";
import { FUND_STATES, TYPE_LOOKS } from "../../../things/community/looks.ts";
import { GRADES } from "../../../things/firm/firms.ts";
import { GradeMark } from "../../../things/firm/grade-mark.tsx";
import { SYSTEM_SYMBOLS } from "../../../things/system-symbols.ts";
import { KindSymbol } from "../../../ui/icons.tsx";

/** The marks, tints and patterns of a list explained, at the foot of the map. */
export function SystemLegend({ system }: { readonly system: SystemId }) {
	const { t } = useTranslation();
	const typeName = useCommunityType();
	if (system === "open-data") return null;
	return (
		<ul className="map-legend" aria-label={t("map.legend")}>
			{system === "community" &&
				COMMUNITY_TYPES.map((type) => (
					<li key={type}>
						<TextureSwatch texture={TYPE_LOOKS[type].texture} colour={`var(--${TYPE_LOOKS[type].colour})`} />
						{typeName(type)}
					</li>
				))}
			{system === "community-fund" &&
				(["has", "lacks"] as const).map((state) => (
					<li key={state}>
						<TextureSwatch
							texture={FUND_STATES[state].texture}
							colour={`var(--${FUND_STATES[state].colour})`}
						/>
						{t(`fund.state.${state}`)}
					</li>
				))}
			{system === "volunteer-team" && (
				<li>
					<i className="dot team" />
					{t("team.legend")}
				</li>
			)}
			{system === "property-firm" &&
				GRADES.map((grade) => (
					<li key={grade}>
						<GradeMark grade={grade} size={16} />
						{t(`firm.grade.${grade}`)}
					</li>
				))}
			{system === "courtyard" && (
				<li>
					<KindSymbol path={SYSTEM_SYMBOLS.courtyard.path} colour="var(--gold)" size={16} square />
					{t("courtyard.legend")}
				</li>
			)}
		</ul>
	);
}
