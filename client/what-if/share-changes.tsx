import "./change-list.css";
import { useState } from "react";
import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useStore as useSelected } from "zustand";
import type { Situation } from "../derived/situation.ts";
import { formatCount } from "../i18n/format.ts";
import { askServer, requestOf } from "./ask-server.ts";
import type { WhatIf } from "./use-what-if.ts";

type Answer =
	| { readonly kind: "asking" | "copied" }
	| { readonly kind: "text"; readonly text: string }
	| { readonly kind: "counted"; readonly people: number; readonly same: boolean }
	| { readonly kind: "failed"; readonly why: string };

/** The changes in the server's format: to copy, or to have them computed by the server. */
export function ShareChanges({
	whatIf,
	situation,
}: {
	readonly whatIf: WhatIf;
	readonly situation: Situation;
}) {
	const { t } = useTranslation();
	const { store } = whatIf.session;
	const settled = useSelected(store, (state) => state.settled);
	const [said, setSaid] = useState<{ readonly of: unknown; readonly answer: Answer } | null>(null);
	// An answer is dropped when the changes or the rule are different.
	const of = `${JSON.stringify(requestOf(situation, settled))}`;
	const answer = said?.of === of ? said.answer : null;
	const say = (next: Answer) => setSaid({ of, answer: next });

	const copy = async () => {
		const text = JSON.stringify(requestOf(situation, settled), null, "\t");
		try {
			await navigator.clipboard.writeText(text);
			say({ kind: "copied" });
		} catch {
			say({ kind: "text", text });
		}
	};
	const check = async () => {
		say({ kind: "asking" });
		try {
			const { totals } = await askServer(situation, settled);
			const here = store.getState().live?.totals;
			const same = here !== undefined && inOrder(here) === inOrder(totals);
			say({ kind: "counted", people: totals.coveredPeople, same });
		} catch (error) {
			say({ kind: "failed", why: error instanceof Error ? error.message : String(error) });
		}
	};
	return (
		<div className="share-changes">
			<Button className="text-button" onPress={() => void copy()}>
				{t("whatIf.copy")}
			</Button>
			<Button className="text-button" isDisabled={answer?.kind === "asking"} onPress={() => void check()}>
				{t("whatIf.check")}
			</Button>
			{answer && (
				<p className="note" role="status" data-testid="check-answer">
					{answerText(answer, t)}
				</p>
			)}
			{answer?.kind === "text" && (
				<textarea readOnly rows={5} value={answer.text} aria-label={t("whatIf.copy")} />
			)}
		</div>
	);
}

/** Figures as one text, independent of their order. */
const inOrder = (figures: object): string =>
	JSON.stringify(Object.entries(figures).toSorted(([a], [b]) => (a < b ? -1 : 1)));

function answerText(answer: Answer, t: ReturnType<typeof useTranslation>["t"]): string {
	switch (answer.kind) {
		case "asking":
			return t("whatIf.checking");
		case "copied":
			return t("whatIf.copied");
		case "text":
			return t("whatIf.copyFailed");
		case "counted":
			return t(answer.same ? "whatIf.checkSame" : "whatIf.checkDiffers", {
				people: formatCount(answer.people),
			});
		case "failed":
			return t("whatIf.checkFailed", { why: answer.why });
	}
}
