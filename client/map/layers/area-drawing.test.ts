import { describe, expect, it } from "vitest";
import { areaShape, drawAreas } from "./area-drawing.ts";

const SQUARE = {
	type: "Polygon" as const,
	coordinates: [
		[
			[120.95, 31.379],
			[120.952, 31.379],
			[120.952, 31.381],
			[120.95, 31.381],
			[120.95, 31.379],
		],
	],
};

describe("the areas during the morph", () => {
	const reached = areaShape([120.951, 31.38], 1000, SQUARE);
	const unreached = areaShape([120.97, 31.38], 1000, null);

	it("start as the circles, those of unsnapped places included", () => {
		const { rings } = drawAreas([reached, unreached], 0);
		expect(rings).toHaveLength(2);
		expect(rings[0]?.[0]).toEqual(rings[0]?.at(-1));
		expect(rings[0]?.[0]?.[0]).toBeCloseTo(reached.circle[0] ?? 0, 9);
	});

	it("drop the circle of an unsnapped place before the end", () => {
		expect(drawAreas([reached, unreached], 0.6).rings).toHaveLength(1);
	});

	it("end on the outline of the true area", () => {
		const [ring] = drawAreas([reached], 0.999999).rings;
		for (const [lng = 0, lat = 0] of ring ?? []) {
			// Every point is on an edge of the square, to a millionth of the interpolation.
			const onLng = Math.min(Math.abs(lng - 120.95), Math.abs(lng - 120.952));
			const onLat = Math.min(Math.abs(lat - 31.379), Math.abs(lat - 31.381));
			expect(Math.min(onLng, onLat)).toBeLessThan(1e-7);
		}
	});
});
