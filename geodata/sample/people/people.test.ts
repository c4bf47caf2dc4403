import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wholeShares } from "./people.ts";

describe("whole shares", () => {
	it("sum exactly and are never a whole person off", () => {
		const weights = fc.array(fc.double({ min: 0.001, max: 1000, noNaN: true }), {
			minLength: 1,
			maxLength: 40,
		});
		fc.assert(
			fc.property(weights, fc.integer({ min: 0, max: 1e6 }), (w, total) => {
				const shares = wholeShares(w, total);
				const sum = w.reduce((a, b) => a + b, 0);
				expect(shares.reduce((a, b) => a + b, 0)).toBe(total);
				w.forEach((weight, i) => {
					expect(Math.abs((shares[i] ?? 0) - (weight / sum) * total)).toBeLessThan(1);
				});
			}),
		);
	});

	it("give what is left over to the largest remainders", () => {
		// 7 by 5 : 3 : 2 is 3.5, 2.1, 1.4: the largest remainder gets the seventh.
		expect([...wholeShares([5, 3, 2], 7)]).toEqual([4, 2, 1]);
	});
});
