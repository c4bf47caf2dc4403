import { useMemo } from "react";
import type { Position } from "../../../geodata/units/position.ts";
import { BAND_ENDS } from "../../derived/bands.ts";
import type { Situation } from "../../derived/situation.ts";
import { useCall } from "../../engine/use-call.ts";
import type { Engine } from "../../engine/use-engine.ts";

/** 5, 10, 15 minutes or their metres from the selection; null without one. */
export function useIsochrones(engine: Engine | null, { rule, profile }: Situation, at: Position | null) {
	const { type } = rule;
	const input = useMemo(
		() => (at ? { position: at, type, cutoffs: BAND_ENDS[type], profile } : null),
		[at, type, profile],
	);
	return useCall(engine, "isochrones", input).output;
}
