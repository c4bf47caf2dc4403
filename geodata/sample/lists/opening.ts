import type { Random } from "../plane/random.ts";

/** Shares of a system's places that opened in these years, latest first; the rest opened before. */
const LATE: readonly (readonly [year: number, share: number])[] = [
	[2026, 0.03],
	[2025, 0.05],
	[2024, 0.06],
];
const LAST_EARLY_YEAR = 2023;

/**
 * The year in which the `rank`-th of `count` places opened: most needed first, with a few ranks of noise.
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

/** Opening hours for a card: days as a code, 24-hour time. */
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
