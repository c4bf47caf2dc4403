import { useTranslation } from "react-i18next";
import { SERVER_DOWN } from "../api/get-json.ts";
import { GRAPH_STALE, NO_MODULE_WORKER, WORKER_DIED } from "../derived/error-codes.ts";
import { StateScreen } from "./state-screen.tsx";

const codeOf = (error: unknown): string =>
	typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The error in the reader's language, and what to do about it. */
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
				<StateScreen title={t("error.stale")} action={t("error.fetch")} onAction={onRetry} role="alert">
					{t("error.staleWhy")}
				</StateScreen>
			);
		case "PACK_VERSION_UNKNOWN":
		case "PACK_BYTE_ORDER":
			return (
				<StateScreen title={t("error.packOther")} action={t("error.fetch")} onAction={onRetry} role="alert">
					{t("error.packOtherWhy")} {messageOf(error)}
				</StateScreen>
			);
		case "PACK_NOT_AS_NAMED":
		case "PACK_NOT_A_PACK":
		case "PACK_TRUNCATED":
		case "PACK_HASH_MISMATCH":
		case "PACK_SECTION_OUT_OF_RANGE":
		case "PACK_SECTION_TYPE":
		case "PACK_SECTION_MISSING":
			return (
				<StateScreen title={t("error.packDamaged")} action={t("error.fetch")} onAction={onRetry} role="alert">
					{t("error.packDamagedWhy")} {messageOf(error)}
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
