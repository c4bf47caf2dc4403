import Flatbush from "flatbush";
import type { DemandSet } from "./demand.ts";

const trees = new WeakMap<DemandSet, Flatbush>();

/** A tree over the positions of a city's homes, 1e-7 degrees; built once a city, null where there are none. */
export function homeTreeOf(demand: DemandSet): Flatbush | null {
	const known = trees.get(demand);
	if (known !== undefined) return known;
	if (demand.count === 0) return null;
	const tree = new Flatbush(demand.count, 16, Int32Array);
	for (let point = 0; point < demand.count; point++) tree.add(demand.lng[point]!, demand.lat[point]!);
	tree.finish();
	trees.set(demand, tree);
	return tree;
}
