import { useEffect, useMemo, useState } from "react";
import { type AreaShape, areaShape } from "../map/layers/area-drawing.ts";
import { isCancelled } from "./rpc.ts";
import type { AreasResult, CoverageResult } from "./types.ts";
import type { Engine } from "./use-engine.ts";

/** Waits for a dragged cutoff to stop before drawing hundreds of areas. */
const REST_MS = 180;

export interface Areas {
	readonly shapes: readonly AreaShape[] | null;
	/** The result the shapes belong to; with another result they are stale. */
	readonly of: CoverageResult | null;
	readonly progress: { readonly done: number; readonly total: number } | null;
}

/** True service areas of every place and their circles, for the displayed result. */
export function useAreas(
	engine: Engine | null,
	result: CoverageResult | null,
	centres: readonly (readonly [number, number])[] | null,
	wanted: boolean,
): Areas {
	const [drawn, setDrawn] = useState<{ of: CoverageResult; areas: AreasResult } | null>(null);
	const [progress, setProgress] = useState<Areas["progress"]>(null);

	useEffect(() => {
		if (!engine || !result || !wanted || drawn?.of === result) return;
		const controller = new AbortController();
		const timer = setTimeout(() => {
			const { key, rule, profile } = result.input;
			engine.caller
				.call(
					"areas",
					{ key, rule, profile },
					{
						signal: controller.signal,
						progress: (step) => setProgress(step as Areas["progress"]),
					},
				)
				.then((areas) => setDrawn({ of: result, areas }))
				.catch((error: unknown) => {
					if (!isCancelled(error)) setDrawn(null);
				})
				.finally(() => setProgress(null));
		}, REST_MS);
		return () => {
			clearTimeout(timer);
			controller.abort();
		};
	}, [engine, result, wanted, drawn]);

	const shapes = useMemo(() => {
		if (!drawn || !centres || drawn.areas.length !== centres.length) return null;
		const radiusM = drawn.of.figures.totals.circleRadiusM;
		return drawn.areas.map((area, place) => areaShape(centres[place] ?? [0, 0], radiusM, area));
	}, [drawn, centres]);

	return { shapes, of: drawn?.of ?? null, progress };
}
