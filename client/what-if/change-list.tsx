import "./change-list.css";
import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useStore as useSelected } from "zustand";
import type { Situation } from "../derived/situation.ts";
import type { Selection } from "../state/kinds.ts";
import { ChangeMark } from "./icons.tsx";
import { ShareChanges } from "./share-changes.tsx";
import { useStatusWords } from "./use-status-words.ts";
import type { WhatIf } from "./use-what-if.ts";

/** The changes as text, each with its own undo. */
export function ChangeList({
	whatIf,
	situation,
	onPick,
}: {
	readonly whatIf: WhatIf;
	readonly situation: Situation;
	readonly onPick: (selection: Selection) => void;
}) {
	const { t } = useTranslation();
	const { session } = whatIf;
	const settled = useSelected(session.store, (state) => state.settled);
	const words = useStatusWords(whatIf);
	return (
		<>
			<h2>
				<span>{t("whatIf.changes")}</span>
				<span className="hint">{settled.length > 0 && settled.length}</span>
			</h2>
			{settled.length === 0 && <p className="note">{t("whatIf.hint")}</p>}
			<ul className="change-list">
				{settled.map((row) => (
					<li key={row.id} className={row.status}>
						<button type="button" className="row" onClick={() => onPick({ kind: "facility", id: row.id })}>
							<ChangeMark status={row.status} />
							<span className="name">{row.name || t("facility.unnamed")}</span>
							<small>{words(row)}</small>
						</button>
						<Button
							className="text-button"
							onPress={() => session.edit({ op: "restore", id: row.id, name: row.name })}
						>
							{t(row.status === "added" ? "whatIf.remove" : "whatIf.takeBack")}
						</Button>
					</li>
				))}
			</ul>
			{settled.length > 0 && <ShareChanges whatIf={whatIf} situation={situation} />}
		</>
	);
}
