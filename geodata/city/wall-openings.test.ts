import { describe, expect, it } from "vitest";
import { NODE_FLAG, WAY_FLAG } from "../graph/street-source.ts";
import { line, Scene, withNodeFlag } from "../test/scene.ts";
import { COORD_UNITS_PER_DEG, DEG_TO_RAD, EARTH_RADIUS_M } from "../units/constants.ts";
import { buildBarriers } from "./build-barriers.ts";

const UNIT_M = (EARTH_RADIUS_M * DEG_TO_RAD) / COORD_UNITS_PER_DEG;

/** The remaining parts of a wall from west to east, metres along it, and whether it counts as gated. */
function leftOf(...args: Parameters<typeof buildBarriers>): { parts: number[][]; strengths: number[] } {
	const { aLng, bLng, strength } = buildBarriers(...args);
	return {
		parts: Array.from(aLng, (lng, i) => [lng, bLng[i]!].map((x) => Math.round(x * UNIT_M * 10) / 10)),
		strengths: [...strength],
	};
}

const [DETOUR, GATED] = [1, 2];

describe("walls", () => {
	const scene = new Scene("A----------B");
	const wall = line("wall", [scene.at([0, 2]), scene.at([10, 2])]);

	it("stay whole, and cost a way round, where nothing opens them", () => {
		expect(leftOf([wall], scene.streets)).toEqual({ parts: [[0, 100]], strengths: [DETOUR] });
	});

	it("are open two metres wide at a gate mapped in them, also a step beside, and not at one elsewhere", () => {
		const gates = [scene.at([3, 2]), scene.at([7, 2.09]), scene.at([5, 2.2])];
		expect(leftOf([wall], scene.streets, gates)).toEqual({
			parts: [
				[0, 29],
				[31, 69],
				[71, 100],
			],
			strengths: [GATED, GATED, GATED],
		});
	});

	const across = new Scene(`
A----+-----B
     |
     |
     |
     C`);

	it("are open where a way on foot crosses or ends on them, with a node in common or without", () => {
		const parts = [
			[0, 49],
			[51, 100],
		];
		expect(leftOf([line("wall", [across.at([0, 2]), across.at([10, 2])])], across.streets).parts).toEqual(
			parts,
		);
		expect(leftOf([line("wall", [across.at([0, 4]), across.at([10, 4])])], across.streets).parts).toEqual(
			parts,
		);
	});

	it("stay closed under a bridge, at a closed node, where the way may not be walked, and along a street", () => {
		const over = (flags: number) => {
			const wayFlags = across.streets.wayFlags.map((own, way) =>
				way === across.streets.wayFlags.length - 1 ? flags : own,
			);
			return leftOf([line("wall", [across.at([0, 2]), across.at([10, 2])])], { ...across.streets, wayFlags })
				.parts;
		};
		const both = WAY_FLAG.WALK_FORWARD | WAY_FLAG.WALK_BACKWARD;
		const isLast = across.streets.wayNode.at(-1);
		expect(across.streets.nodeLatDeg[isLast!]).toBe(across.at("C")[1]);
		expect(over(both)).toHaveLength(2);
		expect(over(both | WAY_FLAG.BRIDGE)).toEqual([[0, 100]]);
		expect(over(0)).toEqual([[0, 100]]);
		const shut = withNodeFlag(across.streets, "BLOCKED", [across.at("C")]);
		expect(NODE_FLAG.BLOCKED).toBe(2);
		expect(leftOf([line("wall", [across.at([0, 4]), across.at([10, 4])])], shut).parts).toEqual([[0, 100]]);
		// A street drawn along the wall does not open it from end to end.
		const along = leftOf([line("wall", [scene.at([0, 0]), scene.at([10, 0])])], scene.streets).parts;
		expect(along).toEqual([[0, 100]]);
	});
});

describe("strength of barriers", () => {
	const scene = new Scene("A----------B");
	const at = [scene.at([0, 2]), scene.at([10, 2])] as const;
	const strengthOf = (layer: "waterway" | "railway" | "water", kind: string, sizeM = 0): number => {
		const square = [
			[0, 2],
			[sizeM / 10, 2],
			[sizeM / 10, 2 + sizeM / 10],
			[0, 2],
		].map(([x, y]) => [...scene.at([x!, y!])]);
		const feature =
			layer === "water"
				? { ...line(layer, at), geometry: { type: "Polygon" as const, coordinates: [square] } }
				: line(layer, at);
		return buildBarriers([{ ...feature, kind }], scene.streets).strength[0]!;
	};

	it.each([
		["waterway", "river", 0, 0],
		["waterway", "canal", 0, 0],
		["waterway", "coastline", 0, 0],
		["waterway", "stream", 0, DETOUR],
		["railway", "rail", 0, 0],
		["railway", "spur", 0, DETOUR],
		["railway", "siding", 0, DETOUR],
		["railway", "yard", 0, DETOUR],
		["water", "pond", 100, DETOUR],
		["water", "pond", 200, 0],
		["water", "water", 20, DETOUR],
		["water", "lake", 20, 0],
		["water", "canal", 20, 0],
		["water", "dock", 20, 0],
	] as const)("%s %s of %i m", (layer, kind, sizeM, strength) => {
		expect(strengthOf(layer, kind, sizeM)).toBe(strength);
	});
});
