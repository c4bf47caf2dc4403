import { describe, expect, it } from "vitest";
import { axisTicks, cutoffAfterKey, snapCutoff } from "./histogram-scale.ts";

describe("the cutoff handle", () => {
	it("snaps to half minutes and tens of metres, within the axis and never to zero", () => {
		expect(snapCutoff(914, "time", 1800)).toBe(900);
		expect(snapCutoff(916, "time", 1800)).toBe(930);
		expect(snapCutoff(994, "distance", 2000)).toBe(990);
		expect(snapCutoff(-50, "distance", 2000)).toBe(10);
		expect(snapCutoff(9999, "time", 1800)).toBe(1800);
	});

	it("obeys the keys of a slider", () => {
		expect(cutoffAfterKey("ArrowRight", 900, "time", 1800)).toBe(960);
		expect(cutoffAfterKey("ArrowDown", 1000, "distance", 2000)).toBe(950);
		expect(cutoffAfterKey("PageUp", 900, "time", 1800)).toBe(1200);
		expect(cutoffAfterKey("End", 900, "time", 1800)).toBe(1800);
		expect(cutoffAfterKey("Home", 900, "time", 1800)).toBe(30);
		expect(cutoffAfterKey("a", 900, "time", 1800)).toBeNull();
	});

	it("labels round minutes and metres", () => {
		expect(axisTicks("time", 1800)).toEqual([0, 300, 600, 900, 1200, 1500]);
		expect(axisTicks("distance", 2000)).toEqual([0, 500, 1000, 1500]);
	});
});
