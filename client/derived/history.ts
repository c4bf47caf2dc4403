import type { Snapshot } from "../api/city-api.ts";
import type { Situation } from "./situation.ts";

/** Coverage on one day: coveredPeople ÷ people. */
export interface TrendPoint {
	/** ISO date; null is the present. */
	readonly date: string | null;
	readonly people: number;
	readonly coveredPeople: number;
}

export const shareOf = ({ people, coveredPeople }: TrendPoint): number | null =>
	people > 0 ? coveredPeople / people : null;

/** Earlier days of the standard on the screen, oldest first; empty for a rule of the reader's own. */
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

/** The earlier day the present is set beside: the one asked for, else the oldest. */
export const comparedDay = (days: readonly Snapshot[], since: string | null): Snapshot | null =>
	days.find((day) => day.date === since) ?? days[0] ?? null;

export const yearOf = (date: string): string => date.slice(0, 4);

/** What the table sets beside the present. */
export interface Comparison {
	/** Year the present is compared with. */
	readonly year: string;
	/** Share of each community then, by its code; absent where it had no people. */
	readonly shares: ReadonlyMap<string, number>;
}

/** What the table of communities shows beside the present. */
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
