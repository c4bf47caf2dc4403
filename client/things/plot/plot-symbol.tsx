import "../../figures/map-legend.css";
import { useTranslation } from "react-i18next";
import { PLOT_KINDS, type PlotKind } from "../../../geodata/catalogue/vocabulary.ts";

/** Jiangsu's six kinds of plot, white on a diamond. */
export const PLOT_SYMBOLS: Readonly<Record<PlotKind, string>> = {
	idle: "M2 19H22V21.400H2ZM4 17.400L6.400 8L9 17.400ZM9.600 17.400L12 4L14.400 17.400ZM15 17.400L17.600 8L20 17.400Z",
	demolition: "M2.500 21V7L7 10.500V5L12 9.500V3L17 9L21.500 21Z",
	narrow: "M2.500 3H8V21H2.500ZM16 3H21.500V21H16ZM11 3H13V7H11ZM11 10H13V14H11ZM11 17H13V21H11Z",
	"low-use-green": "M4.600 21.400C3 10 9 3 21 3C21.500 14.500 15.500 20 8 18.600L6.800 22Z",
	"roadside-belt":
		"M3 2H7V22H3ZM17 2H21V22H17ZM10.800 2H13.200V7H10.800ZM10.800 9.500H13.200V14.500H10.800ZM10.800 17H13.200V22H10.800Z",
	"low-use-plaza": "M3 3H11V11H3ZM13 3H21V11H13ZM3 13H11V21H3ZM13 13H21V21H13Z",
};

/** One of the six kinds; null for a city's own kind. */
export const plotKindOf = (kind: string): PlotKind | null =>
	PLOT_KINDS.find((known) => known === kind) ?? null;

/** The name of a plot's kind in the reader's language, or the city's own name. */
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

/** A plot's symbol, as on the map: white on a diamond. */
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
