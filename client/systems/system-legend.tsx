import { useTranslation } from "react-i18next";
import { GradeMark } from "../components/grade-mark.tsx";
import { KindSymbol } from "../components/icons.tsx";
import { TextureSwatch } from "../components/texture-swatch.tsx";
import { useCommunityType } from "../components/use-community-type.ts";
import { GRADES } from "../derived/firms.ts";
import {
	COMMUNITY_TYPE_IDS,
	COMMUNITY_TYPES,
	FUND_STATES,
	PLOT_KIND_IDS,
	PLOT_SYMBOLS,
	SYSTEM_SYMBOLS,
} from "../derived/system-symbols.ts";
import type { SystemId } from "../derived/systems.ts";

/** Marks, tints and patterns of a list in words, at the foot of the map. */
export function SystemLegend({ system }: { readonly system: SystemId }) {
	const { t } = useTranslation();
	const typeName = useCommunityType();
	if (system === "open-data") return null;
	return (
		<ul className="map-legend" aria-label={t("map.legend")}>
			{system === "community" &&
				COMMUNITY_TYPE_IDS.map((type) => (
					<li key={type}>
						<TextureSwatch
							texture={COMMUNITY_TYPES[type].texture}
							colour={`var(--${COMMUNITY_TYPES[type].colour})`}
						/>
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

/** The six kinds of plot. */
export function PlotLegend() {
	const { t } = useTranslation();
	return (
		<ul className="map-legend plot-legend" aria-label={t("plot.title")}>
			{PLOT_KIND_IDS.map((kind) => (
				<li key={kind}>
					<PlotSymbol kind={kind} size={18} />
					{t(`plot.kind.${kind as "idle"}`)}
				</li>
			))}
		</ul>
	);
}

/** A plot's symbol as the map draws it: white on a diamond. */
export function PlotSymbol({ kind, size = 24 }: { readonly kind: string; readonly size?: number }) {
	return (
		<svg className="kind-symbol" width={size} height={size} viewBox="0 0 28 28" aria-hidden="true">
			<path d="M14 1L27 14L14 27L1 14Z" fill="var(--plot)" />
			<path
				d={PLOT_SYMBOLS[kind] ?? ""}
				fill="#fff"
				fillRule="evenodd"
				transform="translate(7.750 7.750) scale(.521)"
			/>
		</svg>
	);
}
