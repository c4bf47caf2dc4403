import "./park-list.css";
import { memo, useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { finder, searchText } from "../../../geodata/text/search-text.ts";
import type { ParkFeature } from "../../api/city-api.ts";
import { useParks } from "../../api/queries.ts";
import type { KindRow } from "../../derived/situation.ts";
import { formatArea } from "../../i18n/format.ts";
import { pickedIdOf } from "../../state/kinds.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { FindField } from "../../ui/find-field.tsx";
import { KindSymbol } from "../../ui/icons.tsx";
import type { ListProps } from "../thing.ts";

/** Parks, pocket parks first, searchable by name. */
const ParkList = memo(function ParkList({
	parks,
	kinds,
	pickedId,
	onPick,
}: {
	readonly parks: readonly ParkFeature[];
	readonly kinds: readonly KindRow[];
	readonly pickedId: string | null;
	readonly onPick: (park: ParkFeature) => void;
}) {
	const { t } = useTranslation();
	const [find, setFind] = useState("");
	const query = find.trim();
	const shown = useMemo(() => findParks(parks, query), [parks, query]);
	if (parks.length === 0) return <p className="empty">{t("park.none")}</p>;
	return (
		<>
			<FindField label={t("park.find")} value={find} onChange={setFind} />
			<ul className="rows park-list">
				{shown.map((park) => {
					const { parkId, kind, name, town, areaM2, builtYear } = park.properties;
					const row = kinds.find((candidate) => candidate.kindId === kind);
					return (
						<li key={parkId}>
							<button
								type="button"
								className="row park"
								aria-pressed={parkId === pickedId}
								onClick={() => onPick(park)}
							>
								{row && <KindSymbol path={row.symbolPath} colour={row.colour} />}
								<span className="name">{name}</span>
								<small className="side">{formatArea(areaM2)}</small>
								<small className="reason">
									{[
										t(`park.kind.${kind === "pocket-park" ? "pocket-park" : "park"}`),
										town,
										builtYear && t("park.built", { year: builtYear }),
									]
										.filter(Boolean)
										.join(" · ")}
								</small>
							</button>
						</li>
					);
				})}
			</ul>
			{shown.length === 0 && <p className="empty">{t("park.empty", { query })}</p>}
		</>
	);
});

/** Pocket parks before other parks; names that begin with the query before names that contain it. */
function findParks(parks: readonly ParkFeature[], query: string): readonly ParkFeature[] {
	const finds = finder(query);
	const wanted = searchText(query);
	const score = ({ properties }: ParkFeature) =>
		(searchText(properties.name).startsWith(wanted) ? 0 : 2) + (properties.kind === "pocket-park" ? 0 : 1);
	return parks.filter(({ properties }) => finds(properties.name)).toSorted((a, b) => score(a) - score(b));
}

export function ParkTab({ situation, lists: { parks }, selection, onPick }: ListProps) {
	const { error, refetch } = useParks(situation.city);
	const pick = useCallback(
		(park: ParkFeature) => onPick({ kind: "park", id: park.properties.parkId }),
		[onPick],
	);
	if (!parks) return error && <ErrorState error={error} onRetry={() => void refetch()} />;
	return (
		<ParkList
			parks={parks}
			kinds={situation.catalogue.kinds}
			pickedId={pickedIdOf(selection, "park")}
			onPick={pick}
		/>
	);
}
