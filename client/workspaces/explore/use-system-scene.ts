import type { FeatureCollection } from "geojson";
import { useEffect, useMemo } from "react";
import type { SystemId } from "../../derived/systems.ts";
import type { MapController } from "../../map/map-controller.ts";
import type { DataSource } from "../../map/style-data.ts";
import type { LayerName, Selection } from "../../state/url-state.ts";
import type { Tokens } from "../../styles/tokens.ts";
import { firmOfHomes } from "../../things/firm/firms.ts";
import { courtyardFeatures, EMPTY } from "../../things/map-features.ts";
import type { Lists } from "../../things/picked.ts";
import {
	communityTypeOf,
	countPoints,
	fundAreas,
	gradeColours,
	gradeMarks,
	plotAreaFeatures,
	plotFeatures,
	typeAreas,
} from "../../things/system-features.ts";
import { pickedIdOf } from "./systems/panel-props.ts";

/** What belongs to a service with places and leaves the map with it. */
const OF_SERVICES: readonly LayerName[] = ["homes", "areas", "gaps", "facilities", "parks"];

/** Layers that are off: the reader's, and with a list on the screen those it has nothing to do with. */
export function hiddenFor(system: SystemId | null, hidden: ReadonlySet<LayerName>): ReadonlySet<LayerName> {
	if (system === null) return hidden;
	const off = system === "courtyard" ? OF_SERVICES : [...OF_SERVICES, "courtyards" as const];
	return new Set([...hidden, ...off]);
}

export interface SystemScene {
	readonly system: SystemId | null;
	readonly lists: Lists;
	readonly selection: Selection | null;
	/** The one sort of rows that is shown; null shows all. */
	readonly only: string | null;
	readonly tokens: Tokens;
}

/** Puts the list on the map: tinted communities, counts, graded homes; and courtyards and plots, whatever is chosen. */
export function useSystemScene(controller: MapController | null, scene: SystemScene): void {
	const { system, lists, selection, only, tokens } = scene;
	const { communities, courtyards, plots } = lists;
	const areas = useMemo(() => {
		if (!communities) return EMPTY;
		if (system === "community") return typeAreas(communities, communityTypeOf(only), tokens);
		if (system !== "community-fund") return EMPTY;
		const wanted = communities.filter(
			({ properties }) =>
				(only !== "has" || properties.communityFund) && (only !== "lacks" || !properties.communityFund),
		);
		return fundAreas(wanted, tokens);
	}, [system, communities, only, tokens]);
	const counts = useMemo(
		() =>
			system === "volunteer-team" && communities
				? countPoints(communities, ({ properties }) => properties.volunteerTeams)
				: EMPTY,
		[system, communities],
	);
	const villages = useMemo(
		() =>
			courtyardFeatures(
				courtyards ?? [],
				({ properties }) => `${properties.community} ★${properties.fiveStar}`,
				system === "courtyard",
			),
		[system, courtyards],
	);
	const plotPoints = useMemo(() => (plots ? plotFeatures(plots) : EMPTY), [plots]);
	const plotAreas = useMemo(() => (plots ? plotAreaFeatures(plots) : EMPTY), [plots]);
	useSource(controller, "system-areas", areas);
	useSource(controller, "system-counts", counts);
	useSource(controller, "courtyards", villages);
	useSource(controller, "plots", plotPoints);
	useSource(controller, "plot-areas", plotAreas);
	useGradedHomes(controller, system === "property-firm", lists, pickedIdOf(selection, "firm"), only, tokens);
}

function useGradedHomes(
	controller: MapController | null,
	on: boolean,
	{ firms, opened }: Lists,
	pickedId: string | null,
	only: string | null,
	tokens: Tokens,
): void {
	const homes = opened?.homes ?? null;
	const firmOf = useMemo(() => (on && firms && homes ? firmOfHomes(firms, homes) : null), [on, firms, homes]);
	const drawn = useMemo(() => {
		if (!firms || !homes || !firmOf) return null;
		const shown = { pickedId, grade: only };
		return {
			marks: gradeMarks(firms, firmOf, homes, shown),
			colours: gradeColours(firms, firmOf, shown, tokens),
		};
	}, [firms, homes, firmOf, pickedId, only, tokens]);
	useSource(controller, "system-marks", drawn?.marks ?? EMPTY);
	useEffect(() => {
		if (!controller || !drawn) return;
		controller.setHomeLook({ colours: drawn.colours, marks: null });
		// The homes leave with the list; a service that follows colours them anew.
		return () => controller.setHomeLook(null);
	}, [controller, drawn]);
}

function useSource(controller: MapController | null, source: DataSource, data: FeatureCollection): void {
	useEffect(() => controller?.setSource(source, data), [controller, source, data]);
}
