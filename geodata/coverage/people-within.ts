import type { CityModel, FacilitySet } from "../city/city-model.ts";
import type { CityCosts } from "../search/city-costs.ts";
import { UNREACHED } from "../units/constants.ts";
import { alongSharedEdges } from "./coverage.ts";

/**
 * People a facility would cover by itself within each cutoff, read from a search towards it that the model's
 * workspace holds, and from nothing but what that search reached.
 *
 * @param only One facility.
 * @param cutoffs None above the limit of that search.
 * @returns One a cutoff.
 */
export function peopleWithin(
	model: CityModel,
	costs: CityCosts,
	only: FacilitySet,
	cutoffs: readonly number[],
): number[] {
	const { workspace, demand, coreSearch } = model;
	const { first, edge: slotAt } = coreSearch.slotsAt;
	const { cost: endCost, label: pointOf } = costs.demandEnds;
	const { cost } = workspace;
	const walks = walksOf(model);
	const met: number[] = [];
	const offer = (point: number, walk: number): void => {
		const known = walks[point]!;
		if (walk >= known) return;
		if (known === UNREACHED) met.push(point);
		walks[point] = walk;
	};
	for (const node of workspace.reachedNodes()) {
		for (let i = first[node]!; i < first[node + 1]!; i++) {
			const slot = slotAt[i]!;
			offer(pointOf[slot]!, cost[node]! + endCost[slot]!);
		}
	}
	alongSharedEdges(model, costs, only, offer);
	const people = cutoffs.map((cutoff) =>
		met.reduce((sum, point) => (walks[point]! <= cutoff ? sum + demand.people[point]! : sum), 0),
	);
	for (const point of met) walks[point] = UNREACHED;
	return people;
}

const walksByModel = new WeakMap<CityModel, Uint32Array>();

/** Shape [demand.count]; all UNREACHED between two questions. */
function walksOf(model: CityModel): Uint32Array {
	let walks = walksByModel.get(model);
	if (walks === undefined) {
		walks = new Uint32Array(model.demand.count).fill(UNREACHED);
		walksByModel.set(model, walks);
	}
	return walks;
}
