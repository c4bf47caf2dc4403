import { useEffect, useMemo, useState } from "react";
import type { ScenarioAreas } from "../engine/scenario-types.ts";
import type { Areas } from "../engine/use-areas.ts";
import type { Engine } from "../engine/use-engine.ts";
import { type AreaShape, areaShape } from "../map/layers/area-drawing.ts";
import type { WhatIf } from "./use-what-if.ts";

/** The service areas in a what-if: the city's, with those of changed facilities replaced once idle. */
export function useWhatIfAreas(engine: Engine | null, whatIf: WhatIf | null, base: Areas): Areas {
	const rest = whatIf?.rest ?? null;
	const changedIds = whatIf?.changedIds ?? null;
	const [drawn, setDrawn] = useState<readonly ScenarioAreas[]>([]);
	useEffect(() => {
		if (!engine || !rest || !changedIds) return;
		let wanted = true;
		engine.caller.call("scenarioAreas", [...changedIds]).then(
			(areas) => wanted && setDrawn(areas),
			// The session reports worker errors; here the old areas stay.
			() => undefined,
		);
		return () => {
			wanted = false;
		};
	}, [engine, rest, changedIds]);
	const features = whatIf?.base ?? null;
	const radiusM = whatIf?.result?.figures.totals.circleRadiusM ?? 0;
	const shapes = useMemo((): readonly AreaShape[] | null => {
		if (!features || !changedIds || !base.shapes) return null;
		const untouched = base.shapes.filter((_, place) => {
			const id = features[place]?.properties.facilityId;
			return id === undefined || !changedIds.has(id);
		});
		const touched = drawn.filter(({ id }) => changedIds.has(id));
		return [...untouched, ...touched.map(({ position, area }) => areaShape(position, radiusM, area))];
	}, [features, changedIds, radiusM, base.shapes, drawn]);
	return whatIf ? { ...base, shapes } : base;
}
