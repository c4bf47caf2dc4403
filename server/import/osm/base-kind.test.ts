import { describe, expect, it } from "vitest";
import { areaKind, lineKind } from "./base-kind.ts";

const tagged = (text: string) => new Map(text.split(" ").map((pair) => pair.split("=") as [string, string]));

describe("what a line is on the base map", () => {
	it.each([
		["natural=coastline", "waterway", "coastline"],
		["waterway=river", "waterway", "river"],
		["railway=rail", "railway", "rail"],
		["railway=rail service=siding", "railway", "siding"],
		["railway=rail service=spur", "railway", "spur"],
		["railway=narrow_gauge service=yard", "railway", "yard"],
		// It connects two tracks of the main line and lies between them.
		["railway=rail service=crossover", "railway", "rail"],
		["railway=subway service=yard", "railway", "subway"],
		["barrier=fence", "wall", "fence"],
	])("%s is a %s, %s", (text, layer, kind) => expect(lineKind(tagged(text))).toEqual({ layer, kind }));

	it.each(["waterway=ditch", "railway=tram", "barrier=hedge", "natural=cliff"])("%s is none", (text) =>
		expect(lineKind(tagged(text))).toBeNull(),
	);
});

describe("what an area of water is", () => {
	it.each([
		["natural=water", "water"],
		["natural=water water=pond", "pond"],
		["natural=water water=basin", "basin"],
		["landuse=basin", "basin"],
		["landuse=reservoir", "reservoir"],
	])("%s is %s", (text, kind) => expect(areaKind(tagged(text))).toEqual({ layer: "water", kind }));

	it("is none in a pool", () => expect(areaKind(tagged("natural=water water=pool"))).toBeNull());
});
