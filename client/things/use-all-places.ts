import { useEffect, useMemo, useState } from "react";
import { useFacilities } from "../api/queries.ts";
import { placesOf } from "../derived/facility-places.ts";
import { placesKey, type Situation } from "../derived/situation.ts";
import type { Engine } from "../engine/use-engine.ts";

/** Reads the places of every service and sends them to the worker; true when done. */
export function useAllPlaces(engine: Engine | null, situation: Situation): boolean {
	const { city, services } = situation;
	const kinds = useMemo(() => [...new Set(services.flatMap((service) => service.kinds))], [services]);
	const { features } = useFacilities(city, kinds);
	const byService = useMemo(() => {
		if (!features) return null;
		return new Map(
			services.map((service) => [
				service.serviceId,
				features.filter((feature) => service.kinds.includes(feature.properties.kind)),
			]),
		);
	}, [features, services]);

	const [laid, setLaid] = useState<{ engine: Engine; places: typeof byService } | null>(null);
	useEffect(() => {
		if (!engine || !byService || (laid?.engine === engine && laid.places === byService)) return;
		const calls = services
			.filter((service) => service.serviceId !== situation.service.serviceId)
			.map((service) =>
				engine.caller.call("setPlaces", {
					key: placesKey(service.serviceId),
					places: placesOf(byService.get(service.serviceId) ?? []),
				}),
			);
		Promise.all(calls).then(
			() => setLaid({ engine, places: byService }),
			// The engine control shows that the worker died; without it there are no walks.
			() => setLaid(null),
		);
	}, [engine, byService, services, situation.service.serviceId, laid]);

	return laid !== null && laid.engine === engine && laid.places === byService;
}
