import { describe, expect, it } from "vitest";
import { polygonsText } from "./polygons-text.ts";

const DAY = new Date("2026-01-02T00:00:00Z");

describe("polygonsText", () => {
	it("gives the figures below which 5, 25, 50, 75 and 95 in a hundred origins lie", () => {
		// Shares 0, 0.01 … 1: the p-th percentile is p / 100.
		const shares = Array.from({ length: 101 }, (_, i) => i / 100);
		const text = polygonsText([{ network: "a.osm.gz", what: "area", shares }], 1000, DAY);
		expect(text.split("\n")).toContain("| a.osm.gz | area | 101 | 0.050 | 0.250 | 0.500 | 0.750 | 0.950 |");
	});

	it("says once what was not compared, and why, and leaves its rows out", () => {
		const compared = ["area", "common"].map((what) => ({ network: "b.osm.gz", what, shares: null }));
		const lines = polygonsText(compared, 1000, DAY).split("\n");
		expect(lines.filter((line) => line.includes("b.osm.gz"))).toEqual([
			expect.stringMatching(/^- b\.osm\.gz: not compared with Valhalla, which reads only PBF; osmium/),
		]);
	});
});
