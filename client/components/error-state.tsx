import { useTranslation } from "react-i18next";
import { SERVER_DOWN } from "../api/get-json.ts";
import { WORKER_DIED } from "../engine/rpc.ts";
import { StateScreen } from "./state-screen.tsx";

const NO_MODULE_WORKER = "NO_MODULE_WORKER";
/** The server's code for a pack that was replaced while the page was open. */
export const GRAPH_STALE = "GRAPH_STALE";

const codeOf = (error: unknown): string =>
	typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What went wrong, in the reader's words, and what to do about it. */
export function ErrorState({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
	const { t } = useTranslation();
	switch (codeOf(error)) {
		case SERVER_DOWN:
			return (
				<StateScreen title={t("error.down")} action={t("error.retry")} onAction={onRetry} role="alert">
					{t("error.downWhy")}
				</StateScreen>
			);
		case WORKER_DIED:
			return (
				<StateScreen
					title={t("error.workerDied")}
					action={t("error.restart")}
					onAction={onRetry}
					role="alert"
				>
					{t("error.workerDiedWhy")}
				</StateScreen>
			);
		case GRAPH_STALE:
			return (
				<StateScreen
					title={t("error.stale")}
					action={t("error.reload")}
					onAction={() => location.reload()}
					role="alert"
				>
					{t("error.staleWhy")}
				</StateScreen>
			);
		case NO_MODULE_WORKER:
			return (
				<StateScreen title={t("error.browser")} role="alert">
					{t("error.browserWhy")}
				</StateScreen>
			);
		default:
			return (
				<StateScreen title={t("error.other")} action={t("error.retry")} onAction={onRetry} role="alert">
					{messageOf(error)}
				</StateScreen>
			);
	}
}
