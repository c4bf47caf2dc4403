import "./what-if-entry.css";
import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useStore as useSelected } from "zustand";
import type { Situation } from "../derived/situation.ts";
import { useStore } from "../state/store.ts";
import { MoveIcon } from "./icons.tsx";
import type { WhatIfSessions } from "./sessions.ts";

/** The entry to the mode; mentions stored edits. */
export function WhatIfEntry({
	situation,
	sessions,
}: {
	readonly situation: Situation;
	readonly sessions: WhatIfSessions;
}) {
	const { t } = useTranslation();
	const set = useStore((state) => state.set);
	const { session } = sessions.of(situation);
	const kept = useSelected(session.store, (state) => state.log.done);
	return (
		<div className="what-if-entry">
			<Button
				className="what-if-enter"
				onPress={() => set({ mode: "what-if", lens: "streets", selection: null })}
			>
				<MoveIcon />
				<span>
					{t("whatIf.enter")}
					<small>{kept > 0 ? t("whatIf.kept", { count: kept }) : t("whatIf.enterHint")}</small>
				</span>
			</Button>
		</div>
	);
}
