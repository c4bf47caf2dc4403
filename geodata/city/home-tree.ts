import Flatbush from "flatbush";
import type { DemandSet } from "./demand.ts";

/** A spatial index of a city's homes, 1e-7 degrees; null where there are none. */
export function homeTree(demand: DemandSet): Flatbush | null {
	if (demand.count === 0) return null;
	const tree = new Flatbush(demand.count, 16, Int32Array);
	for (let point = 0; point < demand.count; point++) tree.add(demand.lng[point]!, demand.lat[point]!);
	tree.finish();
	return tree;
}
