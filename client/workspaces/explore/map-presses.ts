import { useMemo } from "react";
import type { Position } from "../../../geodata/units/position.ts";
import type { SystemId } from "../../derived/systems.ts";
import type { MapEvents, MapHit } from "../../map/map-controller.ts";
import { useStore } from "../../state/store.ts";
import type { Selection } from "../../state/url-state.ts";
import { firmOf } from "../../things/firm/firms.ts";
import type { Lists } from "../../things/picked.ts";
import type { Hovers } from "./hover-mark.tsx";

/** What the map tells, as what the page does with it. */
export function useMapEvents(
	lists: Lists,
	system: SystemId | null,
	press: (selection: Selection, position: Position) => void,
	hovers: Hovers,
	onTileTrouble: (missing: boolean) => void,
): MapEvents {
	const set = useStore((state) => state.set);
	return useMemo(
		() => ({
			onClick: (hit, position) => press(selectionOf(hit, position, lists, system), position),
			onHover: (hit, at) => hovers.setState({ hover: hit?.kind === "home" ? { hit, ...at } : null }),
			onCamera: (camera) => set({ camera }),
			onTileTrouble,
		}),
		[lists, system, press, hovers, set, onTileTrouble],
	);
}

function selectionOf(hit: MapHit, position: Position, lists: Lists, system: SystemId | null): Selection {
	const ground: Selection = { kind: "point", position };
	if (hit.kind === "ground") return ground;
	if (hit.kind === "home") {
		const id = lists.opened?.homes.ids[hit.home];
		if (id === undefined) return ground;
		const firm = system === "property-firm" && firmOf(lists.firms ?? [], id);
		return firm ? { kind: "firm", id: firm.properties.firmId } : { kind: "home", id };
	}
	switch (hit.layer) {
		case "gap-name":
			return { kind: "gap", id: hit.id };
		case "community-name":
		case "system-area":
		case "system-count":
			return { kind: "community", id: hit.id };
		case "courtyard":
		case "courtyard-far":
			return { kind: "courtyard", id: hit.id };
		case "park":
			return { kind: "park", id: hit.id };
		case "plot":
		case "plot-area":
			return { kind: "plot", id: hit.id };
		case "facility":
			return lists.parks?.some((park) => park.properties.parkId === hit.id)
				? { kind: "park", id: hit.id }
				: { kind: "facility", id: hit.id };
	}
}
