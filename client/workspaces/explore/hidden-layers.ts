import type { SystemId } from "../../derived/systems.ts";
import type { LayerName } from "../../state/kinds.ts";

/** Layers that belong to a service with places and are hidden without one. */
const OF_SERVICES: readonly LayerName[] = ["homes", "areas", "gaps", "facilities", "parks"];

/** Layers that are off: the reader's choice and, with a list open, those unrelated to it. */
export function hiddenLayersOf(
	system: SystemId | null,
	hidden: ReadonlySet<LayerName>,
): ReadonlySet<LayerName> {
	if (system === null) return hidden;
	const off = system === "courtyard" ? OF_SERVICES : [...OF_SERVICES, "courtyards" as const];
	return new Set([...hidden, ...off]);
}
