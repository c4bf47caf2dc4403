import type { Snapshot } from "../api/city-api.ts";
import type { Situation } from "./situation.ts";

/** Coverage on one day: coveredPeople ÷ people. */
export interface TrendPoint {
	/** ISO date; null for the present. */
	readonly date: string | null;
	readonly people: number;
	readonly coveredPeople: number;
}

export const shareOf = ({ people, coveredPeople }: TrendPoint): number | null =>
	people > 0 ? coveredPeople / people : null;

/** Earlier days for the displayed standard, oldest first; empty for a custom rule. */
export function earlierDays(
	snapshots: readonly Snapshot[] | undefined,
	{ standard, service, profile }: Pick<Situation, "standard" | "service" | "profile">,
): readonly Snapshot[] {
	if (!snapshots || !standard) return [];
	return snapshots
		.filter(
			(row) =>
				row.serviceId === service.serviceId &&
				row.ruleId === standard.ruleId &&
				row.profileId === profile.profileId,
		)
		.toSorted((a, b) => (a.date < b.date ? -1 : 1));
}

/** The earlier day to compare with: the requested one, else the oldest. */
export const comparedDay = (days: readonly Snapshot[], since: string | null): Snapshot | null =>
	days.find((day) => day.date === since) ?? days[0] ?? null;

export const yearOf = (date: string): string => date.slice(0, 4);

/** The comparison in the table of communities. */
export interface Comparison {
	/** The earlier year. */
	readonly year: string;
	/** Share of each community in that year, by its code; absent where it had no people. */
	readonly shares: ReadonlyMap<string, number>;
}

/** The comparison of the table of communities with an earlier day. */
export function comparisonOf(day: Snapshot | null): Comparison | null {
	if (!day) return null;
	return {
		year: yearOf(day.date),
		shares: new Map(
			day.byCommunity.flatMap(({ code, people, coveredPeople }) =>
				people > 0 ? [[code, coveredPeople / people] as const] : [],
			),
		),
	};
}
