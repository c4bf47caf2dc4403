import { describe, expect, it } from "vitest";
import { barPaths } from "./histogram-bars.ts";

/** Every bar in path data as left, top and right edge: "M left floor v … q … h … q … V floor z". */
function barsOf(path: string, floor: number) {
	return [...path.matchAll(/M([\d.-]+) [\d.-]+v([\d.-]+)q0 -([\d.]+) [\d.]+ [\d.-]+h([\d.-]+)/g)].map(
		([, left, up, corner, across]) => ({
			left: Number(left),
			top: floor + Number(up) - Number(corner),
			right: Number(left) + 2 * Number(corner) + Number(across),
		}),
	);
}

describe("the bars of the histogram", () => {
	const plot = { width: 100, floor: 80, height: 60 };

	it("are as tall as their people, in their bin's place and colour", () => {
		// Ten bins of a tenth of the axis: 10 wide, of which 1 is gap. 20 of 40 people: half of 60 high, so from 50 to 80.
		const paths = barPaths([40, 0, 20], 0.1, (bin) => (bin < 2 ? 0 : 1), 3, plot);
		expect(barsOf(paths[0] ?? "", 80)).toEqual([{ left: 0.5, top: 20, right: 9.5 }]);
		expect(barsOf(paths[1] ?? "", 80)).toEqual([{ left: 20.5, top: 50, right: 29.5 }]);
		expect(paths[2]).toBe("");
	});

	it("are visible for a single person among many, and absent for nobody", () => {
		// 1 of 100 000 of 60 units would be 0.0006: a bar is at least 1.5 high.
		const [path] = barPaths([100_000, 1, 0], 0.1, () => 0, 1, plot);
		expect(barsOf(path ?? "", 80).map(({ top }) => top)).toEqual([20, 78.5]);
	});

	it("are empty without people", () => {
		expect(barPaths([], 0.1, () => 0, 2, plot)).toEqual(["", ""]);
		expect(barPaths([0, 0], 0.1, () => 0, 1, plot)).toEqual([""]);
	});
});
