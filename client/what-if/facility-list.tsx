import "./facility-list.css";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore as useSelected } from "zustand";
import { finder } from "../../geodata/text/search-text.ts";
import type { Situation } from "../derived/situation.ts";
import { formatMetres } from "../i18n/format.ts";
import { nameIn, useLanguage } from "../i18n/language.ts";
import type { CityMap } from "../map/city-map.ts";
import type { Selection } from "../state/kinds.ts";
import { useStore } from "../state/store.ts";
import { FindField } from "../ui/find-field.tsx";
import { ChevronIcon, KindSymbol } from "../ui/icons.tsx";
import { KEY_STEP_M, KEY_STEP_PX, useMoveByKeys } from "./use-move-by-keys.ts";
import { useStatusWords } from "./use-status-words.ts";
import type { WhatIf } from "./use-what-if.ts";

const SHOWN = 40;

/** Every facility of the service by name: to find, view and move by keyboard, without the map. */
export function FacilityList({
	whatIf,
	situation,
	controller,
	onPick,
}: {
	readonly whatIf: WhatIf;
	readonly situation: Situation;
	readonly controller: CityMap | null;
	readonly onPick: (selection: Selection) => void;
}) {
	const { t } = useTranslation();
	const lang = useLanguage();
	const selection = useStore((state) => state.selection);
	const [find, setFind] = useState("");
	const [open, setOpen] = useState(false);
	const { session, standing } = whatIf;
	const settled = useSelected(session.store, (state) => state.settled);
	const changes = useMemo(() => new Map(settled.map((row) => [row.id, row])), [settled]);
	const words = useStatusWords(whatIf);
	const onKeyDown = useMoveByKeys(whatIf, controller);
	const query = find.trim();
	const found = useMemo(() => {
		const finds = finder(find);
		return standing.known.filter(({ properties }) => finds(properties.name));
	}, [standing, find]);
	const left = found.length - SHOWN;
	return (
		<details className="facility-list" onToggle={(event) => setOpen(event.currentTarget.open)}>
			<summary>
				<ChevronIcon />
				{t("whatIf.list")} <small>{standing.known.length}</small>
			</summary>
			<p className="note">
				{t("whatIf.listHint", {
					step: controller ? t("whatIf.stepPx", { px: KEY_STEP_PX }) : formatMetres(KEY_STEP_M),
				})}
			</p>
			<FindField label={t("whatIf.find")} value={find} onChange={setFind} />
			<ul className="rows">
				{found.slice(0, open ? SHOWN : 0).map((feature) => {
					const { facilityId: id, name, kind: kindId } = feature.properties;
					const kind = situation.kinds.find((row) => row.kindId === kindId);
					const change = changes.get(id) ?? null;
					return (
						<li key={id}>
							<button
								type="button"
								className="row"
								aria-pressed={selection?.kind === "facility" && selection.id === id}
								onClick={() => onPick({ kind: "facility", id })}
								onKeyDown={(event) => onKeyDown(event, feature)}
							>
								{kind && <KindSymbol path={kind.symbolPath} colour={kind.colour} size={22} />}
								<span className="name">{name || t("facility.unnamed")}</span>
								<small>{change ? words(change) : kind && nameIn(lang, kind)}</small>
							</button>
						</li>
					);
				})}
			</ul>
			{found.length === 0 && <p className="empty">{t("whatIf.none", { query })}</p>}
			{left > 0 && <p className="note">{t("whatIf.more", { count: left })}</p>}
		</details>
	);
}
