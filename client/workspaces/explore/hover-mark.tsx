import { useEffect, useMemo } from "react";
import { useStore as useSelected } from "zustand";
import type { Position } from "../../../geodata/units/position.ts";
import type { CityMap } from "../../map/city-map.ts";
import type { Selection } from "../../state/kinds.ts";
import { collection, pointFeature } from "../../things/features.ts";
import type { Scene } from "../../things/scene.ts";
import { ALL_THINGS } from "../../things/things.ts";
import type { ExploreWork } from "./work.ts";

/** The marks of the selection and of the home under the pointer, and the tooltip. */
export function HoverMark({
	work,
	controller,
	scene,
}: {
	readonly work: ExploreWork;
	readonly controller: CityMap;
	readonly scene: Scene;
}) {
	const hover = useSelected(work.store, (state) => state.hover);
	const home = hover?.home ?? null;
	const { selection, pickedAt } = scene;
	const lngLat = scene.lists.opened?.homes.lngLat;
	const features = useMemo(() => {
		const hovered = home !== null && lngLat ? ([lngLat[home * 2]!, lngLat[home * 2 + 1]!] as const) : null;
		return pickFeatures(selection, pickedAt, hovered);
	}, [selection, pickedAt, home, lngLat]);
	useEffect(() => controller.setSource("pick", features), [controller, features]);
	if (!hover) return null;
	return ALL_THINGS.map(({ Tip }, at) =>
		// The record of kinds never changes at runtime.
		// biome-ignore lint/suspicious/noArrayIndexKey: as said above.
		Tip ? <Tip key={at} {...hover} scene={scene} /> : null,
	);
}

/** The mark of the selection, and the ring around the hovered home. */
function pickFeatures(selection: Selection | null, at: Position | null, hovered: Position | null) {
	return collection([
		...(at && selection ? [pointFeature(at, { dot: selection.kind === "point" })] : []),
		...(hovered ? [pointFeature(hovered, { hover: true })] : []),
	]);
}
