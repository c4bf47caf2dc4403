import { useEffect, useMemo, useRef, useState } from "react";
import type { FacilityFeature } from "../api/city-api.ts";
import { placesOf } from "../derived/facility-places.ts";
import type { Situation } from "../derived/situation.ts";
import { Latest } from "./latest.ts";
import { isCancelled } from "./rpc.ts";
import type { CoverageInput, CoverageResult } from "./types.ts";
import type { Engine } from "./use-engine.ts";

/**
 * Coverage of the current choice. While the cutoff is dragged, only the newest request is computed next and the last
 * result stays, so the figures do not flicker. The engine control shows errors of the worker itself.
 */
export function useCoverage(
	engine: Engine | null,
	situation: Situation | null,
	features: readonly FacilityFeature[] | null,
): { readonly result: CoverageResult | null; readonly error: unknown } {
	const [outcome, setOutcome] = useState<{ result: CoverageResult | null; error: unknown }>({
		result: null,
		error: null,
	});
	const sent = useRef<{ engine: Engine; key: string; features: readonly FacilityFeature[] } | null>(null);

	const latest = useMemo(
		() =>
			engine &&
			new Latest<CoverageInput, CoverageResult>(
				(input) => engine.caller.call("coverage", input),
				({ output, error }) => {
					if (output) setOutcome({ result: output, error: null });
					else if (!isCancelled(error)) setOutcome((now) => ({ ...now, error }));
				},
			),
		[engine],
	);
	useEffect(() => {
		setOutcome({ result: null, error: null });
		return () => latest?.stop();
	}, [latest]);

	useEffect(() => {
		if (!engine || !latest || !situation || !features) return;
		const { placesKey: key, rule, profile, service } = situation;
		const last = sent.current;
		if (last?.engine !== engine || last.key !== key || last.features !== features) {
			sent.current = { engine, key, features };
			engine.caller.call("setPlaces", { key, places: placesOf(features) }).catch((error: unknown) => {
				if (!isCancelled(error)) setOutcome({ result: null, error });
			});
		}
		latest.ask({ key, rule, profile, targetGroup: service.targetGroup, axisEnd: situation.axisEnd });
	}, [engine, latest, situation, features]);

	return outcome;
}
