import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { distanceM } from "../../geodata/units/position.ts";
import type { ChangedFacility } from "../engine/scenario-types.ts";
import { formatMetres } from "../i18n/format.ts";
import type { WhatIf } from "./use-what-if.ts";

/** The change of a facility as text: "moved 320 m · off the network, serves nobody". */
export function useStatusWords({ base }: WhatIf): (change: ChangedFacility | null) => string {
	const { t } = useTranslation();
	return useCallback(
		(change) => {
			if (!change) return t("whatIf.kept1");
			const { id, status, position, snapped } = change;
			const words = [];
			if (status === "moved") {
				const found = base.find((feature) => feature.properties.facilityId === id);
				const [lngDeg, latDeg] = found?.geometry.coordinates ?? position;
				const metres = distanceM(lngDeg, latDeg, position[0], position[1]);
				words.push(t("whatIf.moved", { metres: formatMetres(metres) }));
			} else words.push(t(status === "kept" ? "whatIf.kept1" : `whatIf.${status}`));
			if (!snapped && status !== "closed") words.push(t("whatIf.unsnappedShort"));
			return words.join(" · ");
		},
		[base, t],
	);
}
