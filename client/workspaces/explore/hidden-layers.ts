import type { SystemId } from "../../derived/systems.ts";
import type { LayerName } from "../../state/kinds.ts";

/** What belongs to a service with places and leaves the map with it. */
const OF_SERVICES: readonly LayerName[] = ["homes", "areas", "gaps", "facilities", "parks"];

/** Layers that are off: the reader's, and with a list on the screen those it has nothing to do with. */
export function hiddenLayersOf(
	system: SystemId | null,
	hidden: ReadonlySet<LayerName>,
): ReadonlySet<LayerName> {
	if (system === null) return hidden;
	const off = system === "courtyard" ? OF_SERVICES : [...OF_SERVICES, "courtyards" as const];
	return new Set([...hidden, ...off]);
}
