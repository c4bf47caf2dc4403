import { Outlet, useLocation, useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { I18nProvider } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { applyLanguage } from "../i18n/i18n.ts";
import { useStore } from "../state/store.ts";
import { useTokens } from "../styles/use-tokens.ts";
import { StateScreen } from "../ui/state-screen.tsx";
import { InSlot } from "../workspaces/shell.tsx";
import { bindAddress } from "./bind-address.ts";

/** The page of the address, in the reader's language and colours. */
export function Page() {
	const router = useRouter();
	const lang = useStore((state) => state.lang);
	useTokens();
	useEffect(() => bindAddress(router), [router]);
	useEffect(() => applyLanguage(lang), [lang]);
	return (
		<I18nProvider locale={lang === "zh" ? "zh-CN" : "en-GB"}>
			<Outlet />
		</I18nProvider>
	);
}

/** The page for an unknown address. */
export function NoPage() {
	const { t } = useTranslation();
	const router = useRouter();
	const { pathname } = useLocation();
	return (
		<StateScreen
			title={t("error.noPage")}
			action={t("error.toStart")}
			onAction={() => void router.navigate({ to: "/" })}
			role="alert"
		>
			{t("error.noPageWhy", { path: pathname })}
		</StateScreen>
	);
}

/**
 * A workspace's files could not be loaded. Retry reloads the page: some browsers cache a failed module fetch as long as
 * the page is open.
 */
export function NoWorkspace() {
	const { t } = useTranslation();
	return (
		<InSlot slot="panel">
			<StateScreen
				title={t("error.noWorkspace")}
				action={t("error.retry")}
				onAction={() => location.reload()}
				role="alert"
			>
				{t("error.noWorkspaceWhy")}
			</StateScreen>
		</InSlot>
	);
}
