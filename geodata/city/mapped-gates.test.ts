import { describe, expect, it } from "vitest";
import { home, line, Scene } from "../test/scene.ts";
import { buildBarriers } from "./build-barriers.ts";
import { buildCityPack } from "./build-city-pack.ts";
import { withMappedGates } from "./mapped-gates.ts";

describe("homes behind a wall", () => {
	const scene = new Scene("A-------------------B");
	const ring = (columns: readonly [number, number], rows: readonly [number, number]) =>
		line("wall", [
			scene.at([columns[0], rows[0]]),
			scene.at([columns[1], rows[0]]),
			scene.at([columns[1], rows[1]]),
			scene.at([columns[0], rows[1]]),
			scene.at([columns[0], rows[0]]),
		]);
	const inner = home("in", scene.at([5, 4]), 3);
	const outer = home("out", scene.at([15, 4]), 3);
	const gate = scene.at([8, 1]);

	it("leave by the gates mapped in it", () => {
		const wall = ring([2, 9], [1, 8]);
		const filled = withMappedGates([inner, outer], [wall], scene.streets, [gate, scene.at([14, 1])]);
		expect(filled.map(({ gates }) => gates)).toEqual([[gate], []]);
		// With a known gate: 30 m east and 30 m north to the gate, 10 m on to the street.
		const city = { ...scene.city(filled), baseFeatures: [wall], wallOpenings: [gate] };
		const { demand } = buildCityPack(city).pack;
		expect([...demand.gateUnknown]).toEqual([0, 1]);
		expect(demand.access.offsetMm[0]! / 1000).toBeCloseTo(Math.hypot(30, 30) + 10, 1);
		expect(buildBarriers([wall], scene.streets, [gate]).strength.every((strength) => strength === 2)).toBe(
			true,
		);
	});

	it("keep their own gates, and take none where streets run inside, of a smaller wall first", () => {
		const own = { ...inner, gates: [scene.at([2, 4])] };
		const wall = ring([2, 9], [1, 8]);
		expect(withMappedGates([own], [wall], scene.streets, [gate])[0]!.gates).toEqual(own.gates);
		const lane = new Scene(`
A-------+-----------B
        |
        |
        C`);
		expect(withMappedGates([inner], [wall], lane.streets, [gate])[0]!.gates).toEqual([]);
		const garden = ring([4, 6], [3, 5]);
		const own2 = scene.at([5, 3]);
		expect(withMappedGates([inner], [wall, garden], scene.streets, [gate, own2])[0]!.gates).toEqual([own2]);
	});
});
