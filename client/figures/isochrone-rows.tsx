import "./walks.css";
import { useTranslation } from "react-i18next";
import type { Isochrones } from "../../geodata/isochrone/isochrones.ts";
import { formatArea, formatCount } from "../i18n/format.ts";
import type { Tokens } from "../styles/tokens.ts";

const SEC_PER_MIN = 60;

/** 5, 10 and 15 minutes (or their metres) from a place: people within, and the area. */
export function IsochroneRows({
	isochrones,
	tokens,
}: {
	readonly isochrones: Isochrones | null;
	readonly tokens: Tokens;
}) {
	const { t } = useTranslation();
	if (!isochrones) return <p className="note">{t("point.loading")}</p>;
	const rows = isochrones.features.toSorted((a, b) => a.properties.cutoff - b.properties.cutoff);
	if (rows.every((row) => !row.properties.snapped))
		return <p className="note warn">{t("point.unsnapped", { max: "250 m" })}</p>;
	const colours = [tokens.band1, tokens.band2, tokens.band3];
	return (
		<table className="walks isochrones">
			<thead className="hidden">
				<tr>
					<th scope="col">{t("point.title")}</th>
					<th scope="col">{t("point.people")}</th>
					<th scope="col">{t("point.area")}</th>
				</tr>
			</thead>
			<tbody>
				{rows.map(({ properties }, index) => (
					<tr key={properties.cutoff}>
						<th scope="row">
							<i className="swatch" style={{ background: colours[index] }} />
							{properties.unit === "sec"
								? t("point.time", { value: properties.cutoff / SEC_PER_MIN })
								: t("point.distance", { value: properties.cutoff })}
						</th>
						<td>
							<b>{formatCount(properties.people)}</b> {t("gap.unit")}
						</td>
						<td className="muted">{formatArea(properties.areaM2)}</td>
					</tr>
				))}
			</tbody>
		</table>
	);
}
