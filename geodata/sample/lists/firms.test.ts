import { beforeAll, describe, expect, it } from "vitest";
import type { CityInput, CompoundInput, FirmInput } from "../../city/city-input.ts";
import { generateSample } from "../generate-sample.ts";
import { lengthBetween, toPlane } from "../plane/plane.ts";

let city: CityInput;
beforeAll(() => {
	city = generateSample({ seed: 1, factor: 1 });
}, 120_000);

const gradesIn = (quarter: number) =>
	city.firms.map(({ firmId, grades }) => {
		const grade = grades[quarter];
		if (grade === undefined) throw new Error(`${firmId} has no grade ${quarter}.`);
		return grade;
	});
const firmsOf = (quarter: number, grade: string) =>
	city.firms.filter((_, i) => gradesIn(quarter)[i]?.grade === grade).map(({ firmId }) => firmId);

describe("the property firms of the sample", () => {
	it("are 396, each with a name of its own", () => {
		expect(city.firms).toHaveLength(396);
		expect(new Set(city.firms.map((f) => f.firmId)).size).toBe(396);
		expect(new Set(city.firms.map((f) => f.name)).size).toBe(396);
	});

	it("serve every walled compound, once, and nothing else", () => {
		const served = city.firms.flatMap((f) => f.compoundIds);
		expect(new Set(served).size).toBe(served.length);
		// The wall of a compound is one feature of the map.
		expect(served).toHaveLength(city.baseFeatures.filter((f) => f.layer === "wall").length);
		const kinds = new Map(city.compounds.map((c) => [c.compoundId, c.kind]));
		expect(served.filter((id) => kinds.get(id) !== "compound")).toEqual([]);
	});

	it("are a few large and many small", () => {
		const sizes = city.firms.map((f) => f.compoundIds.length).sort((a, b) => b - a);
		expect(sizes.at(-1)).toBeGreaterThanOrEqual(1);
		const sum = (part: readonly number[]) => part.reduce((a, b) => a + b, 0);
		// The largest tenth serve more than a third of the compounds, the smaller half less than a fifth.
		expect(sum(sizes.slice(0, 40)) / sum(sizes)).toBeGreaterThan(0.34);
		expect(sum(sizes.slice(198)) / sum(sizes)).toBeLessThan(0.2);
	});

	it("serve compounds that lie near each other", () => {
		const byId = new Map(city.compounds.map((c) => [c.compoundId, c]));
		const apartM = (a: CompoundInput, b: CompoundInput) =>
			lengthBetween(toPlane([a.lngDeg, a.latDeg]), toPlane([b.lngDeg, b.latDeg]));
		const homesOf = ({ compoundIds }: FirmInput) => compoundIds.flatMap((id) => byId.get(id) ?? []);
		const nearestM = (home: CompoundInput, others: readonly CompoundInput[]) =>
			Math.min(...others.filter((o) => o !== home).map((o) => apartM(home, o)));
		const small = city.firms.filter((f) => f.compoundIds.length > 3 && f.compoundIds.length < 30);
		expect(small.length).toBeGreaterThan(100);
		const medianOf = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
		const own = medianOf(small.flatMap((f) => homesOf(f).map((h) => nearestM(h, homesOf(f)))));
		// As many compounds of as many firms, sampled in turn from the whole city.
		const all = small.flatMap(homesOf);
		const mixed = medianOf(
			small.flatMap((f, k) => {
				const strangers = all.filter((_, i) => i % small.length === k).slice(0, f.compoundIds.length);
				return strangers.length < 2 ? [] : strangers.map((h) => nearestM(h, strangers));
			}),
		);
		expect(own).toBeLessThan(mixed / 2);
	});

	it("are graded in eight quarters that end with the third of 2026", () => {
		const quarters = ["2024/4", "2025/1", "2025/2", "2025/3", "2025/4", "2026/1", "2026/2", "2026/3"];
		for (const { grades } of city.firms) {
			expect(grades.map((g) => `${g.year}/${g.quarter}`)).toEqual(quarters);
			for (const { score } of grades) {
				expect(score).toBeGreaterThan(40);
				expect(score).toBeLessThan(100);
			}
		}
	});

	it("stand on the red list for the best scores of a quarter and on the black list for the worst", () => {
		for (let quarter = 0; quarter < 8; quarter++) {
			const scores = (grade: string) =>
				gradesIn(quarter).flatMap((g) => (g.grade === grade ? [g.score] : []));
			// About a tenth and a twentieth of 396.
			expect(scores("red")).toHaveLength(40);
			expect(scores("black")).toHaveLength(20);
			expect(Math.min(...scores("red"))).toBeGreaterThanOrEqual(Math.max(...scores("plain")));
			expect(Math.max(...scores("black"))).toBeLessThanOrEqual(Math.min(...scores("plain")));
		}
	});

	it("keep their standing more often than chance would let them", () => {
		for (let quarter = 1; quarter < 8; quarter++) {
			for (const [grade, listed] of [
				["red", 40],
				["black", 20],
			] as const) {
				const before = new Set(firmsOf(quarter - 1, grade));
				const kept = firmsOf(quarter, grade).filter((id) => before.has(id)).length;
				// By chance 40 · 40 ÷ 396 = 4 red and 20 · 20 ÷ 396 = 1 black would stay; not all do.
				expect(kept).toBeGreaterThan(listed * 0.35);
				expect(kept).toBeLessThan(listed);
			}
		}
	});
});
