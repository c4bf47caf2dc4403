import "./app.css";
import { useQueryClient } from "@tanstack/react-query";
import { Outlet } from "@tanstack/react-router";
import { useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useShallow } from "zustand/shallow";
import { isGeodataError } from "../../geodata/units/error.ts";
import { citiesQuery, useCatalogue, useCities } from "../api/queries.ts";
import { GRAPH_STALE } from "../derived/error-codes.ts";
import { chooseCity, situationOf } from "../derived/situation.ts";
import { useEngine } from "../engine/use-engine.ts";
import { useStore } from "../state/store.ts";
import { useTokens } from "../styles/use-tokens.ts";
import { ErrorState } from "../ui/error-state.tsx";
import { StateScreen } from "../ui/state-screen.tsx";
import { EngineNotice } from "./engine-notice.tsx";
import { PageHeader } from "./page-header.tsx";
import { CityShell } from "./shell.tsx";

/** Finds the city and the situation, then shows them; each failure has its own message. */
export function App() {
	const { t } = useTranslation();
	const tokens = useTokens();
	const queryClient = useQueryClient();
	const { cityId, serviceId, rule, profileId, lang, set } = useStore(
		useShallow(({ cityId, serviceId, rule, profileId, lang, set }) => ({
			cityId,
			serviceId,
			rule,
			profileId,
			lang,
			set,
		})),
	);
	const cities = useCities();
	const city = useMemo(() => chooseCity(cities.data ?? [], cityId), [cities.data, cityId]);
	const catalogue = useCatalogue(city);
	const situation = useMemo(
		() => (city && catalogue.data ? situationOf(city, catalogue.data, { serviceId, rule, profileId }) : null),
		[city, catalogue.data, serviceId, rule, profileId],
	);
	const engine = useEngine(city);
	const readCities = () =>
		void queryClient.invalidateQueries({ queryKey: citiesQuery.queryKey, exact: true });
	useFreshCities(engine.state.status === "failed" ? engine.state.error : null, readCities);

	const failed = cities.error ?? catalogue.error;
	if (failed) return <ErrorState error={failed} onRetry={() => void queryClient.resetQueries()} />;
	if (!cities.data) return <StateScreen title={t("load.city")} share={null} />;
	const [first] = cities.data;
	if (!first) return <StateScreen title={t("error.noCity")}>{t("error.noCityWhy")}</StateScreen>;
	if (!city)
		return (
			<StateScreen
				title={t("error.unknownCity")}
				action={t("error.openOther", { city: lang === "zh" ? first.name : first.nameEn })}
				onAction={() => set({ cityId: first.cityId, camera: null, selection: null })}
				role="alert"
			>
				{t("error.unknownCityWhy", { city: cityId })}
			</StateScreen>
		);
	if (!catalogue.data) return <StateScreen title={t("load.city")} share={null} />;
	const header = <PageHeader cities={cities.data} city={city} />;
	if (!situation)
		return (
			<>
				<div className="state-header">{header}</div>
				<StateScreen title={t("service.none")} />
			</>
		);
	return (
		<CityShell
			key={city.cityId}
			situation={situation}
			engine={engine.state.status === "ready" ? engine.state.engine : null}
			tokens={tokens}
			header={header}
			notice={engine.state.status === "ready" ? null : <EngineNotice control={engine} onRetry={readCities} />}
		>
			<Outlet />
		</CityShell>
	);
}

/** For a pack replaced while the page is open: reloads the list of cities, once per pack. */
function useFreshCities(error: Error | null, refresh: () => void): void {
	const seen = useRef<Error | null>(null);
	useEffect(() => {
		if (!isGeodataError(error) || error.code !== GRAPH_STALE || seen.current === error) return;
		seen.current = error;
		refresh();
	}, [error, refresh]);
}
