import "./notices.css";
import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useStore as useSelected } from "zustand";
import { useShallow } from "zustand/react/shallow";
import type { Situation } from "../derived/situation.ts";
import type { Edit } from "../engine/scenario-types.ts";
import { useLanguage } from "../i18n/language.ts";
import type { RefusedEdit } from "./session.ts";
import { useDataWatch } from "./use-data-watch.ts";
import type { WhatIf } from "./use-what-if.ts";

/** Errors and warnings with their remedy, below the figures of the bar. */
export function Notices({ whatIf, situation }: { readonly whatIf: WhatIf; readonly situation: Situation }) {
	const { t } = useTranslation();
	const { session, adding, workOfVersion } = whatIf;
	const { interrupted, error, refused, status, settled, count } = useSelected(
		session.store,
		useShallow(({ interrupted, error, refused, status, settled, log }) => ({
			interrupted,
			error,
			refused,
			status,
			settled,
			count: log.done,
		})),
	);
	const { newer, recompute } = useDataWatch(situation.city);
	const stranded = settled.filter(({ snapped, status }) => !snapped && status !== "closed");
	const dismiss = (
		<Button className="text-button" onPress={() => session.dismiss()}>
			{t("whatIf.dismiss")}
		</Button>
	);
	return (
		<>
			{adding && <Notice>{t("whatIf.addHint")}</Notice>}
			{stranded.map(({ id, name }) => (
				<Notice key={id} grave>
					{t("whatIf.unsnappedBar", { name: name || t("facility.unnamed") })}
				</Notice>
			))}
			{interrupted && (
				<Notice grave={interrupted === "restarting"} action={interrupted === "restarted" && dismiss}>
					{t(`whatIf.${interrupted}`, { count })}
				</Notice>
			)}
			{error && status === "waiting" && (
				<Notice
					grave
					action={
						<Button className="text-button" onPress={whatIf.reopen}>
							{t("whatIf.again")}
						</Button>
					}
				>
					{t("whatIf.stopped", { why: error.message })}
				</Notice>
			)}
			{newer && (
				<Notice
					grave
					action={
						<Button className="text-button" onPress={recompute}>
							{t("whatIf.recompute")}
						</Button>
					}
				>
					{t("whatIf.newData")}
				</Notice>
			)}
			{workOfVersion !== null && refused.length === 0 && <Notice>{t("whatIf.onNewData")}</Notice>}
			{refused.length > 0 && (
				<Notice grave action={dismiss}>
					{workOfVersion !== null && `${t("whatIf.onNewData")} `}
					<Dropped refused={refused} />
				</Notice>
			)}
		</>
	);
}

function Notice({
	children,
	action,
	grave = false,
}: {
	readonly children: ReactNode;
	readonly action?: ReactNode;
	readonly grave?: boolean;
}) {
	return (
		<p className={grave ? "what-if-notice grave" : "what-if-notice"} role={grave ? "alert" : "status"}>
			<span>{children}</span>
			{action}
		</p>
	);
}

/** Refused edits, each with its facility and the reason. */
function Dropped({ refused }: { readonly refused: readonly RefusedEdit[] }) {
	const { t } = useTranslation();
	const lang = useLanguage();
	const words = refused.map(({ edit, code }) => {
		const name = nameOf(edit) || t("facility.unnamed");
		if (code === "FACILITY_UNKNOWN") return t("whatIf.droppedGone", { name });
		if (code === "FACILITY_CLOSED") return t("whatIf.droppedClosed", { name });
		return t("whatIf.droppedOther", { name, code });
	});
	return t("whatIf.dropped", { list: [...new Set(words)].join(lang === "zh" ? "、" : ", ") });
}

const nameOf = (edit: Edit): string => (edit.op === "clear" ? "" : edit.name);
