import { useEffect, useMemo } from "react";
import { type DataLayers, NO_LAYERS } from "../../map/data-layers.ts";
import { pickedIdOf } from "../../state/kinds.ts";
import { EMPTY, useSource } from "../features.ts";
import type { LayerProps } from "../thing.ts";
import { firmOfHomes } from "./firms.ts";
import { gradeColours, gradeMarks } from "./graded-homes.ts";

export const FIRM_LAYERS: DataLayers = {
	...NO_LAYERS,
	sources: ["system-marks"],
	layers: () => [
		{
			on: "onNames",
			z: 10,
			layer: {
				id: "system-mark",
				type: "symbol",
				source: "system-marks",
				layout: {
					"icon-image": ["get", "icon"],
					"icon-size": ["interpolate", ["linear"], ["zoom"], 9.5, 0.2, 12, 0.36, 15, 0.74],
					"icon-allow-overlap": true,
				},
				paint: { "icon-opacity": ["case", ["==", ["get", "faded"], true], 0.25, 1] },
			},
		},
	],
};

/** With the list of firms open, homes in the colours of their firms, with marks. */
export function FirmLayer({ controller, scene }: LayerProps): null {
	const { system, only, tokens, selection } = scene;
	const { firms, opened } = scene.lists;
	const homes = opened?.homes ?? null;
	const on = system === "property-firm";
	const pickedId = pickedIdOf(selection, "firm");
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
		if (!drawn) return;
		controller.setHomeLook({ colours: drawn.colours, marks: null });
		// The home colours are removed with the list; the next service sets them again.
		return () => controller.setHomeLook(null);
	}, [controller, drawn]);
	return null;
}
