import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { figuresOf, HOME_KINDS, MEASURES } from "./measures.ts";

describe("MEASURES", () => {
	it("are what a person would count among homes of every kind", () => {
		const anyPeople = fc.array(fc.nat(1000), { minLength: HOME_KINDS, maxLength: HOME_KINDS });
		fc.assert(
			fc.property(anyPeople, fc.nat(10_000_000), (people, walked) => {
				// Kinds 0 to 7: bit 1 covered, bit 2 in a circle, bit 4 reached.
				const where = (isOne: (kind: number) => boolean): number =>
					people.reduce((sum, count, kind) => (isOne(kind) ? sum + count : sum), 0);
				const everyone = where(() => true);
				const covered = where((kind) => kind % 2 === 1);
				const reached = where((kind) => kind >= 4);
				const sums = { people: Float64Array.from(people), walked: Float64Array.of(walked) };
				expect(figuresOf(sums, 0)).toEqual({
					people: everyone,
					coveredPeople: covered,
					coverageShare: everyone === 0 ? null : covered / everyone,
					circlePeople: where((kind) => [2, 3, 6, 7].includes(kind)),
					deniedPeople: where((kind) => [2, 6].includes(kind)),
					meanImpedance: reached === 0 ? null : walked / reached / 1000,
				});
			}),
		);
	});

	it("bear one id each", () => {
		expect(new Set(MEASURES.map(({ id }) => id)).size).toBe(MEASURES.length);
	});
});
