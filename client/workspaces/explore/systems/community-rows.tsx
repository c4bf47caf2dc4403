import { type RefObject, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { finder } from "../../../../geodata/text/search-text.ts";
import type { CommunityFeature } from "../../../api/city-api.ts";
import { formatCount } from "../../../i18n/format.ts";
import { useCommunityType } from "../../../i18n/use-community-type.ts";
import { pickedIdOf } from "../../../state/kinds.ts";
import { FindField } from "../../../ui/find-field.tsx";
import { SortedTable, type TableColumn } from "../../../ui/sorted-table.tsx";
import type { PanelProps } from "./panel-props.ts";

const FIND_PX = 60;

/** Communities with their people and one more column: their type, or the list's value. */
export function CommunityRows({
	rows,
	column,
	initial,
	selection,
	onPick,
	scroller,
}: PanelProps & {
	readonly rows: readonly CommunityFeature[];
	/** A stable column. */
	readonly column: TableColumn<CommunityFeature>;
	readonly initial: { readonly id: string; readonly desc: boolean };
	readonly scroller: RefObject<HTMLElement | null>;
}) {
	const { t } = useTranslation();
	const typeName = useCommunityType();
	const [find, setFind] = useState("");
	const shown = useMemo(() => {
		const finds = finder(find);
		return rows.filter(({ properties }) => finds(properties.name, properties.town));
	}, [rows, find]);
	const columns = useMemo(
		(): readonly TableColumn<CommunityFeature>[] => [
			{
				id: "community",
				name: t("table.community"),
				value: ({ properties }) => properties.name,
				widthShare: column.id === "type" ? 0.34 : 0.54,
				cell: ({ properties }) => (
					<>
						{properties.name}
						<small>
							{[column.id !== "type" && typeName(properties.type), properties.town]
								.filter(Boolean)
								.join(" · ")}
						</small>
					</>
				),
			},
			{
				id: "people",
				name: t("measure.people"),
				value: ({ properties }) => properties.people,
				widthShare: 0.22,
				cell: ({ properties }) => formatCount(properties.people),
				descFirst: true,
			},
			column,
		],
		[t, typeName, column],
	);
	return (
		<>
			<FindField label={t("table.filter")} value={find} onChange={setFind} />
			<SortedTable
				caption={`${t("table.community")} · ${column.name}`}
				columns={columns}
				rows={shown}
				keyOf={(row) => row.properties.code}
				initial={initial}
				pickedKey={pickedIdOf(selection, "community")}
				onPick={(row) => onPick({ kind: "community", id: row.properties.code })}
				scroller={scroller}
				abovePx={FIND_PX}
			/>
			{shown.length === 0 && <p className="empty">{t("table.empty")}</p>}
		</>
	);
}
