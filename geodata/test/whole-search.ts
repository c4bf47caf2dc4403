import type { CityModel, FacilitySet } from "../city/city-model.ts";
import { IMPEDANCE_MAX, NEVER } from "../cost/network-costs.ts";
import { alongSharedEdges, type Coverage } from "../coverage/coverage.ts";
import { accessEnds } from "../search/access-ends.ts";
import type { CityCosts } from "../search/city-costs.ts";
import { searchFrom } from "../search/search.ts";
import { NONE, UNREACHED } from "../units/constants.ts";

/**
 * Coverage from a search over all nodes towards `facilities`, with every gate of every home: the reference for the
 * search on the core.
 */
export function coverageBySearch(model: CityModel, costs: CityCosts, facilities: FacilitySet): Coverage {
	const ends = accessEnds(model.graph, costs.network, facilities.access, "to");
	const { cost, label } = searchFrom(model.workspace, costs.network.reverse, ends, IMPEDANCE_MAX);
	const { start } = model.demand.access;
	const { node, cost: endCost } = costs.demandEnds;
	const { count } = model.demand;
	const impedance = new Uint32Array(count).fill(UNREACHED);
	const nearest = new Int32Array(count).fill(NONE);
	const offer = (point: number, walk: number, facility: number): void => {
		if (walk >= NEVER || walk > impedance[point]!) return;
		if (walk === impedance[point] && facility >= nearest[point]!) return;
		impedance[point] = walk;
		nearest[point] = facility;
	};
	for (let point = 0; point < count; point++) {
		for (let slot = start[point]! * 2; slot < start[point + 1]! * 2; slot++) {
			const end = node[slot]!;
			offer(point, cost[end]! + endCost[slot]!, label[end]!);
		}
	}
	alongSharedEdges(model, costs, facilities, offer);
	return { unit: costs.network.unit, impedance, nearest };
}
