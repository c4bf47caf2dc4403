import { useEffect, useMemo } from "react";
import { createStore, type StoreApi, useStore as useSelected } from "zustand";
import type { Situation } from "../../derived/situation.ts";
import type { SystemId } from "../../derived/systems.ts";
import type { CoverageResult } from "../../engine/types.ts";
import type { MapController } from "../../map/map-controller.ts";
import type { Selection } from "../../state/url-state.ts";
import { FirmTip } from "../../things/firm/firm-tip.tsx";
import { HomeTip, type Hover } from "../../things/home/home-tip.tsx";
import { pickFeatures } from "../../things/map-features.ts";
import type { Lists, PickedPlace } from "../../things/picked.ts";

/** What lies under the pointer. It changes with every move, so only its mark is drawn anew with it. */
export type Hovers = StoreApi<{ readonly hover: Hover | null }>;
export const createHovers = (): Hovers => createStore(() => ({ hover: null }));

/** The marks of what is picked and of the home under the pointer, and the words beside the pointer. */
export function HoverMark({
	hovers,
	controller,
	system,
	situation,
	lists,
	result,
	selection,
	place,
}: {
	readonly hovers: Hovers;
	readonly controller: MapController | null;
	readonly system: SystemId | null;
	readonly situation: Situation;
	readonly lists: Lists;
	readonly result: CoverageResult | null;
	readonly selection: Selection | null;
	readonly place: PickedPlace;
}) {
	const hover = useSelected(hovers, (state) => state.hover);
	const { opened } = lists;
	const home = hover?.hit.kind === "home" ? hover.hit.home : null;
	const lngLat = opened?.homes.lngLat;
	const features = useMemo(() => {
		const hovered = home !== null && lngLat ? ([lngLat[home * 2]!, lngLat[home * 2 + 1]!] as const) : null;
		return pickFeatures(selection, place.at, hovered);
	}, [selection, place.at, home, lngLat]);
	useEffect(() => controller?.setSource("pick", features), [controller, features]);
	if (!hover) return null;
	if (system === "property-firm") return <FirmTip hover={hover} lists={lists} />;
	if (system !== null || !result || !opened) return null;
	return <HomeTip hover={hover} opened={opened} result={result} situation={situation} />;
}
