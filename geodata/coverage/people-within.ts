import type { CityModel, FacilitySet } from "../city/city-model.ts";
import type { CityCosts } from "../search/city-costs.ts";
import type { Reach } from "../search/reach.ts";
import { UNREACHED } from "../units/constants.ts";
import { alongSharedEdges } from "./coverage.ts";

/**
 * People a facility would cover alone within each cutoff.
 *
 * @param only One facility.
 * @param reach Towards that facility.
 * @param cutoffs At most the cutoff of the reach.
 * @returns One number per cutoff.
 */
export function peopleWithin(
	model: CityModel,
	costs: CityCosts,
	only: FacilitySet,
	reach: Reach,
	cutoffs: readonly number[],
): number[] {
	const { demand, coreSearch, walkScratch: walks } = model;
	const { first, edge: slotAt } = coreSearch.slotsAt;
	const { cost: endCost, label: pointOf } = costs.demandEnds;
	const met: number[] = [];
	const offer = (point: number, walk: number): void => {
		const known = walks[point]!;
		if (walk >= known) return;
		if (known === UNREACHED) met.push(point);
		walks[point] = walk;
	};
	for (let at = 0; at < reach.node.length; at++) {
		const node = reach.node[at]!;
		const nodeCost = reach.nodeCost[at]!;
		for (let i = first[node]!; i < first[node + 1]!; i++) {
			const slot = slotAt[i]!;
			offer(pointOf[slot]!, nodeCost + endCost[slot]!);
		}
	}
	alongSharedEdges(model, costs, only, offer);
	const people = cutoffs.map((cutoff) =>
		met.reduce((sum, point) => (walks[point]! <= cutoff ? sum + demand.people[point]! : sum), 0),
	);
	for (const point of met) walks[point] = UNREACHED;
	return people;
}
