import { describe, expect, it } from "vitest";
import { distanceM } from "../../../geodata/units/position.ts";
import { between, circlePoints, ease, outlinePoints } from "./morph.ts";

const CENTRE = [120.95, 31.38] as const;
const closed = (points: Float64Array) => {
	const ring = Array.from({ length: points.length / 2 }, (_, i) => [points[i * 2]!, points[i * 2 + 1]!]);
	return [...ring, ring[0]!];
};

describe("the morph", () => {
	it("draws the circle at its radius all round", () => {
		const points = circlePoints(CENTRE, 1000);
		for (let i = 0; i < points.length; i += 2)
			// The local plane and the haversine differ by less than a metre per kilometre.
			expect(distanceM(CENTRE[0], CENTRE[1], points[i]!, points[i + 1]!)).toBeCloseTo(1000, 0);
	});

	it("gives a circle back from its own outline, whichever way and from wherever it runs", () => {
		const circle = circlePoints(CENTRE, 500);
		const ring = closed(circle).slice(0, -1);
		const turned = [...ring.slice(30), ...ring.slice(0, 30)].reverse();
		const outline = outlinePoints({ type: "Polygon", coordinates: [[...turned, turned[0]!]] }, CENTRE);
		for (let i = 0; i < circle.length; i += 2)
			expect(distanceM(circle[i]!, circle[i + 1]!, outline![i]!, outline![i + 1]!)).toBeLessThan(0.5);
	});

	it("follows the largest part of a service area in several parts", () => {
		const large = closed(circlePoints(CENTRE, 400));
		const small = closed(circlePoints([120.97, 31.38], 50));
		const outline = outlinePoints({ type: "MultiPolygon", coordinates: [[small], [large]] }, CENTRE)!;
		for (let i = 0; i < outline.length; i += 2)
			expect(distanceM(CENTRE[0], CENTRE[1], outline[i]!, outline[i + 1]!)).toBeGreaterThan(390);
	});

	it("starts at one and ends at the other", () => {
		const from = circlePoints(CENTRE, 1000);
		const to = circlePoints(CENTRE, 300);
		expect(between(from, to, 0)).toEqual(from);
		expect(between(from, to, 1)).toEqual(to);
		expect([ease(0), ease(0.5), ease(1)]).toEqual([0, 0.5, 1]);
	});

	it("has nothing to follow in an empty area", () => {
		expect(outlinePoints({ type: "MultiPolygon", coordinates: [] }, CENTRE)).toBeNull();
	});
});
