import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wholePeople } from "./whole-people.ts";

describe("wholePeople", () => {
	it("leaves whole numbers as they are", () => {
		expect([...wholePeople([0, 3, 1, 40_000])]).toEqual([0, 3, 1, 40_000]);
	});

	it("spreads fractions evenly over the cells that have them", () => {
		// Running sums 0.5, 1, 1.5, 2 round to 1, 1, 2, 2.
		expect([...wholePeople([0.5, 0.5, 0.5, 0.5])]).toEqual([1, 0, 1, 0]);
		// A hundred cells of 0.3 beside a hundred of 0.4: 30 and 40 people, not 0 and 70.
		const people = wholePeople([...Array(100).fill(0.3), ...Array(100).fill(0.4)]);
		const sum = (list: Uint32Array) => list.reduce((all, one) => all + one, 0);
		expect(sum(people.subarray(0, 100))).toBe(30);
		expect(sum(people.subarray(100))).toBe(40);
	});

	it("keeps every cell within one person of itself, and the total within half of one", () => {
		const populations = fc.array(fc.double({ min: 0, max: 1e5, noNaN: true }), { maxLength: 200 });
		fc.assert(
			fc.property(populations, (list) => {
				const people = wholePeople(list);
				list.forEach((population, i) => {
					expect(people[i]).toBeGreaterThanOrEqual(Math.floor(population));
					expect(people[i]).toBeLessThanOrEqual(Math.floor(population) + 1);
				});
				const total = list.reduce((sum, population) => sum + population, 0);
				const given = people.reduce((sum, one) => sum + one, 0);
				expect(Math.abs(given - total)).toBeLessThanOrEqual(0.5 + 1e-6);
			}),
		);
	});
});
