import type { TargetGroup } from "../catalogue/vocabulary.ts";
import type { DemandSet } from "../city/demand.ts";

/** People at each home. */
export type PeopleColumns = Pick<DemandSet, "people" | "people0To14" | "people60Plus" | "agesKnown">;

/** The group whose people count in this city: all people where ages are unknown. */
export function effectiveGroup(demand: Pick<PeopleColumns, "agesKnown">, group: TargetGroup): TargetGroup {
	return demand.agesKnown ? group : "all";
}

/** Shape [demand.count]; people of the target group at each demand point. */
export function targetPeople(demand: PeopleColumns, group: TargetGroup): Uint32Array {
	switch (effectiveGroup(demand, group)) {
		case "all":
			return demand.people;
		case "age-0-14":
			return demand.people0To14;
		case "age-60-plus":
			return demand.people60Plus;
	}
}
