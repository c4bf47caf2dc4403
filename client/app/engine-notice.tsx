import { useTranslation } from "react-i18next";
import type { EngineControl } from "../engine/use-engine.ts";
import { formatBytes } from "../i18n/format.ts";
import { ErrorState } from "../ui/error-state.tsx";
import { StateScreen } from "../ui/state-screen.tsx";

/** Progress of the worker with a cancel button, or how it failed. */
export function EngineNotice({
	control,
	onRetry,
}: {
	readonly control: EngineControl;
	/** Refetches the city before the worker restarts. */
	readonly onRetry: () => void;
}) {
	const { t } = useTranslation();
	const { state, restart, cancel } = control;
	if (state.status === "failed")
		return (
			<ErrorState
				error={state.error}
				onRetry={() => {
					onRetry();
					restart();
				}}
			/>
		);
	if (state.status === "cancelled")
		return <StateScreen title={t("load.cancelled")} action={t("load.resume")} onAction={restart} />;
	if (state.status === "ready") return null;
	const { progress, again } = state;
	if (again)
		return (
			<StateScreen title={t("error.workerDied")} share={null}>
				{t("error.workerAgain")}
			</StateScreen>
		);
	if (progress?.phase !== "download")
		return <StateScreen title={t("load.open")} share={null} action={t("load.cancel")} onAction={cancel} />;
	const done = formatBytes(progress.doneBytes);
	return (
		<StateScreen
			title={
				progress.totalBytes === null
					? t("load.packUnknown", { done })
					: t("load.pack", { done, total: formatBytes(progress.totalBytes) })
			}
			share={progress.totalBytes === null ? null : progress.doneBytes / progress.totalBytes}
			action={t("load.cancel")}
			onAction={cancel}
		/>
	);
}
