import type { Position } from "../../geodata/units/position.ts";
import type { SystemId } from "../derived/systems.ts";
import type { MapHit } from "../map/city-map.ts";
import type { Selection } from "../state/kinds.ts";
import type { Lists } from "./lists.ts";
import { ALL_THINGS } from "./things.ts";

/** The selection after a click on the map: the thing under the pointer, else the ground. */
export function pressedThing(
	hit: MapHit,
	position: Position,
	lists: Lists,
	system: SystemId | null,
): Selection {
	const ground: Selection = { kind: "point", position };
	if (hit.kind === "ground") return ground;
	if (hit.kind === "feature") {
		const thing = ALL_THINGS.find(({ drawn }) => drawn?.pressed.includes(hit.layer));
		return thing?.press(hit.id, lists) ?? ground;
	}
	// The kind shown in the list has priority over the home itself.
	const picked = ALL_THINGS.map(({ pressHome }) => pressHome?.(hit.home, lists, system) ?? null).filter(
		(one) => one !== null,
	);
	return picked.at(-1) ?? ground;
}
