import { beforeAll, describe, expect, it } from "vitest";
import type { CityInput, FacilityInput } from "../../city/city-input.ts";
import { generateSample } from "../generate-sample.ts";
import { toPlane } from "../plane/plane.ts";

let city: CityInput;
beforeAll(() => {
	city = generateSample({ seed: 1, factor: 1 });
}, 120_000);

const ofKind = (kind: string): FacilityInput[] => city.facilities.filter((f) => f.kind === kind);
const sum = (values: readonly number[] | null) => (values ?? []).reduce((a, b) => a + b, 0);
const numbersOf = (kind: string, key: string) => ofKind(kind).map((f) => Number(f.attributes[key]));

describe("the facilities of the sample", () => {
	it("are there for every system that is a place", () => {
		// Published: the first three. 1 + 3 rehabilitation centres. The rest is fictional.
		const counts = {
			"party-centre": 4,
			"party-station": 158,
			"party-point": 48,
			"mental-rehab-centre": 4,
			"mental-rehab-point": 86,
			"elderly-day-care": 172,
			"elderly-college": 17,
			"elderly-home": 46,
			"social-work-station": 296,
			"tea-council-venue": 238,
			"neighbour-watch-station": 212,
		};
		for (const [kind, count] of Object.entries(counts))
			expect([kind, ofKind(kind).length]).toEqual([kind, count]);
		expect(ofKind("small-works").length).toBeGreaterThan(600);
		expect(new Set(city.facilities.map((f) => f.kind)).size).toBe(12);
		expect(new Set(city.facilities.map((f) => f.facilityId)).size).toBe(city.facilities.length);
	});

	it("are marked as sample, with a year in which they opened, and no one's phone", () => {
		for (const { name, kind, attributes } of city.facilities) {
			expect([name, attributes.sample]).toEqual([name, true]);
			if (kind !== "small-works") expect(attributes.hours).toMatch(/^\d\d:\d\d–\d\d:\d\d$/);
			if (attributes.open === false) expect(attributes.opened).toBeUndefined();
			else {
				expect(attributes.opened).toBeGreaterThanOrEqual(2005);
				expect(attributes.opened).toBeLessThanOrEqual(2026);
			}
			expect(Object.keys(attributes).some((key) => /phone|tel/i.test(key))).toBe(false);
		}
	});

	it("say what a card shows: beds, places, contact centre and cards", () => {
		for (const [i, beds] of numbersOf("elderly-home", "beds").entries()) {
			expect(numbersOf("elderly-home", "nursingBeds")[i]).toBeLessThanOrEqual(beds);
			// Small homes: under 50 beds.
			expect(beds).toBeLessThan(50);
		}
		expect(Math.min(...numbersOf("elderly-day-care", "places"))).toBeGreaterThan(0);
		for (const { attributes } of ofKind("neighbour-watch-station")) {
			expect(attributes.contactCentre).toMatch(/联络中心$/);
			// A count of people below ten is never shown.
			expect(attributes.cards).toBeGreaterThanOrEqual(10);
		}
	});

	it("are entered within a few steps of where they stand", () => {
		for (const { name, lngDeg, latDeg, entrances } of city.facilities) {
			const [x, y] = toPlane([lngDeg, latDeg]);
			expect(entrances).toHaveLength(1);
			for (const entrance of entrances) {
				const [ex, ey] = toPlane(entrance);
				expect([name, Math.hypot(x - ex, y - ey) < 25]).toEqual([name, true]);
			}
		}
	});

	it("follow small works from suggestion to done, month by month", () => {
		const steps = ["suggested", "approved", "building", "done"];
		const dates = ["suggestedOn", "approvedOn", "startedOn", "doneOn"];
		const seen = new Set<unknown>();
		for (const { attributes } of ofKind("small-works")) {
			const reached = steps.indexOf(String(attributes.status));
			seen.add(attributes.status);
			const months = dates.flatMap((key) => (attributes[key] === undefined ? [] : [String(attributes[key])]));
			expect(months).toHaveLength(reached + 1);
			expect(months).toEqual([...months].sort());
			expect((months.at(-1) ?? "") <= "2026-10").toBe(true);
			expect(attributes.open).toBe(reached === 3 ? undefined : false);
			if (reached === 3) expect(Number(months.at(-1)?.slice(0, 4))).toBe(attributes.opened);
		}
		expect([...seen].sort()).toEqual([...steps].sort());
	});
});

describe("the earlier years of the sample", () => {
	it("are the last days of 2023, 2024 and 2025", () => {
		expect(city.snapshots.map((s) => s.date)).toEqual(["2023-12-31", "2024-12-31", "2025-12-31"]);
	});

	it("open more and more, and close nothing", () => {
		const present = city.facilities.filter((f) => f.attributes.open !== false).map((f) => f.facilityId);
		let next = new Set([...present, ...city.parks.map((p) => p.parkId)]);
		for (const { openFacilityIds } of [...city.snapshots].reverse()) {
			expect(new Set(openFacilityIds).size).toBe(openFacilityIds.length);
			expect(openFacilityIds.filter((id) => !next.has(id))).toEqual([]);
			expect(openFacilityIds.length).toBeLessThan(next.size);
			next = new Set(openFacilityIds);
		}
		// Most existed in 2023.
		expect(next.size).toBeGreaterThan(0.7 * (present.length + city.parks.length));
	});

	it("agree with the years the facilities and parks themselves give", () => {
		for (const { date, openFacilityIds } of city.snapshots) {
			const year = Number(date.slice(0, 4));
			const open = new Set(openFacilityIds);
			for (const f of city.facilities) {
				expect(open.has(f.facilityId)).toBe(Number(f.attributes.opened ?? 9999) <= year);
			}
			for (const p of city.parks) expect(open.has(p.parkId)).toBe((p.builtYear ?? 9999) <= year);
		}
		// The 50 of 2023 (city report) are all open at its end; the 210 larger parks by 2021.
		const first = new Set(city.snapshots[0]?.openFacilityIds);
		const of2023 = city.parks.filter((p) => p.kind === "pocket-park" && p.builtYear === 2023);
		expect(of2023.filter((p) => first.has(p.parkId))).toHaveLength(50);
		expect(city.parks.filter((p) => p.kind === "park" && first.has(p.parkId))).toHaveLength(210);
	});

	it("have fewer people the further back, up to the census that stands for today", () => {
		const totals = [...city.snapshots.map((s) => sum(s.people)), 2_092_496];
		for (const [i, total] of totals.slice(1).entries()) {
			const before = totals[i] ?? 0;
			// Between half a per cent and three per cent a year.
			expect(total / before).toBeGreaterThan(1.005);
			expect(total / before).toBeLessThan(1.03);
		}
	});

	it("give each compound whole people, no more young and old than all, and new estates nobody yet", () => {
		let filled = 0;
		for (const { people, people0To14, people60Plus } of city.snapshots) {
			expect(people).toHaveLength(city.compounds.length);
			for (const [i, count] of people.entries()) {
				const [young, old] = [people0To14?.[i] ?? -1, people60Plus?.[i] ?? -1];
				expect(Number.isInteger(count) && young >= 0 && old >= 0 && young + old <= count).toBe(true);
			}
			const empty = people.filter((count, i) => count === 0 && (city.compounds[i]?.people ?? 0) > 0).length;
			if (filled > 0) expect(empty).toBeLessThan(filled);
			filled = empty;
		}
		expect(filled).toBeGreaterThan(20);
	});
});
