import { useCallback } from "react";
import type { SystemId } from "../../derived/systems.ts";
import type { Selection } from "../../state/kinds.ts";
import { useStore } from "../../state/store.ts";
import { findThing } from "../../things/find-thing.ts";
import type { Lists } from "../../things/lists.ts";
import { pressedThing } from "../../things/press.ts";
import type { WhatIf } from "../../what-if/use-what-if.ts";
import { type MapListeners, useShell } from "../shell.tsx";
import type { ExploreWork } from "./work.ts";

const INSPECTOR_PX = 356;
const EDGE_PX = 28;

/** Selection: from a list, which flies there, and by a click on the map. */
export function usePicks(lists: Lists, system: SystemId | null, whatIf: WhatIf | null, work: ExploreWork) {
	const { controller, padding, phone, setSheet } = useShell();
	const set = useStore((state) => state.set);
	const pick = useCallback((selection: Selection | null) => set({ selection }), [set]);
	const pickAndFly = useCallback(
		(selection: Selection) => {
			pick(selection);
			if (phone) setSheet("half");
			const bbox = findThing(selection, lists)?.bbox;
			if (bbox) controller?.fit(bbox, phone ? padding : { ...padding, right: INSPECTOR_PX + EDGE_PX });
		},
		[pick, controller, padding, lists, phone, setSheet],
	);
	const events: MapListeners = {
		onClick: (hit, position) => {
			if (!whatIf?.takePress(position)) pick(pressedThing(hit, position, lists, system));
		},
		onHover: (hit, at) =>
			work.store.setState({ hover: hit?.kind === "home" ? { home: hit.home, ...at } : null }),
	};
	return { pick, pickAndFly, events };
}
