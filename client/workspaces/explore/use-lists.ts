import { useMemo } from "react";
import {
	useCommunities,
	useCourtyards,
	useFacilities,
	useFirms,
	useParks,
	usePlots,
} from "../../api/queries.ts";
import { useCoverage } from "../../engine/use-coverage.ts";
import { useStore } from "../../state/store.ts";
import type { Lists } from "../../things/lists.ts";
import { useWhatIf } from "../../what-if/use-what-if.ts";
import { useShell } from "../shell.tsx";
import type { ExploreWork } from "./work.ts";

/** The lists of the city and the figures of the service, actual or from the what-if. */
export function useLists(work: ExploreWork, whatIfOn: boolean) {
	const { situation, engine, tokens } = useShell();
	const { city } = situation;
	const { features: facilities, error: missing, again } = useFacilities(city, situation.service.kinds);
	const { data: parks = null } = useParks(city);
	const { data: courtyards = null } = useCourtyards(city);
	const { data: communities = null } = useCommunities(city);
	const { data: firms = null } = useFirms(city);
	const { data: plots = null } = usePlots(city);
	const { result: last } = useCoverage(engine, situation, facilities);
	// Figures of the previous service must not appear for this one, even while its places load.
	const found = last?.input.key === situation.placesKey ? last : null;
	const opened = engine?.opened ?? null;
	const pickedId = useStore(({ selection }) => (selection && "id" in selection ? selection.id : null));
	const whatIf = useWhatIf(whatIfOn, work.sessions, situation, engine, facilities, found, pickedId, tokens);
	const result = whatIf?.result ?? found;
	const gaps = result?.figures.gaps ?? null;
	const places = useMemo(
		() => (whatIf ? [...whatIf.standing.known, ...whatIf.planned] : facilities),
		[whatIf, facilities],
	);
	const lists: Lists = useMemo(
		() => ({ gaps, facilities: places, parks, courtyards, communities, plots, firms, opened }),
		[gaps, places, parks, courtyards, communities, plots, firms, opened],
	);
	return { lists, facilities, found, result, whatIf, missing, again };
}
