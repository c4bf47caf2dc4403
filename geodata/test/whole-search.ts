import type { CityModel, FacilitySet } from "../city/city-model.ts";
import { NEVER } from "../cost/network-costs.ts";
import { alongSharedEdges, type Coverage } from "../coverage/coverage.ts";
import type { CityCosts } from "../search/city-costs.ts";
import { NONE, UNREACHED } from "../units/constants.ts";

/**
 * Coverage read from a search of every node towards `facilities` that the model's workspace holds, asking every gate
 * of every home: what the search of the core must equal. Exact up to the limit of that search.
 */
export function coverageAfterSearch(model: CityModel, costs: CityCosts, facilities: FacilitySet): Coverage {
	const { cost, label } = model.workspace;
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
