import "./plot-list.css";
import { memo, useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { finder } from "../../../geodata/text/search-text.ts";
import type { PlotFeature } from "../../api/city-api.ts";
import { usePlots } from "../../api/queries.ts";
import { formatArea } from "../../i18n/format.ts";
import { pickedIdOf } from "../../state/kinds.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { FindField } from "../../ui/find-field.tsx";
import type { ListProps } from "../thing.ts";
import { PlotSymbol, usePlotKind } from "./plot-symbol.tsx";

const SHOWN = 60;

/** Plots, largest first, searchable by name. */
const PlotList = memo(function PlotList({
	plots,
	pickedId,
	onPick,
}: {
	readonly plots: readonly PlotFeature[];
	readonly pickedId: string | null;
	readonly onPick: (plot: PlotFeature) => void;
}) {
	const { t } = useTranslation();
	const kindName = usePlotKind();
	const [find, setFind] = useState("");
	const found = useMemo(() => {
		const finds = finder(find);
		return plots
			.filter(({ properties }) => finds(properties.name, properties.town))
			.toSorted((a, b) => b.properties.areaM2 - a.properties.areaM2);
	}, [plots, find]);
	const [all, setAll] = useState(false);
	const shown = all ? found : found.slice(0, SHOWN);
	return (
		<>
			<FindField label={t("plot.find")} value={find} onChange={setFind} />
			<ul className="rows plot-list">
				{shown.map((plot) => {
					const { plotId, kind, name, town, areaM2 } = plot.properties;
					return (
						<li key={plotId}>
							<button
								type="button"
								className="row plot"
								aria-pressed={plotId === pickedId}
								onClick={() => onPick(plot)}
							>
								<PlotSymbol kind={kind} />
								<span className="name">{name}</span>
								<small className="side">{formatArea(areaM2)}</small>
								<small className="reason">{[kindName(kind), town].filter(Boolean).join(" · ")}</small>
							</button>
						</li>
					);
				})}
			</ul>
			{shown.length < found.length && (
				<button type="button" className="text-button more" onClick={() => setAll(true)}>
					{t("firm.more", { count: found.length - shown.length })} · {t("gap.showAll")}
				</button>
			)}
			{found.length === 0 && <p className="empty">{t("plot.empty")}</p>}
		</>
	);
});

export function PlotTab({ situation, lists: { plots }, selection, onPick }: ListProps) {
	const { error, refetch } = usePlots(situation.city);
	const pick = useCallback(
		(plot: PlotFeature) => onPick({ kind: "plot", id: plot.properties.plotId }),
		[onPick],
	);
	if (!plots) return error && <ErrorState error={error} onRetry={() => void refetch()} />;
	return <PlotList plots={plots} pickedId={pickedIdOf(selection, "plot")} onPick={pick} />;
}
