import { describe, expect, it } from "vitest";
import { PROFILES } from "../../geodata/catalogue/rules.ts";
import type { Position } from "../../geodata/units/position.ts";
import { realCity, realNetworkFiles } from "./bench-city.ts";
import { measureAreas } from "./measure-areas.ts";
import { reachBufferM2 } from "./reach-buffer.ts";

const MONACO = realNetworkFiles().find((file) => file.includes("monaco"));
if (MONACO === undefined)
	console.warn("shared/fixtures is not beside the checkout: areas in Monaco are not tested.");
const ORIGINS = 25;

describe("reachBufferM2", () => {
	it("counts the land around a line and its ends", () => {
		// At the equator a degree is 111 195 m. Slanted, so that no row of cells runs along the edge: 0.01° east and
		// 0.007° north are 1357.3 m, a strip 80 m wide and two half discs 108 584 + 5027 m².
		const line: Position[] = [
			[0, 0],
			[0.01, 0.007],
		];
		const m2 = reachBufferM2([line], 40);
		expect(m2 / 113_611).toBeGreaterThan(0.998);
		expect(m2 / 113_611).toBeLessThan(1.002);
		// Drawn twice, the land counts once.
		expect(reachBufferM2([line, line.toReversed()], 40) / m2).toBeCloseTo(1, 4);
	});
});

describe.skipIf(MONACO === undefined)("isochrones of a real network", () => {
	it("cover within 5 % the buffer of their reach, and less where something stands in the way", async () => {
		const city = await realCity(MONACO ?? "");
		const places = city.places.slice(0, ORIGINS);
		const { open, drawn } = measureAreas({ ...city, places }, 1000, PROFILES[0]!);
		expect(open).toHaveLength(ORIGINS);
		expect(open[0]).toBeGreaterThan(0.95);
		expect(open.at(-1)).toBeLessThan(1.05);
		// The sea and railways block some of the land.
		expect(drawn[0]).toBeLessThan(open[0]! - 0.01);
		expect(drawn.at(-1)).toBeLessThan(1.05);
	});
});
