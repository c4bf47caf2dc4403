import "../../figures/map-legend.css";
import { useTranslation } from "react-i18next";
import { PLOT_KINDS, type PlotKind } from "../../../geodata/catalogue/vocabulary.ts";
import { PLOT_SYMBOLS } from "../system-symbols.ts";

/** One of the six kinds; null for a kind a city brought itself. */
export const plotKindOf = (kind: string): PlotKind | null =>
	PLOT_KINDS.find((known) => known === kind) ?? null;

/** The name of a plot's kind in the reader's language, or as the city calls it. */
export function usePlotKind(): (kind: string) => string {
	const { t } = useTranslation();
	return (kind) => {
		const known = plotKindOf(kind);
		return known ? t(`plot.kind.${known}`) : kind;
	};
}

/** The six kinds of plot. */
export function PlotLegend() {
	const { t } = useTranslation();
	return (
		<ul className="map-legend plot-legend" aria-label={t("plot.title")}>
			{PLOT_KINDS.map((kind) => (
				<li key={kind}>
					<PlotSymbol kind={kind} size={18} />
					{t(`plot.kind.${kind}`)}
				</li>
			))}
		</ul>
	);
}

/** A plot's symbol as the map draws it: white on a diamond. */
export function PlotSymbol({ kind, size = 24 }: { readonly kind: string; readonly size?: number }) {
	const known = plotKindOf(kind);
	return (
		<svg className="kind-symbol" width={size} height={size} viewBox="0 0 28 28" aria-hidden="true">
			<path d="M14 1L27 14L14 27L1 14Z" fill="var(--plot)" />
			<path
				d={known ? PLOT_SYMBOLS[known] : ""}
				fill="#fff"
				fillRule="evenodd"
				transform="translate(7.750 7.750) scale(.521)"
			/>
		</svg>
	);
}
