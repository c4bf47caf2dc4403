import { type KeyboardEvent, useCallback, useRef } from "react";
import { metresPerDegree, type Position } from "../../geodata/units/position.ts";
import type { FacilityFeature } from "../api/city-api.ts";
import type { CityMap } from "../map/city-map.ts";
import type { WhatIf } from "./use-what-if.ts";

/** Screen pixels per key press, so that the zoom determines the distance. */
export const KEY_STEP_PX = 12;
/** Distance per key press where no map can be drawn. */
export const KEY_STEP_M = 50;
const FAR_STEPS = 5;
/** Keys pressed in quick succession are one move and one undo step. */
const ONE_MOVE_MS = 1200;

const DIRECTIONS: Readonly<Record<string, readonly [number, number]>> = {
	ArrowLeft: [-1, 0],
	ArrowRight: [1, 0],
	ArrowUp: [0, -1],
	ArrowDown: [0, 1],
};

/** Arrow keys move a facility, Delete closes it. */
export function useMoveByKeys(whatIf: WhatIf, controller: CityMap | null) {
	const { session } = whatIf;
	const last = useRef({ id: "", atMs: 0 });
	return useCallback(
		(event: KeyboardEvent, feature: FacilityFeature) => {
			const { facilityId: id, name } = feature.properties;
			const change = session.store.getState().live?.changed.find((row) => row.id === id);
			if (change?.status === "closed" || event.ctrlKey || event.metaKey || event.altKey) return;
			if (event.key === "Delete" || event.key === "Backspace") {
				event.preventDefault();
				session.edit(change?.status === "added" ? { op: "restore", id, name } : { op: "close", id, name });
				return;
			}
			const direction = DIRECTIONS[event.key];
			if (!direction) return;
			event.preventDefault();
			const steps = event.shiftKey ? FAR_STEPS : 1;
			const from = change?.position ?? feature.geometry.coordinates;
			const [dx, dy] = [direction[0] * steps, direction[1] * steps];
			const position = controller
				? controller.handles.shifted(from, dx * KEY_STEP_PX, dy * KEY_STEP_PX)
				: shiftedByMetres(from, dx * KEY_STEP_M, dy * KEY_STEP_M);
			const continues = last.current.id === id && event.timeStamp - last.current.atMs < ONE_MOVE_MS;
			last.current = { id, atMs: event.timeStamp };
			session.edit({ op: "move", id, name, position }, continues);
		},
		[session, controller],
	);
}

/** @param southM Positive is south, as y on the screen. */
function shiftedByMetres([lngDeg, latDeg]: Position, eastM: number, southM: number): Position {
	const { lngM, latM } = metresPerDegree(latDeg);
	return [lngDeg + eastM / lngM, latDeg - southM / latM];
}
