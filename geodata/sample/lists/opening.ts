import type { Random } from "../plane/random.ts";

/** Shares of a system's places that opened in these years, the latest first; the rest opened before. */
const LATE: readonly (readonly [year: number, share: number])[] = [
	[2026, 0.03],
	[2025, 0.05],
	[2024, 0.06],
];
const LAST_EARLY_YEAR = 2023;

/**
 * The year the `rank`-th of `count` places opened: those most wanted first, give or take a few ranks.
 *
 * @param firstYear When the first of them opened, ≤ 2023.
 */
export function openingYear(rank: number, count: number, firstYear: number, random: Random): number {
	const share = Math.min(0.9999, Math.max(0, (rank + random.range(-0.06, 0.06) * count) / count));
	let left = 1;
	for (const [year, part] of LATE) {
		left -= part;
		if (share >= left) return year;
	}
	return firstYear + Math.floor((share / left) * (LAST_EARLY_YEAR - firstYear + 1));
}

/** When a place is open, for a card to show: days as a code, hours in 24-hour time. */
export function hoursOf(
	kind: "office" | "care" | "evening",
	random: Random,
): { readonly days: "daily" | "weekdays"; readonly hours: string } {
	switch (kind) {
		case "office":
			return { days: random.chance(0.6) ? "weekdays" : "daily", hours: random.pick(OFFICE) };
		case "care":
			return { days: random.chance(0.7) ? "daily" : "weekdays", hours: random.pick(CARE) };
		case "evening":
			return { days: "daily", hours: random.pick(EVENING) };
	}
}

const OFFICE = ["08:30–17:30", "09:00–17:00", "08:30–20:00"];
const CARE = ["08:00–16:30", "07:30–17:00", "08:30–17:00"];
const EVENING = ["13:00–20:30", "09:00–20:00"];
