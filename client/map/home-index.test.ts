import { describe, expect, it } from "vitest";
import { indexHomes } from "./home-index.ts";

describe("the home under the pointer", () => {
	// At zoom 14 the world is 512·2¹⁴ px wide, so 0.0001° of longitude is 2.33 px.
	const homes = indexHomes(Float64Array.of(120.95, 31.38, 120.951, 31.38));

	it("is the nearest one within reach", () => {
		expect(homes.nearest([120.9502, 31.38], 14, 8)).toBe(0);
		expect(homes.nearest([120.9508, 31.38], 14, 8)).toBe(1);
	});

	it("is null beyond the reach, which shrinks on the ground as the zoom grows", () => {
		// 0.0004° is 9.3 px at zoom 14, 4.7 px at zoom 13.
		expect(homes.nearest([120.9496, 31.38], 14, 8)).toBeNull();
		expect(homes.nearest([120.9496, 31.38], 13, 8)).toBe(0);
	});

	it("is null in a city without homes", () => {
		expect(indexHomes(new Float64Array(0)).nearest([120.95, 31.38], 14, 8)).toBeNull();
	});
});
