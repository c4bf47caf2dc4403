import { useTranslation } from "react-i18next";
import { useCommunities, useCourtyards, useFirms } from "../../../api/queries.ts";
import { PLATFORM, type RowCounts, type SystemId } from "../../../derived/systems.ts";
import { ErrorState } from "../../../ui/error-state.tsx";
import { StateScreen } from "../../../ui/state-screen.tsx";
import { CourtyardPanel } from "./courtyard-panel.tsx";
import { FirmPanel } from "./firm-panel.tsx";
import { FundPanel } from "./fund-panel.tsx";
import { OpenDataPanel } from "./open-data-panel.tsx";
import type { PanelProps } from "./panel-props.ts";
import { TeamPanel } from "./team-panel.tsx";
import { TypePanel } from "./type-panel.tsx";

/** The panel of a list system, instead of a service's figures. */
export function SystemPanel({
	system,
	rows,
	...props
}: PanelProps & { readonly system: SystemId; readonly rows: RowCounts }) {
	const { t } = useTranslation();
	const { city } = props.situation;
	const queries = [useCourtyards(city), useFirms(city), useCommunities(city)];
	if (system === PLATFORM) return <OpenDataPanel {...props} />;
	const failed = queries.find((query) => query.isError);
	if (failed?.error && rows[system] === null)
		return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
	if (rows[system] === null) return <StateScreen title={t("system.loading")} share={null} />;
	if (rows[system] === 0) return <p className="empty">{t("system.none")}</p>;
	switch (system) {
		case "courtyard":
			return <CourtyardPanel {...props} />;
		case "property-firm":
			return <FirmPanel {...props} />;
		case "community":
			return <TypePanel {...props} />;
		case "community-fund":
			return <FundPanel {...props} />;
		case "volunteer-team":
			return <TeamPanel {...props} />;
	}
}
