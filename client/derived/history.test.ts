import { describe, expect, it } from "vitest";
import type { Snapshot } from "../api/city-api.ts";
import { comparedDay, comparisonOf, earlierDays, shareOf } from "./history.ts";
import type { Situation } from "./situation.ts";

const day = (date: string, rest: Partial<Snapshot> = {}): Snapshot => ({
	date,
	serviceId: "party-service",
	ruleId: "party-15-distance",
	profileId: "adult",
	facilities: 3,
	people: 100,
	coveredPeople: 40,
	byCommunity: [
		{ code: "a", people: 80, coveredPeople: 20 },
		{ code: "empty", people: 0, coveredPeople: 0 },
	],
	sample: true,
	...rest,
});

const situation = (standard: { ruleId: string } | null) =>
	({ standard, service: { serviceId: "party-service" }, profile: { profileId: "adult" } }) as Pick<
		Situation,
		"standard" | "service" | "profile"
	>;
const STANDARD = { ruleId: "party-15-distance" };

describe("earlier days", () => {
	const snapshots = [
		day("2024-12-31"),
		day("2023-12-31"),
		day("2022-12-31", { ruleId: "party-15-time" }),
		day("2021-12-31", { profileId: "elderly" }),
		day("2020-12-31", { serviceId: "pocket-park" }),
	];

	it("are those of the displayed standard, oldest first", () => {
		expect(earlierDays(snapshots, situation(STANDARD)).map((row) => row.date)).toEqual([
			"2023-12-31",
			"2024-12-31",
		]);
	});

	it("are empty for a custom rule", () => {
		expect(earlierDays(snapshots, situation(null))).toEqual([]);
	});

	it("are compared by the requested day, else by the oldest", () => {
		const days = earlierDays(snapshots, situation(STANDARD));
		expect(comparedDay(days, "2024-12-31")?.date).toBe("2024-12-31");
		expect(comparedDay(days, "1999-12-31")?.date).toBe("2023-12-31");
		expect(comparedDay([], null)).toBeNull();
	});

	it("give a share per community; none where nobody lived", () => {
		const comparison = comparisonOf(day("2023-12-31"));
		expect(comparison?.year).toBe("2023");
		// 20 of 80.
		expect([...(comparison?.shares ?? [])]).toEqual([["a", 0.25]]);
		expect(shareOf({ date: null, people: 0, coveredPeople: 0 })).toBeNull();
	});
});
