import type { SystemId } from "../derived/systems.ts";
import { CourtyardPanel } from "./courtyard-panel.tsx";
import { FirmPanel } from "./firm-panel.tsx";
import { FundPanel } from "./fund-panel.tsx";
import { OpenDataPanel } from "./open-data-panel.tsx";
import type { PanelProps } from "./panel-props.ts";
import { TeamPanel } from "./team-panel.tsx";
import { TypePanel } from "./type-panel.tsx";

/** The panel of a system that is a list, in place of a service's figures. */
export function SystemPanel({ system, ...props }: PanelProps & { readonly system: SystemId }) {
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
		case "open-data":
			return <OpenDataPanel {...props} />;
	}
}
