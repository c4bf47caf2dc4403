import { useEffect, useRef, useState } from "react";
import { ease } from "../../map/layers/morph.ts";
import type { Lens } from "../../state/url-state.ts";
import { REDUCED_MOTION_QUERY } from "../../styles/use-media-query.ts";

const MORPH_MS = 1100;

/** 0 for the circle, 1 for the streets; animated between them when the lens is switched. */
export function useTruth(lens: Lens): number {
	const target = lens === "streets" ? 1 : 0;
	const [truth, setTruth] = useState(target);
	const now = useRef(target);

	useEffect(() => {
		const from = now.current;
		if (from === target) return;
		if (matchMedia(REDUCED_MOTION_QUERY).matches) {
			now.current = target;
			setTruth(target);
			return;
		}
		const startedAt = performance.now();
		let frame = requestAnimationFrame(function step(at) {
			const share = Math.min(1, Math.max(0, (at - startedAt) / MORPH_MS));
			now.current = share === 1 ? target : from + (target - from) * ease(share);
			setTruth(now.current);
			if (share < 1) frame = requestAnimationFrame(step);
		});
		return () => cancelAnimationFrame(frame);
	}, [target]);

	return truth;
}
