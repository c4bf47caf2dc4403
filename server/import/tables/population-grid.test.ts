import { describe, expect, it } from "vitest";
import { Scene } from "../../../geodata/test/scene.ts";
import { parseGrid, unweightedGrid } from "./population-grid.ts";

describe("the unweighted grid", () => {
	it("counts one person in the middle of every cell that a walkable street passes", async () => {
		// 400 m of street eastwards and 200 m northwards from its end: cells of 100 m from the south-west corner.
		const scene = new Scene(
			`
    B
    |
A---C`,
			{ cellM: 100 },
		);
		const [west, south] = scene.at("A");
		const [east, north] = scene.at("B");
		const { compounds, people } = await unweightedGrid(scene.streets, [west, south, east, north], null, 100);
		// Row 0 has the 4 cells along A–C; rows 1 and 2 have the last column, C–B, whose end touches a third row.
		expect(compounds.map(({ compoundId }) => compoundId)).toEqual([
			"g0-0",
			"g0-1",
			"g0-2",
			"g0-3",
			"g1-3",
			"g2-3",
		]);
		expect(people).toBe(6);
		// Half the diagonal of a square of 100 m.
		expect(compounds[0]!.cellRadiusM).toBeCloseTo(70.71, 2);
		// A boundary around the first two cell centres keeps only those.
		const cellDeg = (east - west) / 4;
		const ring = [
			[0, 0],
			[2, 0],
			[2, 1],
			[0, 1],
			[0, 0],
		].map(([x = 0, y = 0]) => [west + x * cellDeg, south + y * cellDeg]);
		const half = await unweightedGrid(
			scene.streets,
			[west, south, east, north],
			{ type: "Polygon", coordinates: [ring] },
			100,
		);
		expect(half.compounds.map(({ compoundId }) => compoundId)).toEqual(["g0-0", "g0-1"]);
	});

	it("reads grid:250, leaves other names alone and refuses cells out of range", () => {
		expect(parseGrid("grid:250")).toBe(250);
		expect(parseGrid("grid.csv")).toBeNull();
		for (const size of ["0", "24", "5001", "wide", ""]) {
			expect(() => parseGrid(`grid:${size}`)).toThrowError(
				`Population "grid:${size}" asks for cells of ${size} m; allowed are 25 to 5000.`,
			);
		}
	});
});
